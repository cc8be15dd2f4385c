"""Printed lines become paragraphs, whatever the print style."""

from cronica.flows.extract.text.layout import join_lines, read_blocks
from cronica.flows.extract.text.words import Vocabulary
from cronica.flows.language import Language
from hypothesis import given
from hypothesis import strategies as st


def paragraphs(text: str) -> list[str]:
    vocabulary = Vocabulary(text, Language.load("es"))
    return [join_lines(block, text, vocabulary).text for block in read_blocks(text, Language.load("es"))]


LONG = (
    "Recordando sus resoluciones anteriores relativas a la cooperación entre las Naciones Unidas y las "
    "organizaciones regionales y de otro tipo, en particular las aprobadas en los últimos períodos de sesiones,"
)
WRAPPED = """La Asamblea General,

Recordando sus resoluciones anteriores relativas a la cooperación entre las Na-
ciones Unidas y las organizaciones regionales y de otro tipo, en particular las
aprobadas en los últimos períodos de sesiones,

1. Decide incluir en el programa provisional de su próximo período de sesiones
el mismo tema.
"""


def test_wrapped_lines_are_joined_and_broken_words_mended():
    assert paragraphs(WRAPPED) == [
        "La Asamblea General,",
        LONG,
        "1. Decide incluir en el programa provisional de su próximo período de sesiones el mismo tema.",
    ]


def test_a_blank_line_after_every_printed_line_is_no_paragraph_end():
    lines = [line for line in WRAPPED.splitlines() if line]
    doubled = ""
    for before, line in zip([None, *lines], lines, strict=False):
        starts = before is None or (before.endswith((",", ".")) and line[0].isupper()) or line[0].isdigit()
        doubled += ("\n\n\n" if starts and before else "") + line + " \n\n"
    assert paragraphs(doubled)[1] == LONG


def test_one_line_a_paragraph_stays_so():
    text = f"La Asamblea General,\n{LONG}\n1. Toma nota del informe;\n2. Decide seguir ocupándose de la cuestión.\n"
    assert len(paragraphs(text + LONG * 3)) == 5


def test_a_page_end_inside_a_sentence_is_mended():
    text = f"{LONG[:-1]} y la\n\n\n\ncontinuación de la frase,\n\n{LONG}\n"
    assert paragraphs(text)[0].endswith("y la continuación de la frase,")


def test_notes_between_the_halves_of_a_paragraph_stand_apart():
    text = f"{LONG[:-1]}, incluidas\n\n¹ A/73/328.\n\n² Resolución 49/57, anexo.\n\nlas de 13 de enero de 2010,\n"
    assert paragraphs(text)[1:] == ["¹ A/73/328.", "² Resolución 49/57, anexo."]
    assert paragraphs(text)[0].endswith("incluidas las de 13 de enero de 2010,")


def test_page_heads_and_numbers_leave_no_trace():
    text = WRAPPED.replace("el mismo tema.", "el mismo\n\n2/3\nA/RES/75/1\n\ntema.\n\n20-17280 3/3\n")
    text = "A/RES/75/1\nAsamblea General\n\n" + text
    assert paragraphs(text)[-1].endswith("próximo período de sesiones el mismo tema.")
    assert sum("A/RES/75/1" in paragraph for paragraph in paragraphs(text)) == 1


def test_a_number_and_a_symbol_at_the_end_are_a_note_not_a_page_head():
    assert paragraphs("Texto del documento,\n\n1 A/75/112.\n")[-1] == "1 A/75/112."


def test_a_label_alone_on_its_line_belongs_to_what_follows():
    assert paragraphs("13.\n\nDecide seguir ocupándose de la cuestión.\n") == [
        "13. Decide seguir ocupándose de la cuestión."
    ]


def test_a_word_with_a_hyphen_of_its_own_keeps_it_at_a_line_end():
    text = (
        WRAPPED.replace("las Na-\nciones Unidas", "lo político-\nmilitar") + "\nEl ámbito político-militar.\n"
    )
    assert "lo político-militar y" in paragraphs(text)[1]


def test_masthead_lines_are_not_run_together():
    head = "Naciones Unidas\nA/RES/75/100\nAsamblea General\nDistr. general\n18 de diciembre de 2020\n"
    assert paragraphs(head + "Septuagésimo quinto período de sesiones\nTema 55 del programa\n") == [
        "Naciones Unidas",
        "A/RES/75/100",
        "Asamblea General",
        "Distr. general",
        "18 de diciembre de 2020",
        "Septuagésimo quinto período de sesiones",
        "Tema 55 del programa",
    ]


@given(st.text())
def test_any_text_is_read_and_every_block_lies_in_it(text):
    blocks = read_blocks(text, Language.load("es"))
    for block in blocks:
        for line in block.lines:
            assert text[line.start : line.end] == line.text
            assert line.text.strip() == line.text != ""
    starts = sorted(line.start for block in blocks for line in block.lines)
    assert len(starts) == len(set(starts))
