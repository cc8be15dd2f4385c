"""Which paragraph of the text before a paragraph was."""

from cronica.flows.assemble.changes import Text, changes

BEFORE = [
    Text(
        "a1",
        "operative",
        "1. Cierre de inmediato los puentes viejos del río y repare sin demora los caminos;",
    ),
    Text("a2", "operative", "2. Agradece a la Comisión de Caminos su labor;"),
    Text("a3", "operative", "3. Toma nota del informe;"),
]
AFTER = [
    Text("b1", "operative", "1. Toma nota del informe;"),
    Text(
        "b2",
        "operative",
        "2. Cierre de inmediato los puentes viejos del río y repare sin demora los caminos, y lleve a cabo un examen de "
        "las condiciones de las barcas, las lanchas y los embarcaderos que las autoridades tengan a su cargo;",
    ),
    Text("b3", "operative", "3. Solicita al Secretario General que facilite recursos;"),
]


def test_every_paragraph_is_paired_by_what_it_says():
    found = [
        (
            each.previous and each.previous.paragraph_id,
            each.current and each.current.paragraph_id,
            each.change,
        )
        for each in changes(BEFORE, AFTER)
    ]
    assert found == [
        ("a3", "b1", "moved"),
        ("a1", "b2", "edited"),
        (None, "b3", "added"),
        ("a2", None, "removed"),
    ]


OTHER_ORDER = [
    (
        "Acogiendo con beneplácito la Cumbre de los Puentes 2019, convocada por la Comisión y celebrada el 23 de mayo,",
        "Acogiendo con beneplácito que el 23 de mayo de 2019 se haya celebrado la Cumbre convocada por la Comisión,",
        "preamble",
    ),
    (
        "Tomando nota del informe de la Comisión de Caminos,",
        "1. Toma nota del informe de la Comisión de Caminos;",
        "operative",
    ),
]


def test_a_paragraph_is_known_in_other_words_and_in_the_other_part():
    for before, after, part in OTHER_ORDER:
        there, back = Text("a", "preamble", before), Text("b", part, after)
        assert [each.change for each in changes([there], [back])] == ["edited"]
        assert [each.change for each in changes([back], [there])] == ["edited"]


def test_one_alone_between_the_same_two_is_known_by_most_of_its_words():
    first, last = (
        "Recordando la Carta de los Puentes,",
        "Consciente de la importancia de los caminos rurales,",
    )
    before = (
        "Recordando las elecciones legislativas celebradas en abril y mayo de 2018,",
        "Observando las obras de Vega,",
    )
    after = (
        "Haciendo notar las elecciones municipales celebradas en marzo de 2020, y recordando las de abril y mayo de 2018,",
        "Encomiando la labor de los ingenieros jóvenes,",
    )
    for old, new, change in zip(before, after, ("edited", "added"), strict=True):
        there = [Text(f"a{at}", "preamble", text) for at, text in enumerate((first, old, last))]
        back = [Text(f"b{at}", "preamble", text) for at, text in enumerate((first, new, last))]
        assert [each.change for each in changes(there, back) if each.current][1] == change
