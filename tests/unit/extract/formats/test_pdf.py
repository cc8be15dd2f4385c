"""PDF: pages that a third-party library sets, read back as paragraphs."""

from collections.abc import Sequence

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from cronica.flows.extract.extracted import Reason, Unreadable
from cronica.flows.extract.formats import pdf
from cronica.flows.extract.formats.pdf import read
from tests.unit.extract.formats.made import pdf_of

LEADING = 5.5
WORDS = (
    "la Asamblea General reafirma que todos los Estados tienen el deber de cooperar entre sí de conformidad con la "
    "Carta y pide al Secretario General que le presente un informe sobre la aplicación de la presente resolución"
)


class Paper(FPDF):
    """A4 pages with a head, a foot and a page number, if asked for."""

    def __init__(self, *, head: str = "", foot: bool = False) -> None:
        super().__init__()
        self.head, self.foot = head, foot
        self.set_margin(25)
        self.set_auto_page_break(True, 30)
        self.set_font("Times", size=11)
        self.add_page()

    def header(self) -> None:
        if self.head:
            self.set_font("Times", size=9)
            side = "L" if self.page_no() % 2 else "R"
            self.cell(0, 5, f"{self.head} {self.page_no()}", align=side)
            self.ln(12)
            self.set_font("Times", size=11)

    def footer(self) -> None:
        if self.foot:
            self.set_y(-15)
            self.cell(0, 5, f"{self.page_no()}/{{nb}}", align="C")

    def paragraphs(
        self, texts: Sequence[str], *, after: float = 3, width: float = 0, align: str = "J"
    ) -> None:
        for text in texts:
            self.multi_cell(width, LEADING, text, align=align, new_x="LMARGIN", new_y="NEXT")
            self.ln(after)

    def raised(self, text: str) -> None:
        self.char_vpos = "SUP"
        self.write(LEADING, text)
        self.char_vpos = "LINE"

    def notes(self, notes: Sequence[str]) -> None:
        self.set_y(-30 - LEADING * len(notes))
        self.set_font_size(9)
        for number, text in enumerate(notes, 1):
            self.raised(str(number))
            self.write(LEADING, f" {text}")
            self.ln(LEADING)
        self.set_font_size(11)


def text_of(paper: FPDF) -> str:
    return read(bytes(paper.output())).text


def sentences(count: int) -> list[str]:
    return [f"{number}. Considerando que {WORDS};" for number in range(1, count + 1)]


@pytest.mark.parametrize("after", [3, 0])
@pytest.mark.parametrize("align", ["J", "L"])
def test_wrapped_lines_become_paragraphs(after, align):
    paper = Paper()
    paper.paragraphs(sentences(4), after=after, align=align)
    assert text_of(paper) == "\n\n".join(sentences(4))


def test_a_paragraph_goes_on_over_a_page_end():
    paper = Paper()
    paper.paragraphs(sentences(30))
    assert paper.page_no() > 1
    assert text_of(paper) == "\n\n".join(sentences(30))


def test_heads_feet_and_page_numbers_are_left_out():
    paper = Paper(head="A/75/1 Informe", foot=True)
    paper.paragraphs(sentences(40))
    assert paper.page_no() > 2
    assert text_of(paper) == "\n\n".join(sentences(40))


def test_short_lines_of_a_masthead_stay_lines():
    paper = Paper()
    paper.multi_cell(0, LEADING, "Septuagésimo quinto período de sesiones\nTema 34 del programa")
    paper.ln(10)
    paper.paragraphs(sentences(3))
    assert text_of(paper).startswith(
        "Septuagésimo quinto período de sesiones\nTema 34 del programa\n\n1. Consid"
    )


@pytest.mark.parametrize("left", [["Convención contra", "la Tortura"], ["", "Consejo", "Económico y Social"]])
def test_lines_beside_others_in_a_masthead_stay_apart(left):
    paper = Paper()
    right = ["Distr. general", "28 de febrero de 2018", "Español", "Original: francés"]
    for beside, line in zip(["", *left, ""], right, strict=False):
        paper.cell(90, LEADING, beside)
        paper.cell(0, LEADING, line, new_x="LMARGIN", new_y="NEXT")
    paper.ln(10)
    paper.paragraphs(sentences(3))
    lines = text_of(paper).split("\n")
    assert [" ".join(line.split()) for line in lines[: len(left) + 1]] == [
        f"{beside} {line}".strip() for beside, line in zip(["", *left], right, strict=False)
    ]


@pytest.mark.parametrize("align", ["R", "C"])
def test_lines_set_to_the_right_or_in_the_middle_stay_lines(align):
    paper = Paper()
    lines = ["Panamá, 6 de octubre de 2015", "A.J.-MIRE-2015-1187", "Nota verbal"]
    for line in lines:
        paper.cell(0, LEADING, line, align=align, new_x="LMARGIN", new_y="NEXT")
    paper.ln(10)
    paper.paragraphs(sentences(3))
    assert text_of(paper).startswith("\n".join(lines) + "\n\n1. Consid")


def test_a_form_of_address_at_a_lines_end_ends_no_paragraph():
    paper = Paper()
    lines = [
        "   Sr. Ndong Mba (Guinea Ecuatorial): Tiene ahora la palabra el Sr.",
        "Guterres, a quien damos la",
    ]
    paper.paragraphs(
        ["\n".join([*lines, "bienvenida en nombre de todos los miembros."]), *sentences(3)], after=0
    )
    assert text_of(paper).startswith(
        "Sr. Ndong Mba (Guinea Ecuatorial): Tiene ahora la palabra el Sr. Guterres"
    )


def test_raised_figures_are_marks_and_the_notes_stand_at_the_end():
    paper = Paper(foot=True)
    paper.paragraphs(sentences(2))
    for piece, mark in (("Recordando su resolución 59/50", "1"), (", de 2004", "2"), (", y la 64", "a")):
        paper.write(LEADING, piece)
        paper.raised(mark)
    paper.write(LEADING, " sesión,")
    paper.notes(["A/75/74.", "Resolución 60/288, anexo."])
    paper.add_page()
    paper.paragraphs(sentences(3)[2:])
    marked = "Recordando su resolución 59/50¹, de 2004², y la 64ª sesión,"
    notes = ["¹ A/75/74.", "² Resolución 60/288, anexo."]
    assert text_of(paper).split("\n\n") == [*sentences(2), marked, sentences(3)[2], *notes]


def test_a_numbered_list_at_the_end_is_the_notes_where_there_are_no_others():
    paper = Paper()
    paper.paragraphs(["Párrafo primero de la carta."])
    paper.write(LEADING, "Recordando su resolución 59/50")
    paper.raised("1")
    paper.ln(9)
    paper.paragraphs(["1. A/75/74."])
    assert text_of(paper).endswith("59/50¹\n\n¹ A/75/74.")


def test_a_word_broken_at_a_line_end_keeps_its_hyphen_and_the_line_end():
    paper = Paper()
    paper.multi_cell(0, LEADING, "el fomento de la coopera-\nción entre los Estados", align="L")
    assert text_of(paper) == "el fomento de la coopera-\nción entre los Estados"


@pytest.mark.parametrize(
    ("end", "start", "between"),
    [
        ("A/C.3/75/L.", "12 y otros documentos", ""),
        ("A/RES/", "75/1 y otros documentos", ""),
        ("S/2013/44.", "El Consejo los examina", " "),
        ("A/75/10.", "2 de mayo de 2020", " "),
    ],
)
def test_a_symbol_goes_on_in_the_next_line_and_a_full_stop_after_it_does_not(end, start, between):
    first = f"La Comisión de Asuntos Sociales examinó el documento {end}"
    paper = Paper()
    width = paper.get_string_width(first) + 3
    paper.multi_cell(width, LEADING, f"{first}\n{start}", align="L")
    assert text_of(paper) == f"{first}{between}{start}"


@pytest.mark.parametrize("order", ["columns", "lines"])
def test_two_columns_are_read_one_after_the_other(order):
    paper = Paper()
    left, right = sentences(6)[:3], sentences(6)[3:]
    columns = [
        [
            (x, line)
            for text in column
            for line in [*paper.multi_cell(70, LEADING, text, dry_run=True, output="LINES", align="L"), ""]
        ]
        for x, column in ((25, left), (110, right))
    ]
    pairs = [(side[at], at) for side in columns for at in range(len(side))]
    for (x, line), at in sorted(pairs, key=lambda pair: (pair[1], pair[0][0])) if order == "lines" else pairs:
        paper.text(x, 40 + LEADING * at, line) if line else None
    assert text_of(paper) == "\n\n".join([*left, *right])


def test_a_table_of_two_columns_is_read_line_by_line():
    paper = Paper()
    for number, (state, vote) in enumerate([("Chile", "Sí"), ("Perú", "No")] * 6):
        paper.text(25, 40 + LEADING * number, state)
        paper.text(110, 40 + LEADING * number, vote)
    assert "Chile Sí" in " ".join(text_of(paper).split())


def test_a_text_typed_line_by_line_keeps_its_lines():
    lines = [
        "Tengo el honor de transmitir",
        "una declaración conjunta de",
        "los Jefes de Estado sobre",
        "la cooperación de las",
        "partes y de sus",
    ]
    paper = Paper()
    paper.set_font("Courier", size=10)
    paper.paragraphs(["\n".join(lines), "x" * 60], after=0, align="L")
    assert text_of(paper).split("\n")[:5] == lines


def encrypted(user: str) -> bytes:
    paper = Paper()
    paper.write(LEADING, "Hola")
    paper.set_encryption("dueño", user, permissions=AccessPermission.none())
    return bytes(paper.output())


def test_a_file_that_only_its_owner_may_change_is_read():
    assert read(encrypted("")).text == "Hola"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.MALFORMED),
        (b"%PDF-1.7 and nothing", Reason.MALFORMED),
        (encrypted("secreto"), Reason.ENCRYPTED),
        (pdf_of(b"0 0 m 9 9 l S"), Reason.NO_TEXT_LAYER),
    ],
)
def test_what_has_no_text_to_read_is_refused(data, reason):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.reason is reason


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(Unreadable) as refused:
        read(pdf_of(b"", pages=3))
    assert refused.value.reason is Reason.TOO_LARGE


def test_pages_that_are_all_alike_are_not_all_head():
    assert read(pdf_of(b"BT /F1 12 Tf 72 700 Td (Hola) Tj ET", pages=2)).text == "Hola Hola"


def test_empty_pages_have_no_text():
    assert read(pdf_of(b"")).text == ""
