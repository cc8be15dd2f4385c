"""From the bytes of documents to the rows of their tables, all in the process that calls."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cronica import seeds
from cronica.flows.assemble.batch import Tables, tables_of
from cronica.flows.extract import extract, read_paragraphs
from cronica.flows.extract.extracted import Extracted, Reason, Unreadable
from cronica.flows.extract.structure.outline import opening_of
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.interpret.document import interpret
from cronica.flows.interpret.model import Reading, Source
from cronica.flows.language import Language
from cronica.flows.language.identify import language_beside, language_for, language_of
from cronica.flows.normalise.dates.find import find_dates
from cronica.flows.sources.discover import Refusal, SourceFile, discover, is_day

LARGEST = 200 * 1024**2
"""Bytes of the largest file that is read at all."""

Report = Callable[[str, str | None], None]
"""Called before each step with its stage and the id of the document, or None for all of them at once."""


def _unreported(stage: str, document_id: str | None) -> None:
    """Report to nobody."""


def read_one(
    data: bytes,
    name: str = "document.txt",
    *,
    language: str | Language | None = None,
    manifest: Mapping[str, str] | None = None,
) -> tuple[Reading, Tables]:
    """Read one document, from its bytes alone.

    Args:
        data: the document in any format that is read; text in UTF-8.
        name: its name: ``documents.source_path``. The ending says the format where the bytes do not.
        language: the language of its text or its code (ISO 639-1); None for that of the manifest,
            or to identify it.
        manifest: what is known of it beside the file: ``publication_date`` (ISO day), ``symbol``,
            ``language``.

    Returns:
        What the document says, and the rows of its tables as ``tables_of`` gives them.

    Raises:
        Unreadable: it has no text, or more than is read.
    """
    file = SourceFile(Path(name), name, hashlib.sha256(data).hexdigest(), len(data), dict(manifest or {}))
    reading = interpret(_source(file, extract(name, data), language))
    return reading, tables_of([reading])


def read_documents(
    files: Sequence[SourceFile], report: Report = _unreported
) -> tuple[Tables, list[Refusal], dict[str, int]]:
    """Read the documents of a batch.

    Args:
        files: the documents; what a hostile one may do to the process is the caller's concern.
        report: called before each step.

    Returns:
        What ``tables_of`` gives for them, one refusal for each that gave no text, and what each stage made.
    """
    sources: list[Source] = []
    refused: list[Refusal] = []
    for file in files:
        stage = "read"
        try:
            report("extract", file.document_id)
            extracted = extract(file.source_path, _bytes_of(file))
            stage = "segment"
            report("segment", file.document_id)
            sources.append(_source(file, extracted))
        except Unreadable as error:
            said = stage, error.reason.value, error.message
            refused.append(Refusal(file.source_path, file.sha256, *said))
    report("interpret", None)
    tables = tables_of([interpret(source) for source in sources])
    counts = {
        "texts": len(sources),
        "paragraphs": tables["paragraphs"].height,
        "rows": sum(table.height for table in tables.values()),
    }
    return tables, refused, counts


def warm_up() -> None:
    """Read the bundled documents, so that what is loaded on first use is there."""
    read_documents(discover([seeds.DOCUMENTS]).files)


def _source(file: SourceFile, extracted: Extracted, given: str | Language | None = None) -> Source:
    """A document as paragraphs, in the language given or the one that is identified."""
    if isinstance(given, Language):
        language, code = given, given.code
    else:
        code = given or file.facts.get("language") or language_of(extracted.text)
        language = language_for(code)
    paragraphs = read_paragraphs(extracted, language)
    if not paragraphs:
        raise Unreadable(Reason.EMPTY, "holds nothing but marks and blanks; remove it or give the text")
    if code == language.code:
        _tell_languages(paragraphs, code)
    return Source(
        path=file.source_path,
        sha256=file.sha256,
        size=file.size,
        extracted=extracted,
        paragraphs=paragraphs,
        text_language=code,
        language=language,
        manifest={**_published(extracted, language), **file.facts},
    )


def _tell_languages(paragraphs: Sequence[Paragraph], code: str) -> None:
    """Name the language of each paragraph that is in another one than its document."""
    for paragraph in paragraphs:
        other = language_beside(paragraph.text, code)
        if other is not None and other in seeds.languages():
            paragraph.language = Language.load(other)
            paragraph.opening = opening_of(paragraph, paragraph.language)


def _published(extracted: Extracted, language: Language) -> dict[str, str]:
    """The day of publication that the file itself states: the front matter of a post, the head of a page."""
    published = extracted.statements.get("published", "")
    if not is_day(published):
        days = (each.edtf or "" for each in find_dates(published, language))
        published = next(filter(is_day, days), "")
    return {"publication_date": published} if published else {}


def _bytes_of(file: SourceFile) -> bytes:
    if file.size > LARGEST:
        message = f"is of {file.size:,} bytes; more than {LARGEST:,} are not read"
        raise Unreadable(Reason.TOO_LARGE, message)
    try:
        data = file.path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check the file's permissions"
        raise Unreadable(Reason.UNREADABLE, message) from None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Unreadable(Reason.CHANGED, "changed while the run was going on; build again")
    return data
