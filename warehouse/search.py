"""Full-text search over the paragraphs of a release, ranked by BM25.

Two columns are indexed by DuckDB's full-text extension. In one every word of a paragraph stands as its
dictionary form without accents, so that one form of a word finds all, in either spelling; in the other stand
the symbols printed or cited, so that ``A/RES/75/1`` finds a paragraph that says *su resolución 75/1*.

The index is made on the first search of a release and kept in a file aside: a build does not pay for it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa

import seeds
from warehouse import package, query
from warehouse.quote import literal
from warehouse.snippet import Span, snippet

LANGUAGE = "es"  # of the dictionary; a word it does not know stands as it is
WORD = re.compile(r"[^\W_]+")
ALONE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
KEPT = 5  # indexes: those of the releases last searched

# Letters and digits with slashes between: 75/1, A/C.3/75/L.1, S/RES/1631(2005). Read by DuckDB and Python.
SYMBOL = r"[A-Za-z0-9][A-Za-z0-9.()-]*(?:/[A-Za-z0-9.()-]*[A-Za-z0-9)])+"

MACROS = """
CREATE TEMP MACRO one_word(symbol) AS trim(regexp_replace(lower(symbol), '[^a-z0-9]+', '_', 'g'), '_');
"""
TOKENS = r"""
CREATE TEMP TABLE tokens AS
SELECT paragraph_id, word, strip_accents(word) AS plain
FROM (
    SELECT paragraph_id, unnest(regexp_extract_all(lower(text), '[\pL\pN]+')) AS word FROM release.paragraphs
)
"""
# Of words that differ by accents alone the most frequent decides.
SPELLINGS = "SELECT plain, mode(word ORDER BY word) FROM tokens GROUP BY plain ORDER BY plain"
VOCABULARY = (
    "CREATE TABLE vocabulary AS SELECT unnest($plain) AS plain, strip_accents(unnest($lemma)) AS lemma"
)
PASSAGES = rf"""
CREATE TABLE passages AS
WITH printed AS (
    SELECT paragraph_id, unnest(regexp_extract_all(text, '{SYMBOL}')) AS symbol FROM release.paragraphs
),
forms AS (
    SELECT paragraph_id, unnest([symbol, regexp_extract(symbol, '[^/]+/[^/]+$')]) AS form
    FROM printed WHERE regexp_matches(symbol, '[0-9]')
    UNION
    SELECT paragraph_id, symbol FROM release.citations WHERE symbol IS NOT NULL
),
words AS (
    SELECT paragraph_id, string_agg(lemma, ' ') AS words
    FROM tokens INNER JOIN vocabulary USING (plain)
    GROUP BY ALL
),
symbols AS (
    SELECT paragraph_id, string_agg(one_word(form), ' ') AS symbols FROM forms GROUP BY ALL
)
SELECT * FROM words LEFT JOIN symbols USING (paragraph_id) ORDER BY paragraph_id
"""
FULL_TEXT = r"""
PRAGMA create_fts_index('passages', 'paragraph_id', 'words', 'symbols',
    stemmer = 'none', stopwords = 'none', strip_accents = 0, ignore = '[^\pL\pN_]+')
"""

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
KNOWN = "SELECT lemma FROM vocabulary WHERE plain = strip_accents($word)"
FORMS = "SELECT plain FROM vocabulary WHERE lemma IN (FROM unnest($lemmas)) UNION FROM unnest($lemmas)"


@dataclass(frozen=True, slots=True)
class Only:
    """What paragraphs are searched; None is all.

    Attributes:
        body, session: of the document.
        part: of the document the paragraph stands in, such as ``operative``.
        first, last: days between which the document's date lies, both included.
    """

    body: str | None = None
    session: int | None = None
    part: str | None = None
    first: date | None = None
    last: date | None = None


def search(
    release: Path,
    words: str,
    cache: Path,
    only: Only = Only(),
    *,
    limit: int = 20,
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
        on_index: called before an index is made, which takes some seconds for a thousand documents.

    Returns:
        One row a paragraph: ``score``, the document's date, symbol and title, the paragraph's part and label,
        ``snippet`` with what was found between two asterisks, ``paragraph_id`` and ``document_id``.

    Raises:
        QueryError: there is no word, or the extension is not installed, or the cache cannot be written.
    """
    wanted = _words(words)
    index = _index(release, cache, on_index)
    try:
        with _open(index, release, read_only=True) as connection:
            lemmas = [_known(connection, word) for word in wanted]
            found = connection.execute(*_question(lemmas, only, limit)).to_arrow_table()
            texts = dict(zip(found["paragraph_id"].to_pylist(), found["text"].to_pylist(), strict=True))
            places = _places(connection, texts, lemmas)
    except duckdb.Error as error:
        raise query.QueryError(query.one_line(error)) from None
    snippets = [snippet(text, places[key]) for key, text in texts.items()]
    return found.set_column(found.column_names.index("text"), "snippet", pa.array(snippets, pa.string()))


def _words(text: str) -> list[str]:
    """The words of a question, a symbol as one; those of grammar only when there are no others.

    Raises:
        QueryError: there is none.
    """
    words: list[str] = []
    for piece in text.lower().split():
        is_symbol = "/" in piece and re.search("[0-9]", piece)
        words += [_one_word(piece)] if is_symbol else WORD.findall(piece)
    if not words:
        raise query.QueryError("there is no word to search for")
    grammar = {word for kind in seeds.pack(LANGUAGE, "stopwords").values() for word in kind}
    return [word for word in words if word not in grammar] or words


def _known(connection: duckdb.DuckDBPyConnection, word: str) -> str:
    """The dictionary form of a word, without accents, as the index has it if the word is in it."""
    found = connection.execute(KNOWN, {"word": word}).fetchone()
    if found:
        return str(found[0])
    return _plain(_lemma(word)) if word.isalpha() else word


def _lemma(word: str) -> str:
    import simplemma  # takes a second to load its dictionary

    return simplemma.lemmatize(word, lang=LANGUAGE).lower()


def _question(words: Sequence[str], only: Only, limit: int) -> tuple[str, dict[str, Any]]:
    """The SQL that ranks and its values; a paragraph without one of the words has no score."""
    values = {f"word{number}": word for number, word in enumerate(words)}
    score = " + ".join(f"fts_main_passages.match_bm25(paragraph_id, ${name})" for name in values)
    return FOUND.format(score=score), {**values, **asdict(only), "limit": limit}


def _one_word(symbol: str) -> str:
    """A symbol as the index has it: ``a_res_75_1``."""
    return re.sub("[^a-z0-9]+", "_", symbol.lower()).strip("_")


def _plain(word: str) -> str:
    """A word without accents."""
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


def _index(release: Path, cache: Path, on_index: Callable[[], None]) -> Path:
    """The index of a release, made if there is none; the ones longest unused give way."""
    made_by = "".join([str(release), TOKENS, SPELLINGS, PASSAGES, FULL_TEXT, duckdb.__version__])
    path = cache / f"{release.name}-{hashlib.sha256(made_by.encode()).hexdigest()[:8]}.duckdb"
    try:
        if not path.is_file():
            on_index()
            cache.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=cache) as aside:
                _make(Path(aside) / path.name, release)
                Path(aside, path.name).replace(path)
        path.touch()
        for old in sorted(cache.glob("*.duckdb"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
            old.unlink()
    except OSError as error:
        raise query.QueryError(
            f"no search index can be made in {cache}: {error.strerror}; XDG_CACHE_HOME names another folder"
        ) from None
    return path


def _make(path: Path, release: Path) -> None:
    with _open(path, release, read_only=False) as connection:
        connection.execute(TOKENS)
        spellings = connection.execute(SPELLINGS).fetchall()
        lemmas = [_lemma(word) for _, word in spellings]
        connection.execute(VOCABULARY, {"plain": [plain for plain, _ in spellings], "lemma": lemmas})
        connection.execute(PASSAGES)
        connection.execute(FULL_TEXT)


def _open(path: Path, release: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """The index with the full-text extension at work and the release beside it."""
    connection = duckdb.connect(str(path), read_only=read_only, config=ALONE)
    try:
        connection.execute(f"LOAD {literal(_extension())}")
        connection.execute(f"ATTACH {literal(release / package.DATABASE)} AS release (READ_ONLY)")
        connection.execute(MACROS)
    except BaseException:
        connection.close()
        raise
    return connection


def _extension() -> Path:
    """The file of the full-text extension; it serves one version of DuckDB, which checks its signature."""
    package_of = find_spec("duckdb_extension_fts")
    if package_of and package_of.origin:
        path = Path(package_of.origin).parent / f"extensions/v{duckdb.__version__}/fts.duckdb_extension"
        if path.is_file():
            return path
    raise query.QueryError(f"search needs a package: pip install duckdb-extension-fts=={duckdb.__version__}")


def _places(
    connection: duckdb.DuckDBPyConnection, texts: Mapping[str, str], lemmas: Sequence[str]
) -> dict[str, list[Span]]:
    """Where what was asked for, in all its forms, stands in the text of each paragraph."""
    asked = {form for (form,) in connection.execute(FORMS, {"lemmas": lemmas}).fetchall()}
    places: dict[str, list[Span]] = {}
    for key, text in texts.items():
        words = [match.span() for match in WORD.finditer(text) if _plain(match[0].lower()) in asked]
        symbols = [
            match.span() for match in re.finditer(SYMBOL, text) if not asked.isdisjoint(_printed(match[0]))
        ]
        places[key] = words + symbols
    cited = connection.execute(CITED, {"paragraphs": list(texts), "asked": list(asked)}).fetchall()
    for key, start, end in cited:
        places[key].append((start, end))
    return places


def _printed(symbol: str) -> set[str]:
    """What finds a printed symbol: itself, and its last two parts."""
    return {_one_word(symbol), _one_word("/".join(symbol.split("/")[-2:]))}
