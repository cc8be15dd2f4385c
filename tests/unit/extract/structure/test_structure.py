"""Parts, labels, headings and notes of a document."""

from cronica.flows.extract import read_paragraphs
from cronica.flows.extract.extracted import Extracted
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.language import Language

RESOLUTION = """Asamblea General

Distr. general
10 de febrero de 2011

Sexagésimo quinto período de sesiones
Tema 122 f) del programa

Resolución aprobada por la Asamblea General el 13 de diciembre de 2010

[sin remisión previa a una Comisión Principal (A/65/L.6)]

65/122. Título de la resolución

La Asamblea General,

Recordando su resolución 59/50, de 2 de diciembre de 2004¹,

Consciente de la importancia de la cuestión,

I

Disposiciones generales

1. Decide:

a) Examinar la cuestión:

i) En su próximo período de sesiones;

ii) En el siguiente;

b) Publicar el informe;

2. Solicita al Secretario General que la informe.

64ª sesión plenaria
13 de diciembre de 2010

¹ Resolución 60/288.

Anexo

Estatuto

1. El Comité se reunirá una vez al año.
"""


def paragraphs(text: str) -> list[Paragraph]:
    return read_paragraphs(Extracted(text), Language.load("es"))


def outline(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (item.part, ".".join(item.path), item.heading) for item in paragraphs(text) if item.part != "masthead"
    ]


def test_a_resolution_is_read_into_its_parts():
    assert outline(RESOLUTION) == [
        ("title", "", None),
        ("body", "", None),
        ("preamble", "", None),
        ("preamble", "", None),
        ("body", "", "I"),
        ("body", "", "I Disposiciones generales"),
        ("operative", "1", "I Disposiciones generales"),
        ("operative", "1.a", "I Disposiciones generales"),
        ("operative", "1.a.i", "I Disposiciones generales"),
        ("operative", "1.a.ii", "I Disposiciones generales"),
        ("operative", "1.b", "I Disposiciones generales"),
        ("operative", "2", "I Disposiciones generales"),
        ("closing", "", None),
        ("closing", "", None),
        ("footnote", "", None),
        ("annex", "", None),
        ("annex", "", "Estatuto"),
        ("annex", "1", "Estatuto"),
    ]


def test_i_after_h_is_a_letter_and_under_a_letter_a_roman_number():
    items = "".join(f"{letter}) Punto {letter};\n\n" for letter in "abcdefghij")
    text = RESOLUTION.replace("a) Examinar la cuestión:\n\ni) En su próximo período de sesiones;\n\n", items)
    text = text.replace("ii) En el siguiente;\n\nb) Publicar el informe;\n\n", "")
    labels = [item.label for item in paragraphs(text) if item.part == "operative"]
    assert labels == ["1", *"abcdefghij", "2"]


def test_an_unnumbered_act_ends_the_preamble():
    text = RESOLUTION[: RESOLUTION.index("I\n\nDisposiciones")] + "Aprueba el informe de la Comisión¹.\n"
    assert [item.part for item in paragraphs(text)][-3:] == ["preamble", "preamble", "operative"]


def test_the_numbered_headings_of_a_section_are_no_paragraphs():
    text = (
        "Carta de fecha 3 de mayo de 2001 dirigida al Secretario General por el Representante Permanente de X\n\n"
        "Tengo el honor de remitirle el texto que figura a continuación.\n\n(Firmado) Juan Pérez\n\n"
        "Anexo de la carta de fecha 3 de mayo de 2001 dirigida al Secretario General\n\nIV. Estructura\n\n"
        "28. La Conferencia se dotará de instituciones.\n\n1. Reuniones periódicas\n\n29. Se celebrarán reuniones.\n"
    )
    read = [(item.part, item.label, item.heading) for item in paragraphs(text)]
    assert read == [
        ("title", None, None),
        ("body", None, None),
        ("signature", None, None),
        ("annex", None, None),
        ("annex", None, "IV. Estructura"),
        ("annex", "28", "IV. Estructura"),
        ("annex", None, "IV. Estructura > 1. Reuniones periódicas"),
        ("annex", "29", "IV. Estructura > 1. Reuniones periódicas"),
    ]


def test_the_item_named_after_a_letter_is_not_the_title_of_the_resolution():
    text = RESOLUTION.replace(
        "Resolución aprobada",
        "Carta de fecha 28 de febrero de 2014 dirigida al Consejo por el Representante de X\nResolución aprobada",
    )
    titles = [item.text for item in paragraphs(text) if item.part == "title"]
    assert titles == ["65/122. Título de la resolución"]


def test_every_footnote_knows_its_mark():
    notes = [item for item in paragraphs(RESOLUTION) if item.part == "footnote"]
    assert [(item.footnote_marker, item.text) for item in notes] == [("1", "Resolución 60/288.")]
