"""Makes files that do harm to who reads them: ``python -m tests.hostile.make DIR``."""

import html
import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from cronica import seeds
from tests.small_akn import RESOLUTION
from tests.unit.extract.formats.made import docx_of, pdf_of, pdf_with

MB = 1024**2
TEXT = next(seeds.DOCUMENTS.glob("003*.txt")).read_text(encoding="utf-8")
LINE = b"BT /F1 12 Tf 72 700 Td (Recordando su resolucion 73/331) Tj ET\n"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<!DOCTYPE html><html><body>"


def small() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the files that are quick to make and to read."""
    pdf = pdf_of(LINE)
    yield "empty.txt", b""
    yield "blanks.txt", b" \n\t \r\n" * 1000
    yield "binary.txt", bytes(range(256)) * 300
    yield "binary.pdf", bytes(range(256)) * 400
    yield "binary.docx", b"PK\x03\x04" + bytes(range(256)) * 400
    yield "text-named.pdf", TEXT.encode()
    yield "page-named.txt", PAGE + b"<p>Recordando su resoluci\xc3\xb3n 73/331</p>"
    yield "pdf-named.txt", pdf
    yield "truncated.pdf", pdf[: len(pdf) // 2]
    yield "damaged.pdf", pdf.replace(b"obj", b"o\xffj")
    yield "encrypted.pdf", _encrypted_pdf()
    yield "pages-in-a-loop.pdf", pdf_with(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        "objects-in-a-loop.pdf",
        pdf_with(
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 4 0 R>>",
            b"4 0 R",
        ),
    )
    yield "truncated.docx", docx_of("<w:p><w:r><w:t>Hola</w:t></w:r></w:p>")[:700]
    yield "entity-bomb.docx", _docx_with_entities()
    yield "entity-bomb.xml", _with_entity(ENTITIES, "&e12;")
    yield "external-entity.xml", _with_entity('<!ENTITY secret SYSTEM "file:///etc/passwd">', "&secret;")
    yield (
        "external-dtd.xml",
        RESOLUTION.replace(
            "<akomaNtoso", '<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/a.dtd"><akomaNtoso', 1
        ).encode(),
    )
    yield "numbers-without-end.xml", RESOLUTION.replace("75", "75" * 3000).encode()
    yield (
        "scripts.html",
        PAGE
        + (
            b"<script>document.title='x'</script><p onclick='steal()'>Recordando su resoluci\xc3\xb3n 73/331</p>"
            b"<img src=x onerror=steal()><iframe src='http://127.0.0.1:9/'></iframe><p>&lt;script&gt;alert(1)&lt;/script&gt;"
        ),
    )
    yield "invalid-utf-8.txt", TEXT.encode() + b"\xff\xfe\xc3\x28\xa0\xa1 fin\n"
    yield "utf-16.txt", TEXT.encode("utf-16")
    yield "utf-16-without-mark.txt", TEXT.encode("utf-16-le")
    yield "half-a-utf-16.txt", TEXT.encode("utf-16")[:-1]
    yield "windows-1252.txt", TEXT.encode("cp1252", "replace")
    yield "nul-bytes.txt", TEXT.replace(" ", "\0").encode()
    yield "right-to-left.txt", ("\u202e" + TEXT.replace(" ", " \u202e\u2066")).encode()
    yield "lone-surrogates.txt", TEXT.encode() + b"\xed\xa0\x80\xed\xb0\x80\n"
    yield (
        "markup-and-formulas.txt",
        b"=cmd|' /C calc'!A0\n\n<script>alert(1)</script>\n\n@SUM(1+1)*cmd\n\n" + TEXT.encode(),
    )
    yield (
        "huge-numbers.txt",
        f"Resolución {'9' * 9000}/{'9' * 9000} de {'9' * 9000} de junio de {'9' * 9000}, A/SR.{'9' * 9000}".encode(),
    )


def large() -> Iterator[tuple[str, bytes]]:
    """The same for files that are large or take long."""
    yield (
        "nested-arrays.pdf",
        pdf_with(CATALOG, b"<</Type/Pages/Kids " + b"[" * 200_000 + b"]" * 200_000 + b">>"),
    )
    yield "inflates-to-500-mb.pdf", pdf_of(_deflated(LINE, 500 * MB), b"/Filter/FlateDecode")
    yield "ten-thousand-pages.pdf", pdf_of(LINE, pages=10_000)
    yield "bomb.docx", docx_of("<w:p><w:r><w:t>" + "a" * 400 * MB + "</w:t></w:r></w:p>")
    yield "lying-sizes.docx", _lying_sizes()
    yield "nested-a-hundred-thousand-deep.docx", docx_of("<w:sdt><w:sdtContent>" * 100_000)
    yield "a-million-tags.docx", docx_of("<w:p/>" * 1_000_000)
    yield "nested-a-million-deep.xml", b"<akomaNtoso>" + b"<p>" * 1_000_000
    yield "nested-a-million-deep.html", PAGE + b"<div>" * 1_000_000 + b"hola"
    yield "unclosed-tags.html", PAGE + b"<b><i><p>hola" * 100_000
    yield (
        "a-million-attributes.html",
        PAGE + b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">hola",
    )
    yield "combining.txt", ("Resolución 73/331 de 4 de junio de 2019" + "\u0301" * 100_000).encode()
    yield "one-line-of-50-mb.txt", (TEXT.replace("\n", " ") * (50 * MB // len(TEXT))).encode()
    yield "one-word-of-50-mb.txt", b"a" * 50 * MB
    yield "one-line-of-1-mb.txt", (TEXT.replace("\n", " ") * (MB // len(TEXT))).encode()
    yield "a-million-paragraphs.txt", b"Recuerda.\n\n" * 1_000_000
    yield "a-million-short-paragraphs.txt", b"A.\n\n" * 1_000_000
    yield "a-million-lines-of-one-paragraph.txt", b"a\n\n" * 1_000_000
    yield "a-million-lines.txt", b"Recuerda\n" * 1_000_000
    yield "attacks-on-patterns.html", PAGE + "<p>".join(_attacks(2_000)).encode()
    yield "300-mb.txt", (TEXT.encode() * (300 * MB // len(TEXT) + 1))[: 300 * MB]
    yield "20-mb.html", PAGE + b"<p>" + TEXT.encode() * (20 * MB // len(TEXT))


def _attacks(length: int) -> Iterator[str]:
    """A text of this length for every piece of a pattern that may be repeated."""
    # Elsewhere: the patterns are recorded as they are first compiled.
    command = [sys.executable, "-m", "tests.hostile.patterns", "--attacks"]
    for before, piece in json.loads(subprocess.run(command, capture_output=True, check=True).stdout):
        yield html.escape(f"{before}{piece * (length // len(piece))}¡")


def names(folder: Path) -> None:
    """Files whose names or kinds are the trouble."""
    for name in (
        "two\nlines.txt",
        "a..b...txt",
        "-rf.txt",
        "quo'te\".txt",
        "a" * 250 + ".txt",
        "$(id).txt",
    ):
        (folder / name).write_text(f"{TEXT}\n{name!r}", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/no-utf-8-\xff\xfe.txt")).write_text(
        TEXT + "\nÿ", encoding="utf-8"
    )
    (folder / "folder-that-holds-itself").mkdir()
    (folder / "folder-that-holds-itself" / "again").symlink_to(".")
    (folder / "loop-to-itself.txt").symlink_to("loop-to-itself.txt")
    (folder / "leads-nowhere.txt").symlink_to("no such file")
    (folder / "cannot-be-read.txt").symlink_to("/proc/self/mem")
    os.mkfifo(folder / "pipe.txt")
    (folder / "unreadable.txt").write_text(TEXT + "\nclosed", encoding="utf-8")
    (folder / "unreadable.txt").chmod(0)
    (folder / "manifest.csv").write_text("path,symbol\n../../etc/passwd,A/RES/1/1\n", encoding="utf-8")


def make(folder: Path, kinds: tuple[Callable[[], Iterator[tuple[str, bytes]]], ...] = (small, large)) -> None:
    """Write all of them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        for name, data in kind():
            (folder / name).write_bytes(data)
    names(folder)


def _encrypted_pdf() -> bytes:
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text="Secreto")
    made.set_encryption(owner_password="a", user_password="b")
    return bytes(made.output())


def _deflated(line: bytes, size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = line * (MB // len(line))
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def _lying_sizes() -> bytes:
    """A bomb whose directory says that it unpacks to little."""
    data = docx_of("a" * 400 * MB)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        unpacked = package.getinfo("word/document.xml").file_size
    return data.replace(unpacked.to_bytes(4, "little"), (5000).to_bytes(4, "little"))


ENTITIES = '<!ENTITY e0 "aaaaaaaaaa">' + "".join(
    f'<!ENTITY e{number + 1} "{f"&e{number};" * 10}">' for number in range(12)
)
"""Twelve entities, each ten times the one before it."""


def _with_entity(declared: str, used: str) -> bytes:
    head = f"<!DOCTYPE akomaNtoso [{declared}]><akomaNtoso"
    return RESOLUTION.replace("<akomaNtoso", head, 1).replace("Faros y balizas", f"Faros {used}", 1).encode()


def _docx_with_entities() -> bytes:
    """A Word file whose document declares the bomb and uses it."""
    made, packed = zipfile.ZipFile(io.BytesIO(docx_of("<w:p><w:r><w:t>USED</w:t></w:r></w:p>"))), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in made.namelist():
            content = made.read(name)
            if name == "word/document.xml":
                content = f"<!DOCTYPE d [{ENTITIES}]>".encode() + content.replace(b"USED", b"&e12;")
            package.writestr(name, content)
    return packed.getvalue()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
