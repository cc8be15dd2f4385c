"""Printed lines become paragraphs, whatever the print style."""

from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.extract.text.joined import join_lines
from cronica.flows.extract.text.layout import read_blocks
from cronica.flows.extract.text.line_rules import line_rules
from cronica.flows.extract.text.lines import read_lines
from cronica.flows.extract.text.words import Vocabulary
from cronica.flows.language import Language


def paragraphs(text: str) -> list[str]:
    vocabulary = Vocabulary(text, Language.load("es"))
    return [
        join_lines(block.lines, text, vocabulary).text for block in read_blocks(text, Language.load("es"))
    ]


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


def test_paragraphs_without_blank_lines_are_told_apart():
    text = (
        "Asamblea General\nDistr. general\n5 de octubre de 2015\nSeptuagésimo período de sesiones\n"
        "Tema 98 del programa\nDesarme\nInforme del Secretario General\nIntroducción\n1.\n"
        "El Secretario General presenta este informe en cumplimiento de una resolución\nde la Asamblea.\n2.\n"
        "El informe abarca un año."
    )
    assert paragraphs(text)[-5:] == [
        "Desarme",
        "Informe del Secretario General",
        "Introducción",
        "1. El Secretario General presenta este informe en cumplimiento de una resolución de la Asamblea.",
        "2. El informe abarca un año.",
    ]


def test_the_heading_of_a_letter_ends_where_its_sender_is_named():
    text = (
        "Carta de fecha 12 de octubre de 2015 dirigida al Secretario\nGeneral por el Representante Permanente "
        "de Chile ante\nlas Naciones Unidas\nTengo el honor de transmitir una declaración."
    )
    assert paragraphs(text)[-1] == "Tengo el honor de transmitir una declaración."


def test_the_word_that_joins_the_last_paragraph_of_a_preamble_ends_the_one_before():
    text = "Recordando su resolución 69/50, y\n\nConsiderando el informe,\nObservando los progresos,"
    assert paragraphs(text) == [
        "Recordando su resolución 69/50, y",
        "Considerando el informe,",
        "Observando los progresos,",
    ]


def test_a_rule_and_notes_at_a_page_end_do_not_cut_a_sentence():
    text = (
        "1. La Asamblea pidió un informe sobre el papel que desempeñan las organizaciones\n__________________\n"
        "1 Resolución 69/50.\n\n15-17000 (S)\n2/4\n\nregionales en esa esfera."
    )
    assert paragraphs(text) == [
        "1. La Asamblea pidió un informe sobre el papel que desempeñan las organizaciones regionales en esa esfera.",
        "1 Resolución 69/50.",
    ]


def test_a_rule_over_notes_is_no_paragraph():
    assert (
        paragraphs("12 de diciembre de 2001\n__________\n1 Documentos Oficiales.")[1]
        == "1 Documentos Oficiales."
    )


def test_compounds_keep_their_hyphen_at_a_line_end_and_broken_words_do_not():
    text = "La Comisión franco-\nalemana y los informes históri-\ncos sobre la no-\nproliferación geo-\nespacial."
    assert paragraphs(text) == [
        "La Comisión franco-alemana y los informes históricos sobre la no-proliferación geoespacial."
    ]


def test_an_act_on_one_line_is_taken_apart_by_its_marks():
    text = (
        "64/80. Decenio de los Archivos La Asamblea General, Reafirmando su resolución 63/113, de 5 de diciembre de "
        "2008, Observando los progresos, 1. Alienta a los Estados a: a) Abrir sus archivos; b) Formar archiveros; "
        "2. Pide un informe. 60ª sesión plenaria 7 de diciembre de 2009"
    )
    assert paragraphs(text) == [
        "64/80. Decenio de los Archivos",
        "La Asamblea General,",
        "Reafirmando su resolución 63/113, de 5 de diciembre de 2008,",
        "Observando los progresos,",
        "1. Alienta a los Estados a:",
        "a) Abrir sus archivos;",
        "b) Formar archiveros;",
        "2. Pide un informe.",
        "60ª sesión plenaria 7 de diciembre de 2009",
    ]


def test_prose_on_one_line_stays_one_paragraph():
    text = (
        "El 3 de mayo de 2015 la Asamblea General, en su resolución 69/50, pidió un informe. 1. No es un número. "
        * 3
    )
    assert len(paragraphs(text)) == 1


def test_columns_side_by_side_are_read_one_after_the_other():
    text = (
        "1. La Comisión examinó el informe         3. El Relator propuso un nuevo plazo\n"
        "anual del Fondo y pidió varios            para las candidaturas, que vencerá el\n"
        "datos sobre los préstamos.                30 de junio de 2007 en su sede.\n"
    )
    assert paragraphs(text) == [
        "1. La Comisión examinó el informe anual del Fondo y pidió varios datos sobre los préstamos.",
        "3. El Relator propuso un nuevo plazo para las candidaturas, que vencerá el 30 de junio de 2007 en su sede.",
    ]


def test_the_cells_of_a_table_are_no_columns():
    text = "Argelia         Albania         12\nAngola          Andorra         13\nBenin           Belarús         14"
    assert (
        paragraphs(text)[0].startswith("Argelia Albania") or "Argelia         Albania" in paragraphs(text)[0]
    )


def test_a_table_at_the_foot_of_a_text_is_read_row_by_row():
    rows = paragraphs("Chile             Sí\nPerú              No\nCuba              Sí")
    assert [row.split() for row in rows] == [["Chile", "Sí"], ["Perú", "No"], ["Cuba", "Sí"]]


def test_the_mark_of_a_note_may_stand_on_a_line_of_its_own():
    text = "Su informe¹ se publicó.\n\n¹\nInforme de la Conferencia, Nueva York.\n\n² A/75/1."
    assert [" ".join(each.split()) for each in paragraphs(text)][1:] == [
        "¹ Informe de la Conferencia, Nueva York.",
        "² A/75/1.",
    ]


def test_empty_links_between_letters_cut_no_line() -> None:
    russian = Language.load("ru")
    text = "[](#)".join("Генеральная Ассамблея постановляет продолжить рассмотрение вопроса. " * 10)
    assert len(read_lines(text, line_rules(russian))) == 1
