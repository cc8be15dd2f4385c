"""Word files: paragraphs, tables, notes and the numbers Word prints before paragraphs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from cronica.flows.extract.extracted import Extracted, Reason, Unreadable
from cronica.flows.extract.formats.docx_styles import Numbering, Styles, is_on, value
from cronica.flows.extract.formats.runs import Run, join, note_mark, raised, row, write

LARGEST = 200 * 1024**2
"""Bytes the packed files may have together."""
TIGHTEST = 200
"""Times they may be larger than the package: text packs to a tenth, a bomb to a thousandth."""

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_AROUND = frozenset(
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "bdo", "dir")
)
"""Elements around runs or paragraphs that say nothing about their text."""
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read(data: bytes) -> Extracted:
    """Read a Word file.

    Page headers and footers are left out, but not a header of the first page alone: that is a masthead.

    Raises:
        Unreadable: it is no Word file, needs a password or unpacks to too much.
    """
    _check(data)
    return Extracted(join(_Reader(Document(io.BytesIO(data)).part).paragraphs()))


def _check(data: bytes) -> None:
    if data.startswith(_OLD_WORD):
        if _ENCRYPTED in data:
            raise Unreadable(Reason.ENCRYPTED, "opens with a password only; save it without one")
        raise Unreadable(Reason.MALFORMED, "is an old Word file (.doc); save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(item.file_size for item in package.infolist())
    except zipfile.BadZipFile:
        raise Unreadable(Reason.MALFORMED, "is no Word file, or one cut off; get the file again") from None
    if size > LARGEST or size > TIGHTEST * len(data):
        raise Unreadable(Reason.TOO_LARGE, f"unpacks from {len(data):,} to {size:,} bytes")


class _Reader:
    """The document: its stories in reading order, and what they share."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._related = {
            rel.reltype.rsplit("/", 1)[-1]: rel.target_part
            for rel in part.rels.values()
            if not rel.is_external
        }
        self.styles = Styles(part.styles.element.iterfind(qn("w:style")))
        numbering = self._related.get("numbering")
        self.numbering = Numbering(None if numbering is None else _root(numbering), self.styles)
        self._marks: dict[tuple[str, str], str] = {}
        footnotes = sum(1 for _ in part.element.iter(qn("w:footnoteReference")))
        self._counted = {"footnote": 0, "endnote": footnotes}

    def paragraphs(self) -> list[str]:
        """The paragraphs of the document, then its notes."""
        body = self._part.element.body
        written = [*self._masthead(body), *_Story(self, self._part).blocks(body)]
        return written + self._notes("footnote") + self._notes("endnote")

    def mark(self, kind: str, reference: Any) -> str:
        """The mark of the note a reference leads to: notes are counted in reading order, endnotes last.

        A reference whose mark is text of its own gets none.
        """
        key = (kind, reference.get(qn("w:id")))
        if reference.get(qn("w:customMarkFollows")) not in (None, "0", "false", "off"):
            return self._marks.setdefault(key, "")
        if key not in self._marks:
            self._counted[kind] += 1
            self._marks[key] = note_mark(self._counted[kind])
        return self._marks[key]

    def _masthead(self, body: Any) -> list[str]:
        section = next(body.iter(qn("w:sectPr")), None)
        if section is None or not is_on(section, "w:titlePg"):
            return []
        for header in section.iterfind(qn("w:headerReference")):
            if header.get(qn("w:type")) == "first":
                part = self._part.rels[header.get(qn("r:id"))].target_part
                return _Story(self, part).blocks(_root(part))
        return []

    def _notes(self, kind: str) -> list[str]:
        part = self._related.get(f"{kind}s")
        if part is None:
            return []
        notes = {note.get(qn("w:id")): note for note in _root(part)}
        story = _Story(self, part)
        return [
            " ".join(filter(None, (mark, *map(str.strip, story.blocks(notes[note_id])))))
            for (of_kind, note_id), mark in self._marks.items()
            if of_kind == kind and note_id in notes
        ]


class _Story:
    """One part of the package with running text, and its links."""

    def __init__(self, reader: _Reader, part: Any) -> None:
        self._reader = reader
        self._links = {key: rel.target_ref for key, rel in part.rels.items() if rel.is_external}
        self._fields: list[str] = []
        self._boxes: list[Any] = []

    def blocks(self, container: Any) -> list[str]:
        """The paragraphs in an element."""
        written: list[str] = []
        for child in container:
            if child.tag == qn("w:p"):
                written += self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                for line in child.iterfind(qn("w:tr")):
                    written += row([self.blocks(cell) for cell in line.iterfind(qn("w:tc"))])
            elif child.tag in _AROUND:
                written += self.blocks(child)
        return written

    def _paragraph(self, element: Any) -> list[str]:
        """A paragraph, and the text boxes that hang on it."""
        label = self._reader.numbering.label(element.find(qn("w:pPr")))
        runs = list(self._runs(element, None))
        text = write(runs)
        # In a text typed line by line a blank at the beginning is an indent.
        indent = " " if runs and runs[0].text[:1].isspace() else ""
        written = [(f"{label} " if label else indent) + text if text else ""]
        boxes, self._boxes = self._boxes, []
        return written + [paragraph for box in boxes for paragraph in self.blocks(box)]

    def _runs(self, container: Any, target: str | None) -> Iterator[Run]:
        for child in container:
            if child.tag == qn("w:r"):
                yield from self._run(child, target)
            elif child.tag == qn("w:hyperlink"):
                yield from self._runs(child, self._links.get(child.get(qn("r:id"))))
            elif child.tag in _AROUND:
                yield from self._runs(child, target)

    def _run(self, run: Any, target: str | None) -> Iterator[Run]:
        properties = run.find(qn("w:rPr"))
        if is_on(properties, "w:vanish"):
            return
        text = "".join(self._characters(run))
        emphasis = any(self._is_set(properties, name) for name in ("w:i", "w:b"))
        if self._alignment(properties) == "superscript":
            text = raised(text)
        links = (match[1] for field in self._fields if (match := _LINK_FIELD.match(field)))
        yield Run(text, emphasis, next(links, target))

    def _characters(self, run: Any) -> Iterator[str]:
        for child in run:
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag in _NOTES:
                yield self._reader.mark(_NOTES[child.tag], child)
            elif child.tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif child.tag == qn("w:instrText") and self._fields:
                self._fields[-1] += child.text or ""
            else:
                # A text box is written twice, the second time for old programs.
                shown = child[0] if child.tag == _ALTERNATIVES and len(child) else child
                self._boxes += shown.iter(qn("w:txbxContent"))

    def _field(self, step: str | None) -> None:
        if step == "begin":
            self._fields.append("")
        elif step == "end" and self._fields:
            self._fields.pop()

    def _is_set(self, properties: Any, name: str) -> bool:
        """Whether the run's own properties, else those of its character style, switch something on."""
        return next(
            (is_on(each, name) for each in self._cascade(properties) if value(each, name) is not None), False
        )

    def _alignment(self, properties: Any) -> str | None:
        return next(filter(None, (value(each, "w:vertAlign") for each in self._cascade(properties))), None)

    def _cascade(self, properties: Any) -> Iterator[Any]:
        if properties is not None:
            yield properties
            yield from self._reader.styles.properties(value(properties, "w:rStyle"), "w:rPr")


def _root(part: Any) -> Any:
    """The part's XML, parsed without following entities."""
    return part.element if hasattr(part, "element") else parse_xml(part.blob)
