"""Make the files of `tests/integration/formats` with LibreOffice: python -m tests.integration.make_formats

Each bundled text is set as a word-processor document, with italics, numbered lists, notes, heads and page numbers
of the program's own, and LibreOffice (Debian: libreoffice-writer-nogui) writes it as Word, PDF and web page. Run it
again when a bundled document or its golden rows change.
"""

import re
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path
from xml.sax.saxutils import escape

from cronica import seeds
from tests.golden.conftest import read_document

HERE = Path(__file__).parent / "formats"
LABEL = re.compile(r"(?:(?P<number>\d{1,3})\.|(?P<letter>[a-z])\))\s+")
FORMATS = ("docx", "pdf", "html")

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:style style:name="Standard" style:family="paragraph">
  <style:paragraph-properties fo:text-align="justify" fo:margin-bottom="6pt" fo:hyphenation-ladder-count="no-limit"/>
  <style:text-properties fo:font-size="11pt" fo:language="es" fo:country="ES" fo:hyphenate="true"/>
 </style:style>
</office:styles>
<office:automatic-styles>
 <style:style style:name="Opening" style:family="paragraph" style:parent-style-name="Standard"
  style:master-page-name="First"/>
 <style:style style:name="Italic" style:family="text">
  <style:text-properties fo:font-style="italic"/>
 </style:style>
 <style:style style:name="Raised" style:family="text">
  <style:text-properties style:text-position="super 58%"/>
 </style:style>
 <text:list-style style:name="Numbers">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">
   <style:list-level-properties text:space-before="0.5cm" text:min-label-width="0.8cm"/>
  </text:list-level-style-number>
 </text:list-style>
 <text:list-style style:name="Letters">
  <text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")">
   <style:list-level-properties text:space-before="1cm" text:min-label-width="0.8cm"/>
  </text:list-level-style-number>
 </text:list-style>
 <style:page-layout style:name="Page">
  <style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/>
  <style:header-style>
   <style:header-footer-properties fo:min-height="0.5cm" fo:margin-bottom="0.5cm"/>
  </style:header-style>
  <style:footer-style>
   <style:header-footer-properties fo:min-height="0.5cm" fo:margin-top="0.5cm"/>
  </style:footer-style>
 </style:page-layout>
</office:automatic-styles>
<office:master-styles>
 <style:master-page style:name="First" style:page-layout-name="Page" style:next-style-name="Next">
  <style:footer><text:p><text:page-number/>/<text:page-count/></text:p></style:footer>
 </style:master-page>
 <style:master-page style:name="Next" style:page-layout-name="Page">
  <style:header><text:p>Página <text:page-number/> de <text:page-count/></text:p></style:header>
  <style:footer><text:p><text:page-number/>/<text:page-count/></text:p></style:footer>
 </style:master-page>
</office:master-styles>
<office:body><office:text>
BODY
</office:text></office:body>
</office:document>
"""


def document(tables: dict[str, list[dict]]) -> str:
    """The paragraphs of one document as a flat OpenDocument text."""
    anchors = defaultdict(list)
    for anchor in tables["footnote_anchors"]:
        anchors[anchor["paragraph_id"]].append(anchor)
    notes = {row["paragraph_id"]: row["text"] for row in tables["paragraphs"] if row["part"] == "footnote"}
    set_notes: set[str] = set()
    written = []
    for row in tables["paragraphs"]:
        if row["part"] != "footnote":
            written.append(paragraph(row, anchors[row["paragraph_id"]], notes, set_notes))
    body = "\n".join(written).replace("<text:p>", '<text:p text:style-name="Opening">', 1)
    return DOCUMENT.replace("BODY", body)


def paragraph(row: dict, anchors: list[dict], notes: dict[str, str], set_notes: set[str]) -> str:
    """One paragraph, its label as a list number and its opening in italics."""
    text = row["text"]
    label = LABEL.match(text) if row.get("label") else None
    start = label.end() if label else 0
    opening = text.find(row["opening_text"], start) if row.get("opening_text") else -1
    cuts = {start: "", len(text): ""}
    for anchor in anchors:
        cuts[anchor["start_char"]] = mark(anchor, notes, set_notes)
    if opening >= 0:
        cuts.setdefault(opening, "")
        cuts.setdefault(opening + len(row["opening_text"]), "")
    written = ""
    places = sorted(cuts)
    for here, there in zip(places, [*places[1:], len(text)], strict=True):
        piece = escape(text[here:there])
        in_opening = opening >= 0 and opening <= here < opening + len(row["opening_text"])
        italic = f'<text:span text:style-name="Italic">{piece}</text:span>' if in_opening and piece else piece
        written += cuts[here] + italic
    body = f"<text:p>{written}</text:p>"
    if not label:
        return body
    style, number = (
        ("Numbers", label["number"]) if label["number"] else ("Letters", ord(label["letter"]) - 96)
    )
    item = f'<text:list-item text:start-value="{number}">{body}</text:list-item>'
    return f'<text:list text:style-name="{style}">{item}</text:list>'


def mark(anchor: dict, notes: dict[str, str], set_notes: set[str]) -> str:
    """The note where it is first referred to, a raised figure later."""
    note_id = anchor["footnote_paragraph_id"]
    if note_id in set_notes:
        return f'<text:span text:style-name="Raised">{anchor["marker"]}</text:span>'
    set_notes.add(note_id)
    return (
        f'<text:note text:note-class="footnote"><text:note-citation>{anchor["marker"]}</text:note-citation>'
        f"<text:note-body><text:p>{escape(notes[note_id])}</text:p></text:note-body></text:note>"
    )


def main() -> None:
    """Write the files."""
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(seeds.DOCUMENTS.glob("*.txt")):
            source = Path(folder) / f"{path.stem[:3]}.fodt"
            source.write_text(document(read_document(path)), encoding="utf-8")
        for source_format in FORMATS:
            command = ["soffice", "--headless", "--convert-to", source_format, "--outdir", str(HERE)]
            subprocess.run([*command, *map(str, sorted(Path(folder).glob("*.fodt")))], check=True)


if __name__ == "__main__":
    main()
