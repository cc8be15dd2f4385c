"""Full-text search over the paragraphs of a release, ranked by BM25.

Its index is made on the first search of a release and kept in a file aside: a build does not pay for it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa

from cronica import seeds
from cronica.schemas.language import StopWords, read_pack
from cronica.seeds import dictionary
from cronica.seeds.words import words
from cronica.warehouse.ask import query, search_index
from cronica.warehouse.ask.sandbox import TIME_LIMIT, Session
from cronica.warehouse.ask.snippet import Span, snippet

FOUND = """
SELECT
    score, documents.document_date, documents.symbol, documents.title, paragraphs.part, paragraphs.label_path,
    paragraphs.text, paragraphs.paragraph_id, documents.document_id
FROM (SELECT paragraph_id, {score} AS score FROM passages) AS ranked
INNER JOIN release.paragraphs USING (paragraph_id)
INNER JOIN release.documents USING (document_id)
WHERE score IS NOT NULL
    AND ($body IS NULL OR documents.body_code = $body)
    AND ($session IS NULL OR documents.session_number = $session)
    AND ($part IS NULL OR paragraphs.part = $part)
    AND ($language IS NULL OR coalesce(paragraphs.language, documents.language) = $language)
    AND ($first IS NULL OR documents.document_date >= $first)
    AND ($last IS NULL OR documents.document_date <= $last)
ORDER BY score DESC, paragraph_id
LIMIT $limit
"""
CITED = """
SELECT paragraph_id, start_char, end_char
FROM release.citations
WHERE paragraph_id IN (FROM unnest($paragraphs::VARCHAR[]))
    AND one_word(symbol) IN (FROM unnest($asked))
"""
KNOWN = "SELECT DISTINCT lemma FROM vocabulary WHERE plain = strip_accents($word) ORDER BY lemma"
LANGUAGES = "SELECT DISTINCT language FROM vocabulary ORDER BY language"
FORMS = "SELECT plain FROM vocabulary WHERE lemma IN (FROM unnest($lemmas)) UNION FROM unnest($lemmas)"


@dataclass(frozen=True, slots=True)
class Only:
    """What paragraphs are searched; None is all.

    Attributes:
        body, session: of the document.
        part: of the document the paragraph stands in, such as ``operative``.
        first, last: days between which the document's date lies, both included.
        language: of the paragraph (ISO 639-1).
    """

    body: str | None = None
    session: int | None = None
    part: str | None = None
    first: date | None = None
    last: date | None = None
    language: str | None = None


def search(
    release: Path,
    words: str,
    cache: Path,
    only: Only = Only(),
    *,
    limit: int = 20,
    time_limit: float | None = TIME_LIMIT,
    on_index: Callable[[], None] = lambda: None,
) -> pa.Table:
    """The paragraphs that have every word, in any of its forms, the best first.

    Args:
        release: a release folder.
        words: the words, numbers and symbols to look for. Articles and the like count only when nothing else
            is given.
        cache: folder for indexes.
        only: what to search.
        limit: at most so many paragraphs.
        time_limit: seconds the question may compute, the making of the index not counted; None for no limit.
        on_index: called before an index is made, which takes some seconds for a thousand documents.

    Returns:
        One row a paragraph: ``score``, the document's date, symbol and title, the paragraph's part and label,
        ``snippet`` with what was found between two asterisks, ``paragraph_id`` and ``document_id``.

    Raises:
        QueryError: there is no word, or the extension is not installed, or the cache cannot be written.
    """
    wanted = _words(words)
    index = search_index.ready(release, cache, on_index)
    with Session() as session:
        session.open(index, search_index.setup(release))
        languages = session.ours(LANGUAGES)["language"].to_pylist()
        lemmas = [_lemmas(session, word, languages) for word in _telling(wanted, languages)]
        found = session.ours(*_question(lemmas, only, limit), time_limit=time_limit)
        texts = dict(zip(found["paragraph_id"].to_pylist(), found["text"].to_pylist(), strict=True))
        places = _places(session, texts, list(chain.from_iterable(lemmas)))
    snippets = [snippet(text, places[key]) for key, text in texts.items()]
    return found.set_column(found.column_names.index("text"), "snippet", pa.array(snippets, pa.string()))


def _words(text: str) -> list[str]:
    """The words of a question, a symbol as one.

    Raises:
        QueryError: there is none.
    """
    found: list[str] = []
    for piece in text.lower().split():
        is_symbol = "/" in piece and re.search("[0-9]", piece)
        found += [_one_word(piece)] if is_symbol else [word for word, *_ in words(piece)]
    if not found:
        raise query.QueryError("there is no word to search for")
    return found


def _telling(words: list[str], languages: Iterable[str]) -> list[str]:
    """The words that are none of grammar in the languages; all when there are no others."""
    packs = (read_pack(seeds.LANGUAGES / language, StopWords) for language in languages)
    grammar = frozenset(chain.from_iterable(group for pack in packs for group in pack.model_dump().values()))
    return [word for word in words if word not in grammar] or words


def _lemmas(session: Session, word: str, languages: Iterable[str]) -> list[str]:
    """The dictionary forms of a word, without accents: as indexed, else in each language of the index."""
    found: list[str] = session.ours(KNOWN, {"word": word})["lemma"].to_pylist()
    if found or not word.isalpha():
        return found or [word]
    return sorted({_plain(dictionary.lemma(word, language).lower()) for language in languages} or {word})


def _question(words: Sequence[Sequence[str]], only: Only, limit: int) -> tuple[str, dict[str, Any]]:
    """The SQL that ranks and its values; a paragraph without one of the words has no score.

    Of the lemmas of a word, one is enough.
    """
    values = {f"word{number}": " ".join(lemmas) for number, lemmas in enumerate(words)}
    score = " + ".join(f"fts_main_passages.match_bm25(paragraph_id, ${name})" for name in values)
    return FOUND.format(score=score), {**values, **asdict(only), "limit": limit}


def _one_word(symbol: str) -> str:
    """A symbol as the index has it: ``a_res_75_1``."""
    return re.sub("[^a-z0-9]+", "_", symbol.lower()).strip("_")


def _plain(word: str) -> str:
    """A word without accents."""
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


def _places(session: Session, texts: Mapping[str, str], lemmas: Sequence[str]) -> dict[str, list[Span]]:
    """Where what was asked for, in all its forms, stands in the text of each paragraph."""
    asked = set(session.ours(FORMS, {"lemmas": lemmas})[0].to_pylist())
    places: dict[str, list[Span]] = {}
    for key, text in texts.items():
        own = [(start, end) for word, start, end in words(text, "search") if _plain(word.lower()) in asked]
        symbols = [
            match.span()
            for match in re.finditer(search_index.SYMBOL, text)
            if not asked.isdisjoint(_printed(match[0]))
        ]
        places[key] = own + symbols
    cited = session.ours(CITED, {"paragraphs": list(texts), "asked": list(asked)})
    for row in cited.to_pylist():
        places[row["paragraph_id"]].append((row["start_char"], row["end_char"]))
    return places


def _printed(symbol: str) -> set[str]:
    """What finds a printed symbol: itself, and its last two parts."""
    return {_one_word(symbol), _one_word("/".join(symbol.split("/")[-2:]))}
