"""Word files: what Word would print, from its parts."""

import io
import zipfile

import pytest

from cronica.flows.extract.extracted import Reason, Unreadable
from cronica.flows.extract.formats import docx
from cronica.flows.extract.formats.docx import read
from tests.unit.extract.formats.made import docx_of


def text_of(body: str, **parts: str) -> str:
    return read(docx_of(body, **parts)).text


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(item if '<' in item else run(item) for item in runs)}</w:p>"


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


UP = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (par("uno ", "dos") + par("tres"), "uno dos\n\ntres"),
        (
            par("<w:r><w:t>uno</w:t><w:br/><w:t>dos</w:t><w:noBreakHyphen/><w:t>tres</w:t></w:r>"),
            "uno\ndos-tres",
        ),
        (par(run("Pide", "<w:i/>"), " que"), "*Pide* que"),
        (par(run("Pide", '<w:i w:val="0"/>'), " que"), "Pide que"),
        (par(run("Todo", "<w:b/>")), "Todo"),
        (par("tipo", run("1", UP), run("2", UP), ", la 64", run("a", UP)), "tipo¹², la 64ª"),
        (par(run("oculto", "<w:vanish/>"), "visto"), "visto"),
        (
            par(
                "<w:ins><w:r><w:t>nuevo</w:t></w:r></w:ins><w:del><w:r><w:delText>viejo</w:delText></w:r></w:del>"
            ),
            "nuevo",
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{par('dentro')}</w:sdtContent></w:sdt>", "dentro"),
    ],
)
def test_paragraphs(body, expected):
    assert text_of(body) == expected


def test_character_styles_hand_down_their_properties():
    styles = (
        '<w:style w:type="character" w:styleId="A"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        f'<w:style w:type="character" w:styleId="C"><w:basedOn w:val="C"/><w:rPr>{UP}</w:rPr></w:style>'
    )
    body = par(run("Pide", '<w:rStyle w:val="B"/>'), " que", run("3", '<w:rStyle w:val="C"/>'))
    assert text_of(body, styles=styles) == "*Pide* que³"


def test_links_of_both_kinds():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "http://x.org/b" </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>dos</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = par(f'<w:hyperlink r:id="l1">{run("uno")}</w:hyperlink>', " y ", field, " tres")
    found = read(docx_of(body, links={"l1": "http://x.org/a"})).text
    assert found == "[uno](http://x.org/a) y [dos](http://x.org/b) tres"


def test_notes_stand_after_the_body_in_the_order_of_their_marks():
    def notes(kind: str, **texts: str) -> str:
        return "".join(f'<w:{kind} w:id="{key[1:]}">{par(text)}</w:{kind}>' for key, text in texts.items())

    body = par(
        "a", '<w:r><w:footnoteReference w:id="5"/></w:r>', " b", '<w:r><w:endnoteReference w:id="1"/></w:r>',
        " c", '<w:r><w:footnoteReference w:id="2"/></w:r>', " d",
        '<w:r><w:footnoteReference w:id="7" w:customMarkFollows="1"/><w:t>*</w:t></w:r>',
    )  # fmt: skip
    footnotes = notes("footnote", n0="", n2=" dos", n5=" uno", n7="* propia")
    found = text_of(body, footnotes=footnotes, endnotes=notes("endnote", n1=" final"))
    assert found == "a¹ b⁴ c² d*\n\n¹ uno\n\n² dos\n\n* propia\n\n⁴ final"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4"/></w:lvl>'
    '<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xf0b7;"/></w:lvl>'
    '<w:lvl w:ilvl="5"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl>'
    '<w:lvl w:ilvl="6"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>'
    '<w:lvl w:ilvl="7"><w:numFmt w:val="ordinal"/><w:lvlText w:val="%8"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)


def test_numbers_are_counted_as_word_counts_them():
    places = "10 11 11 12 13 10 11 20 20 14 15 16 17 80"
    levels = [(int(number), int(level)) for number, level in places.split()]
    body = "".join(par("x", properties=numbered(*place)) for place in levels)
    labels = [line.removesuffix("x").strip() for line in text_of(body, numbering=NUMBERING).split("\n\n")]
    assert labels == ["1.", "a)", "b)", "(i)", "1.1", "2.", "a)", "9.", "10.", "•", "–", "", "1º", ""]


def test_a_style_can_number_and_a_paragraph_can_refuse():
    styles = f'<w:style w:type="paragraph" w:styleId="N"><w:pPr>{numbered(1)}</w:pPr></w:style>'
    style = '<w:pStyle w:val="N"/>'
    body = (
        par("uno", properties=style)
        + par("dos", properties=style + numbered(0))
        + par("tres", properties=style)
    )
    assert text_of(body, styles=styles, numbering=NUMBERING) == "1. uno\n\ndos\n\n2. tres"


def test_a_table_gives_a_line_a_row():
    def line(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    body = f"<w:tbl>{line(par('Chile'), par('Sí'))}{line(par('a') + par('b'), par('c'))}</w:tbl>"
    assert text_of(body) == "Chile\tSí\n\na\n\nb\n\nc"


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{par('caja')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice {mc} Requires='wps'>{box}</mc:Choice><mc:Fallback {mc}>{box}</mc:Fallback>"
    body = par("texto", f"<w:r><mc:AlternateContent {mc}>{both}</mc:AlternateContent></w:r>")
    assert text_of(body) == "texto\n\ncaja"


@pytest.mark.parametrize(("own", "expected"), [("<w:titlePg/>", "A/75/1\n\ntexto"), ("", "texto")])
def test_only_the_header_of_a_first_page_of_its_own_is_read(own, expected):
    section = f'<w:sectPr><w:headerReference w:type="first" r:id="header1"/>{own}</w:sectPr>'
    assert text_of(par("texto") + section, header1=par("A/75/1")) == expected


def test_a_text_typed_line_by_line_keeps_its_lines():
    typed = "Tengo el honor de|transmitir una|declaración de|los Jefes de|Estado.||Le agradecería que|tuviera a bien"
    lines = typed.split("|")
    assert text_of("".join(map(par, lines))) == "\n".join(lines)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.MALFORMED),
        (docx_of(par("x"))[:-30], Reason.MALFORMED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Reason.MALFORMED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
    ],
)
def test_what_is_no_word_file_is_refused(data, reason):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.reason is reason


@pytest.mark.parametrize(("limit", "value"), [("LARGEST", 1_000_000), ("TIGHTEST", 200)])
def test_a_file_that_unpacks_to_too_much_is_refused_unread(limit, value, monkeypatch):
    monkeypatch.setattr(docx, limit, value)
    data = io.BytesIO(docx_of(par("x")))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/a.bin", b"\0" * 3_000_000)
    with pytest.raises(Unreadable) as refused:
        read(data.getvalue())
    assert refused.value.reason is Reason.TOO_LARGE
