"""The full-text index of a release, for ``cronica.warehouse.ask.search``.

Two columns are indexed by DuckDB's full-text extension. In one every word of a paragraph stands as its
dictionary form in the language of its paragraph, without accents, so that one form of a word finds all, in
either spelling; a word that no dictionary knows stands as it is. In the other stand the symbols printed or
cited, so that ``A/RES/75/1`` finds a paragraph that says *su resolución 75/1*.
"""

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import duckdb

from cronica.schemas.quote import literal
from cronica.seeds import dictionary, words
from cronica.warehouse.ask import query
from cronica.warehouse.store import kept, package
from cronica.warehouse.store.disk import remove
from cronica.warehouse.store.settings import SETTINGS

ALONE = {**SETTINGS, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
INDEX = "index.duckdb"
KEPT = 5  # indexes: those of the releases last searched

# Letters and digits with slashes between: 75/1, A/C.3/75/L.1, S/RES/1631(2005). Read by DuckDB and Python.
SYMBOL = r"[A-Za-z0-9][A-Za-z0-9.()-]*(?:/[A-Za-z0-9.()-]*[A-Za-z0-9)])+"

MACROS = """
CREATE TEMP MACRO one_word(symbol) AS trim(regexp_replace(lower(symbol), '[^a-z0-9]+', '_', 'g'), '_');
"""
TOKENS = r"""
CREATE TEMP TABLE tokens AS
SELECT paragraph_id, language, word, strip_accents(word) AS plain
FROM (
    SELECT
        paragraph_id,
        coalesce(paragraphs.language, documents.language) AS language,
        unnest(
            CASE WHEN regexp_matches(text, '\p{Han}') THEN words(lower(text))
                ELSE regexp_extract_all(lower(text), '[\pL\pN]+')
            END
        ) AS word
    FROM release.paragraphs INNER JOIN release.documents USING (document_id)
)
"""
# Of words that differ by accents alone the most frequent decides.
SPELLINGS = """
SELECT language, plain, mode(word ORDER BY word) FROM tokens GROUP BY language, plain ORDER BY language, plain
"""
VOCABULARY = """
CREATE TABLE vocabulary AS
SELECT unnest($language) AS language, unnest($plain) AS plain, strip_accents(unnest($lemma)) AS lemma
"""
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
    SELECT paragraph_id, string_agg(lemma, ' ' ORDER BY lemma) AS words
    FROM tokens INNER JOIN vocabulary USING (language, plain)
    GROUP BY ALL
),
symbols AS (
    SELECT paragraph_id, string_agg(one_word(form), ' ' ORDER BY form) AS symbols FROM forms GROUP BY ALL
)
SELECT * FROM words LEFT JOIN symbols USING (paragraph_id) ORDER BY paragraph_id
"""
FULL_TEXT = r"""
PRAGMA create_fts_index('passages', 'paragraph_id', 'words', 'symbols',
    stemmer = 'none', stopwords = 'none', strip_accents = 0, ignore = '[^\pL\pN_]+')
"""


def ready(release: Path, cache: Path, on_index: Callable[[], None]) -> Path:
    """The file of the index of a release.

    Args:
        release: a release folder.
        cache: folder of the indexes; one is made there on first use, and those longest unused give way.
        on_index: called before one is made.

    Raises:
        QueryError: the extension is not installed, or the folder cannot be written.
    """
    folder = cache / f"{release.name}-{_made_by(release)}"
    try:
        if not kept.is_at_hand(folder):
            on_index()
            with kept.made(folder) as aside:
                _make(aside / INDEX, release)
        folder.touch()
        for old in sorted(cache.glob("[!.]*"), key=lambda each: each.lstat().st_mtime)[:-KEPT]:
            remove(old)
    except OSError as error:
        raise query.QueryError(
            f"no search index can be made in {cache}: {error.strerror}; XDG_CACHE_HOME names another folder"
        ) from None
    return folder / INDEX


def setup(release: Path) -> tuple[str, ...]:
    """Statements that put the full-text extension to work in an index, with the release beside it."""
    return (
        f"LOAD {literal(_extension())}",
        f"ATTACH {literal(release / package.DATABASE)} AS release (READ_ONLY)",
        MACROS,
    )


def _made_by(release: Path) -> str:
    """A hash of all that an index hangs on: the release, and the code, dictionary and DuckDB that make it."""
    code = [Path(module).read_bytes() for module in (__file__, dictionary.__file__, words.__file__)]
    versions = [version("simplemma"), version("rjieba"), duckdb.__version__]
    made_by = [*code, *(each.encode() for each in (str(release), *versions))]
    return hashlib.sha256(b"\0".join(made_by)).hexdigest()[:8]


def _make(path: Path, release: Path) -> None:
    with duckdb.connect(str(path), config=ALONE) as connection:
        for statement in setup(release):
            connection.execute(statement)
        connection.create_function("words", _words, ["VARCHAR"], "VARCHAR[]")
        connection.execute(TOKENS)
        spellings = connection.execute(SPELLINGS).fetchall()
        lemmas = [dictionary.lemma(word, language).lower() for language, _, word in spellings]
        languages, plain = ([row[column] for row in spellings] for column in (0, 1))
        connection.execute(VOCABULARY, {"language": languages, "plain": plain, "lemma": lemmas})
        connection.execute(PASSAGES)
        connection.execute(FULL_TEXT)


def _words(text: str) -> list[str]:
    return [word for word, *_ in words.words(text, "search")]


def _extension() -> Path:
    """The file of the full-text extension; it serves one version of DuckDB, which checks its signature."""
    package_of = find_spec("duckdb_extension_fts")
    if package_of and package_of.origin:
        path = Path(package_of.origin).parent / f"extensions/v{duckdb.__version__}/fts.duckdb_extension"
        if path.is_file():
            return path
    raise query.QueryError(f"search needs a package: pip install duckdb-extension-fts=={duckdb.__version__}")
