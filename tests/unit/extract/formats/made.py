"""Files made by hand, to the byte: what no well-behaved program writes."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def pdf_of(content: bytes, filters: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages all show the same content stream."""
    kids = b" ".join(b"%d 0 R" % (5 + page) for page in range(pages))
    resources = b"<</Font<</F1 3 0 R>>>>"
    return pdf_with(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents 4 0 R>>" % resources]
        * pages,
    )


def pdf_with(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        bytes(written), size, table, size, len(written),
    )  # fmt: skip


def docx_of(body: str, *, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """A Word file.

    Args:
        body: the content of ``w:body``.
        links: relationship id → address.
        parts: ``styles``, ``numbering``, ``footnotes``, ``endnotes``, ``header1``: the content of each part.
    """
    roots = {"header1": "hdr"}
    types = {"header1": "header"}
    files = {"word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"}
    kinds = {"/word/document.xml": "document.main"}
    relations = [
        f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    for name, content in {"styles": "", **parts}.items():
        root, kind = roots.get(name, name), types.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {W} {R}>{content}</w:{root}>"
        kinds[f"/word/{name}.xml"] = kind
        relations.append(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>')
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return data.getvalue()
