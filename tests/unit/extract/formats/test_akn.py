"""The reader of Akoma Ntoso: print order, labels, italics, notes and links; what is refused and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cronica.flows.extract import read_paragraphs
from cronica.flows.extract.extracted import Reason, Unreadable
from cronica.flows.extract.formats import akn
from cronica.flows.extract.formats.akn_inline import link_target
from cronica.flows.language import Language
from tests import stated_akn

EMPTY = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">{}</akomaNtoso>'


def paragraphs(content: str) -> list[str]:
    """The paragraphs that the reader makes of an element."""
    return akn.read(EMPTY.format(content).encode()).text.split("\n\n")


def test_a_document_is_set_down_in_the_order_of_print():
    assert akn.read(stated_akn.akn().encode()).text.split("\n\n") == [
        "Naciones Unidas",
        "A/RES/76/901",
        "Asamblea General",
        "Distr. general",
        "20 de diciembre de 2021",
        "Septuagésimo sexto período de sesiones",
        "Tema 20 b) del programa",
        "Faros y balizas",
        "Resolución aprobada por la Asamblea General el 10 de diciembre de 2021",
        "[sin remisión previa a una Comisión Principal (A/76/L.77)]",
        "76/901. Faros",
        "*La Asamblea General*",
        "*Recordando* su resolución [73/801](A/RES/73/801), de 20 de diciembre de 2018¹, los faros y las balizas",
        "1. *Solicita* a los Estados que:",
        "a) Enciendan los faros;",
        "b) Cuiden las balizas.",
        "Balizas",
        "2. *Decide* seguir ocupándose de la cuestión.",
        "50a sesión plenaria",
        "10 de diciembre de 2021",
        "¹ [A/75/6 (Sect. 2)](A/75/6(Sect.2)), párr. 4.",
    ]


def test_what_the_file_states_is_handed_on_word_for_word():
    said = akn.read(stated_akn.akn().encode()).statements
    assert said["symbol"] == "A/RES/76/901"
    assert said["title"] == "Faros"
    assert (said["language"], said["type"], said["session"]) == ("spa", "resolution", "76")
    assert said["agenda_items"] == [{"text": "Tema 20 b) del programa", "title": "Faros y balizas"}]
    assert (said["issue_date"], said["adoption_date"], said["meeting"]) == ("2021-12-20", "2021-12-10", "50a")
    assert said["vote"]["counts"][1] == {"side": "against", "stated": "1", "voters": ["UNITED KINGDOM"]}
    assert said["subjects"][0] == {
        "vocabulary": "SDGO",
        "subject": "sdg_14",
        "uri": "http://metadata.un.org/sdg/14",
    }
    assert said["steps"][1] == {
        "outcome": "draftResolutionAdditionalSponsors",
        "by": "Antigua and Barbuda, Bolivia (Plurinational State of) and Chile",
    }


def test_the_dash_that_parts_a_title_from_its_number_is_none_of_it():
    said = akn.read(stated_akn.akn().replace("\tFaros", "\t- Faros").encode()).statements
    assert said["title"] == "Faros"


def test_a_document_that_states_nothing_is_read_all_the_same():
    extracted = akn.read(EMPTY.format("<doc><mainBody><p>Faros.</p></mainBody></doc>").encode())
    assert extracted.text == "Faros."
    assert extracted.statements == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<span class="italic">Tomando not</span>a del faro', "*Tomando nota* del faro"),
        ('<span class="italic">Actas</span>, <span class="italic">2021</span>, núm. 7', "*Actas*, 2021, núm. 7"),
        ('<span class="italic">Toma</span> <span class="italic">nota</span> de', "*Toma nota* de"),
        ('<span class="bold">Faros</span>', "Faros"),
        ('<a href="https://undocs.org/es/A/RES/2(I)">2</a><a href="https://undocs.org/es/A/RES/2(I)"> (I)</a>',
         "[2 (I)](A/RES/2(I))"),
        ('<span class="italic">Véase <a href="http://un.org/a b">la página</a></span>',
         "*Véase* *[la página](http://un.org/a%20b)*"),
        ('faro<authorialNote marker="1"><p>x</p></authorialNote><authorialNote marker="2"><p>y</p></authorialNote>.',
         "faro¹ ²."),
        ("1<sup>er</sup> faro de 5 m² y 3 * 4", r"1er faro de 5 m2 y 3 \* 4"),
        ("la lista [a](b)", r"la lista [a]\(b)"),
        ("<!-- nada --> Faros <?nada nada?> y balizas", "Faros y balizas"),
    ],
)  # fmt: skip
def test_words_are_set_as_in_markdown(content: str, expected: str):
    assert paragraphs(f"<mainBody><p>{content}</p></mainBody>")[0] == expected


@settings(deadline=None)
@given(st.text(alphabet="ab *[]()\\_#¹2.-«é", min_size=1, max_size=40))
def test_what_looks_like_markdown_comes_out_of_cleaning_as_it_stood(words: str):
    expected = " ".join(f"x {words} x.".replace("¹", "1").split())
    document = f"<coverPage><p>Faros.</p></coverPage><mainBody><p>x {words} x.</p></mainBody>"
    extracted = akn.read(EMPTY.format(document).encode())
    read = read_paragraphs(extracted, Language.load("es"))
    assert [each.text for each in read] == ["Faros.", expected]


def test_the_dot_of_a_number_is_not_doubled_and_a_label_not_repeated():
    assert paragraphs(
        "<mainBody><paragraph><num>I.</num><content><p>.	Faros</p></content></paragraph>"
        "<paragraph><num>A.</num><heading>A.	Balizas</heading></paragraph></mainBody>"
    ) == ["I. Faros", "A.", "A. Balizas"]


def test_a_row_of_a_table_is_a_paragraph():
    table = "<table><tr><th><p>Faro</p></th><th><p>Luz</p></th></tr><tr><td><p>1</p></td><td/></tr></table>"
    assert paragraphs(f"<mainBody><container>{table}</container></mainBody>") == [
        "| Faro | Luz |",
        "| 1 |  |",
    ]


def test_each_part_of_a_collection_keeps_its_notes():
    part = (
        "<component><statement><preface><p><docNumber>{0}</docNumber><docTitle>Faros</docTitle></p></preface>"
        '<mainBody><p>x<authorialNote marker="1"><p>Nota {0}.</p></authorialNote></p></mainBody></statement></component>'
    )
    attached = '<attachments><attachment><doc name="annex"><mainBody><p>Anexo</p></mainBody></doc></attachment></attachments>'
    text = paragraphs(part.format("A") + attached)
    assert text == ["A", "Faros", "x¹", "¹ Nota A.", "Anexo"]


def test_parts_and_headings_follow_the_markup_where_words_would_mislead():
    extracted = akn.read(stated_akn.akn().encode())
    read = read_paragraphs(extracted, Language.load("es"))
    parts = {each.text[:9]: (each.part, each.label, each.is_heading) for each in read}
    assert parts["Recordand"] == ("preamble", None, False)  # ends with no comma and is short as a heading
    assert parts["1. Solici"] == ("operative", "1", False)
    assert parts["b) Cuiden"] == ("operative", "b", False)
    assert parts["Balizas"] == ("body", None, True)
    assert parts["50a sesió"] == ("closing", None, False)
    assert parts["A/75/6 (S"] == ("footnote", None, False)
    assert [each.heading for each in read if each.label == "2"] == ["Balizas"]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://undocs.org/es/A/RES/59/50", "A/RES/59/50"),
        ("http://www.undocs.org/A/RES/59/50", "A/RES/59/50"),
        ("https://undocs.org/sp/A/75/49 (vol. I)", "A/75/49(vol.I)"),
        ("https://undocs.org/es/A/75/6%28Sect.2%29", "A/75/6(Sect.2)"),
        ("https://example.org/a_(b", "https://example.org/a_%28b"),
        ("", ""),
    ],
)
def test_a_link_to_a_document_points_to_its_symbol(address: str, target: str):
    assert link_target(address) == target


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"<akomaNtoso><p>\n<b>faro</p></akomaNtoso>", Reason.MALFORMED, "line 2, column"),
        (b"<html><p>Faro</p></html>", Reason.MALFORMED, "root is <html>"),
        (b"<akomaNtoso>&faro;</akomaNtoso>", Reason.MALFORMED, "'faro' not defined"),
        (b"", Reason.MALFORMED, "empty"),
        (b"<a>" * 400 + b"</a>" * 400, Reason.TOO_LARGE, "depth"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(data: bytes, reason: Reason, words: str):
    with pytest.raises(Unreadable) as refusal:
        akn.read(data)
    assert refusal.value.reason is reason
    assert words in refusal.value.message
    assert "\n" not in refusal.value.message


def test_no_entity_is_put_in_and_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("faro secreto", encoding="utf-8")
    declared = f'<!DOCTYPE akomaNtoso [<!ENTITY near "cerca"><!ENTITY far SYSTEM "{secret.as_uri()}">]>'
    text = akn.read((declared + EMPTY.format("<p>Faros &near; &far;.</p>")).encode()).text
    assert text == "Faros ."
