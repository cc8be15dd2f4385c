"""Which paragraph of one version is which of another: by part, number, order and values, whatever the words."""

from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.assemble.alignment import Paragraph, parallel


def version(code, *paragraphs):
    """Paragraphs written as ``part number values``, with their place as key."""
    made = []
    for at, written in enumerate(paragraphs, 1):
        part, number, *values = written.split()
        made.append(Paragraph(f"{code}{at}", part, None if number == "-" else number, frozenset(values)))
    return made


def pairs(found, one, other):
    return [
        (here.paragraph_id, there.paragraph_id, round(likeness, 2))
        for *languages, of_these in found
        if languages == [one, other]
        for here, there, likeness in of_these
    ]


def test_paragraphs_of_one_structure_are_paired_in_order_and_values_tell_how_sure_it_is():
    found = list(
        parallel(
            {
                "en": version("e", "title -", "preamble - recall 65/1", "operative 1 request 2020"),
                "fr": version("f", "title -", "preamble - recall 65/1", "operative 1 request 2021"),
            }
        )
    )
    assert pairs(found, "en", "fr") == [("e1", "f1", 0.75), ("e2", "f2", 1.0), ("e3", "f3", 0.67)]
    assert pairs(found, "fr", "en") == [("f1", "e1", 0.75), ("f2", "e2", 1.0), ("f3", "e3", 0.67)]


def test_a_lost_paragraph_is_the_one_whose_values_are_missing():
    whole = ("preamble - recall 1", "preamble - note 2", "preamble - affirm 3", "operative 1 ask")
    found = list(
        parallel(
            {
                "en": version("e", *whole),
                "fr": version("f", *whole),
                "zh": version("z", whole[0], *whole[2:]),
            }
        )
    )
    assert [pair[:2] for pair in pairs(found, "zh", "en")] == [("z1", "e1"), ("z2", "e3"), ("z3", "e4")]
    assert [pair[:2] for pair in pairs(found, "fr", "zh")] == [("f1", "z1"), ("f3", "z2"), ("f4", "z3")]


def test_verbs_that_look_shifted_move_nothing_where_both_have_as_many_paragraphs():
    """The verbs of a translator are those of the paragraphs after."""
    read = version("e", "preamble - consider", "preamble - bear", "preamble - bear", "operative 1 ask")
    shifted = version("z", "preamble - bear", "preamble - bear", "preamble - know", "operative 1 ask")
    found = list(parallel({"en": read, "fr": read, "zh": shifted}))
    assert [pair[:2] for pair in pairs(found, "en", "zh")] == [(f"e{at}", f"z{at}") for at in (1, 2, 3, 4)]


def test_a_version_that_was_read_in_another_part_is_aligned_by_its_numbers():
    read = version("e", "preamble - recall", "operative 1 7", "operative 2 8", "operative 2.a 9")
    misread = version("a", "body - recall", "body 1 7", "body 2 8", "body 2.a 9")
    assert pairs(list(parallel({"ar": misread, "en": read})), "ar", "en") == [
        *(("a1", "e1", 0.8), ("a2", "e2", 0.8), ("a3", "e3", 0.8), ("a4", "e4", 0.8)),
    ]


def test_footnotes_that_stand_where_a_page_ended_are_aligned_by_themselves():
    english = version("e", "operative 1 7", "footnote 1 60/1", "operative 2 8", "footnote 2 61/1")
    french = version("f", "operative 1 7", "operative 2 8", "footnote 1 60/1", "footnote 2 61/1")
    found = {pair[:2] for pair in pairs(list(parallel({"en": english, "fr": french})), "en", "fr")}
    assert found == {("e1", "f1"), ("e2", "f3"), ("e3", "f2"), ("e4", "f4")}


def test_a_paragraph_that_stands_alone_has_no_pair():
    shared = ("preamble - recall 1", "operative 1 ask 2")
    english = version("e", *shared)
    french = version("f", shared[0], "annex 4.b list 9", shared[1])
    found = list(parallel({"en": english, "fr": french}))
    assert [pair[:2] for pair in pairs(found, "fr", "en")] == [("f1", "e1"), ("f3", "e2")]


written = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["preamble", "operative", "body", "footnote"]),
        st.sampled_from(["-", "1", "2", "2.a"]),
        st.sampled_from(["", "recall", "recall 65/1", "ask 2020"]),
    ),
)


@given(st.dictionaries(st.sampled_from(["ar", "en", "es"]), st.lists(written, max_size=6), min_size=2))
def test_pairs_are_one_to_one_in_order_and_the_same_from_either_side(texts):
    versions = {code: version(code, *paragraphs) for code, paragraphs in texts.items()}
    found = list(parallel(versions))
    for one, other, of_these in found:
        for is_footnote in (False, True):
            of_kind = [pair for pair in of_these if pair[0].is_footnote is is_footnote]
            for side, code in enumerate((one, other)):
                places = [versions[code].index(pair[side]) for pair in of_kind]
                assert places == sorted(set(places))
        assert {(b, a, sure) for a, b, sure in of_these} == {
            pair for *codes, back in found if codes == [other, one] for pair in back
        }
        assert all(0 < sure <= 1 for *_, sure in of_these)


@given(st.lists(written, min_size=1, max_size=6))
def test_a_text_is_aligned_with_its_copy_paragraph_by_paragraph(paragraphs):
    found = list(parallel({"en": version("e", *paragraphs), "fr": version("f", *paragraphs)}))
    assert len(found[0][2]) == len(paragraphs)
