"""Search over small paragraphs, with the real extension and its index on disk."""

import os
from datetime import date
from pathlib import Path

import duckdb
import pytest

from cronica.warehouse.ask import query, search, search_index
from cronica.warehouse.ask.search import Only
from tests.small_warehouse import DATASET, LETTER, SPORT_65, SPORT_73, at, mention, paragraph

TEXTS = {
    "accents": "Las resoluciones sobre el desarme nuclear y la no proliferación",
    "capitals": "RESOLUCION SOBRE EL DESARME",
    "names": "Delegaciones del niño de Côte d’Ivoire y de los países/territorios de la región",
    "short": "Recordando su resolución 75/1, de 21 de septiembre de 2020,",
    "printed": "Véase A/RES/75/1, anexo.",
    "council": "la resolución 1631 (2005), de 17 de octubre de 2005",
    "other": "el documento A/75/1/Add.1 y la resolución 75/10",
    "grammar": "de la",
}
ENGLISH = "d-english"
CHINESE = "d-chinese"
EVERYTHING = Only()
KEYS = {f"{SPORT_73}-p{number:04}": name for number, name in enumerate(TEXTS, 1)}
SEARCHED = {
    **DATASET,
    "documents": [
        *({**row, "language": "es"} for row in DATASET["documents"]),
        {"document_id": ENGLISH, "document_type": "other", "language": "en"},
        {"document_id": CHINESE, "document_type": "other", "language": "zh"},
    ],
    "paragraphs": [
        paragraph(ENGLISH, 1, "The treaties on outer space were studied in no particular order"),
        paragraph(CHINESE, 1, "打击跨国有组织犯罪和恐怖主义，请秘书长向联合国大会报告"),
        *(paragraph(SPORT_73, number, text, part="operative") for number, text in enumerate(TEXTS.values(), 1)),
        paragraph(SPORT_65, 1, "La región de 2010", part="title"),
        paragraph(LETTER, 1, "Una carta de la región", part="masthead"),
    ],
    "citations": [
        mention("citation_id", "c", 1, SPORT_73, 4, symbol="A/RES/75/1", **at(TEXTS["short"], "75/1")),
        mention("citation_id", "c", 2, SPORT_73, 5, symbol="A/RES/75/1", **at(TEXTS["printed"], "A/RES/75/1")),
        mention("citation_id", "c", 3, SPORT_73, 6, symbol="S/RES/1631(2005)", **at(TEXTS["council"], "1631 (2005)")),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache") / "search"


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    from cronica.warehouse.publish.release import Warehouse
    from tests.small_warehouse import stage_release

    root = Warehouse(tmp_path_factory.mktemp("searched") / "warehouse")
    with root.lock():
        staged = root.stage()
        stage_release(staged, SEARCHED)
        return root.publish(staged).path


def found(
    searched: Path, cache: Path, words: str, only: Only = EVERYTHING, limit: int = 20
) -> dict[str, str]:
    rows = search.search(searched, words, cache, only, limit=limit).to_pylist()
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    return {KEYS.get(row["paragraph_id"], row["paragraph_id"]): row["snippet"] for row in rows}


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("resolución desarme", {"accents": "Las **resoluciones** sobre el **desarme** nuclear y la no proliferación", "capitals": "**RESOLUCION** SOBRE EL **DESARME**"}),
        ("RESOLUCION desarmes", {"accents": "Las **resoluciones** sobre el **desarme** nuclear y la no proliferación", "capitals": "**RESOLUCION** SOBRE EL **DESARME**"}),
        ("nino Delegación", {"names": "**Delegaciones** del **niño** de Côte d’Ivoire y de los países/territorios de la región"}),
        ("cote ivoire", {"names": "Delegaciones del niño de **Côte** d’**Ivoire** y de los países/territorios de la región"}),
        ("territorio", {"names": "Delegaciones del niño de Côte d’Ivoire y de los países/**territorios** de la región"}),
        ("país/región", {"names": "Delegaciones del niño de Côte d’Ivoire y de los **países**/territorios de la **región**"}),
        ("75/1", {"short": "Recordando su resolución **75/1**, de 21 de septiembre de 2020,", "printed": "Véase **A/RES/75/1**, anexo."}),
        ("A/RES/75/1.", {"short": "Recordando su resolución **75/1**, de 21 de septiembre de 2020,", "printed": "Véase **A/RES/75/1**, anexo."}),
        ("a/75/1/add.1", {"other": "el documento **A/75/1/Add.1** y la resolución 75/10"}),
        ("S/RES/1631(2005)", {"council": "la resolución **1631 (2005)**, de 17 de octubre de 2005"}),
        ("1631", {"council": "la resolución **1631** (2005), de 17 de octubre de 2005"}),
        ("de la proliferación", {"accents": "Las resoluciones sobre el desarme nuclear y la no **proliferación**"}),
        ("desarme deporte", {}),
        ("%' OR 1=1; DROP TABLE passages --", {}),
    ],
)  # fmt: skip
def test_what_is_found_and_marked(searched, cache, words, finds):
    assert found(searched, cache, words) == finds


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("treaty", "The **treaties** on outer space were studied in no particular order"),
        ("studying", "The treaties on outer space were **studied** in no particular order"),
    ],
)
def test_a_document_is_read_with_the_dictionary_of_its_language(searched, cache, words, finds):
    assert found(searched, cache, words) == {f"{ENGLISH}-p0001": finds}


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("恐怖主义", "打击跨国有组织犯罪和**恐怖主义**，请秘书长向联合国大会报告"),
        ("秘书长 大会", "打击跨国有组织犯罪和恐怖主义，请**秘书长**向联合国**大会**报告"),
        ("组织犯罪", "打击跨国有**组织犯罪**和恐怖主义，请秘书长向联合国大会报告"),
        ("书长", None),
    ],
)
def test_chinese_is_found_by_its_words(searched, cache, words, finds):
    assert found(searched, cache, words).get(f"{CHINESE}-p0001") == finds


def test_words_of_grammar_count_when_there_are_no_others(searched, cache):
    assert next(iter(found(searched, cache, "de la"))) == "grammar"


def test_filters(searched, cache):
    keys = ["names", f"{SPORT_65}-p0001", f"{LETTER}-p0001"]
    assert sorted(found(searched, cache, "región")) == sorted(keys)
    assert list(found(searched, cache, "región", Only(session=73))) == keys[:1]
    assert list(found(searched, cache, "región", Only(part="title"))) == keys[1:2]
    assert found(searched, cache, "región", Only(body="SC")) == {}
    assert found(searched, cache, "región", Only(language="en")) == {}
    assert list(found(searched, cache, "treaty", Only(language="en"))) == [f"{ENGLISH}-p0001"]
    assert (
        list(found(searched, cache, "región", Only(first=date(2010, 10, 18), last=date(2010, 10, 18))))
        == keys[1:2]
    )
    assert list(found(searched, cache, "región", Only(last=date(2009, 1, 1)))) == keys[2:]
    assert len(found(searched, cache, "región", limit=2)) == 2


def test_a_row_says_where_it_stands(searched, cache):
    row = search.search(searched, "proliferación", cache).to_pylist()[0]
    assert row.pop("score") > 0
    assert row == {
        "document_date": date(2019, 7, 25),
        "symbol": "A/RES/73/331",
        "title": "El deporte y la paz",
        "part": "operative",
        "label_path": None,
        "snippet": "Las resoluciones sobre el desarme nuclear y la no **proliferación**",
        "paragraph_id": f"{SPORT_73}-p0001",
        "document_id": SPORT_73,
    }


@pytest.mark.parametrize("words", ["", "  ", "¿?", "/"])
def test_no_word_is_wrong_usage(searched, cache, words):
    with pytest.raises(query.QueryError, match="there is no word to search for"):
        search.search(searched, words, cache)


def test_the_index_is_made_once_and_the_last_used_are_kept(searched, tmp_path):
    made = []
    for _ in range(2):
        search.search(searched, "paz", tmp_path, on_index=lambda: made.append(1))
    assert made == [1]
    index = next(tmp_path.iterdir())
    old = [tmp_path / f"{number}.duckdb" for number in range(search_index.KEPT)]
    for age, path in enumerate(old):
        path.touch()
        os.utime(path, (age, age))
    search.search(searched, "paz", tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([*old[1:], index])


def test_an_index_that_is_damaged_is_made_again(searched, tmp_path):
    made = search_index.ready(searched, tmp_path, lambda: None)
    whole, answer = rows_of(made), search.search(searched, "región", tmp_path)
    data = made.read_bytes()
    made.write_bytes(data[: len(data) // 2])
    noted = []
    again = search_index.ready(searched, tmp_path, lambda: noted.append("made"))
    assert (again, noted) == (made, ["made"])
    assert rows_of(again) == whole
    assert search.search(searched, "región", tmp_path).equals(answer)


def rows_of(index):
    """The rows an index is made of, in their order; DuckDB keeps them in other bytes from run to run."""
    with duckdb.connect(str(index), read_only=True) as connection:
        return {name: connection.sql(f"FROM {name}").fetchall() for name in ("passages", "vocabulary")}


def test_the_release_is_left_as_it_was(searched, tmp_path):
    before = {path.name: path.read_bytes() for path in searched.iterdir()}
    search.search(searched, "paz", tmp_path)
    assert {path.name: path.read_bytes() for path in searched.iterdir()} == before


def test_a_cache_that_cannot_be_written_is_one_clear_line(searched, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(
        query.QueryError, match=r"no search index can be made in .*: Not a directory; XDG_CACHE_HOME"
    ):
        search.search(searched, "paz", tmp_path / "file" / "search")


def test_another_version_of_duckdb_is_told_what_to_install(searched, tmp_path, monkeypatch):
    monkeypatch.setattr(duckdb, "__version__", "1.5.99")
    with pytest.raises(query.QueryError, match=r"pip install duckdb-extension-fts==1\.5\.99"):
        search.search(searched, "paz", tmp_path)


def test_an_index_made_with_another_dictionary_is_another_file(searched, cache, monkeypatch):
    made = search_index.ready(searched, cache, lambda: None)
    assert search_index.ready(searched, cache, lambda: pytest.fail("it is made once")) == made
    monkeypatch.setattr(search_index, "version", lambda package: "another")
    assert search_index._made_by(searched) not in made.parent.name
