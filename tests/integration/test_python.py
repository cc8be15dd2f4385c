"""`import cronica` as people use it: what each function takes, gives and raises."""

import typing
from datetime import date
from types import UnionType

import pyarrow as pa
import pytest

import cronica
from cronica import seeds

SEEDS = sorted(seeds.DOCUMENTS.glob("*.txt"))
LETTER = "Carta de fecha 4 de junio de 2002 dirigida al Secretario General\n\nSe firmó el 11 de noviembre."


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_text_its_bytes_and_its_file_say_the_same(path):
    documents = [cronica.read(given) for given in (path, path.read_bytes(), path.read_bytes().decode())]
    for name in (name for name in vars(cronica.Document) if not name.startswith("_")):
        if name not in ("metadata", "to_frames"):
            first, *others = [getattr(document, name) for document in documents]
            assert all(other == first for other in others), name
    assert documents[0].dates
    assert {document.metadata._replace(source_path="") for document in documents} == {
        documents[0].metadata._replace(source_path="")
    }
    assert documents[0].metadata.source_path == path.name


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_rows_have_the_types_they_are_declared_with(path):
    document = cronica.read(path)
    for name, frame in document.to_frames().items():
        rows = document._rows(name, kind := getattr(cronica.rows, row_types()[name]))
        assert len(rows) == frame.height
        for row in rows:
            for column, declared in typing.get_type_hints(kind).items():
                allowed = typing.get_args(declared) if isinstance(declared, UnionType) else (declared,)
                assert type(getattr(row, column)) in allowed, (name, column)


def row_types() -> dict[str, str]:
    from cronica.schemas import registry, row_types

    return {table.name: row_types.class_name(table.name) for table in registry.tables()}


def test_mentions_stand_where_they_say():
    document = cronica.read(SEEDS[2])
    texts = {paragraph.paragraph_id: paragraph.text for paragraph in document.paragraphs}
    mentions = [*document.dates, *document.citations, *document.entities, *document.sessions]
    placed = [each for each in mentions if each.paragraph_id is not None and each.start_char is not None]
    assert len(placed) > 50
    for each in placed:
        assert texts[each.paragraph_id][each.start_char : each.end_char] == each.text


def test_what_is_known_of_a_document_counts():
    assert [each.edtf for each in cronica.read(LETTER).dates] == ["2002-06-04", "XXXX-11-11"]
    dated = cronica.read(LETTER, published=date(2002, 12, 1))
    assert [each.edtf for each in dated.dates] == ["2002-06-04", "2002-11-11"]
    assert cronica.read("11.11.2024", language="ru").metadata.language == "ru"
    with pytest.raises(ValueError, match="language is 'español': give its ISO 639-1 code, such as es"):
        cronica.read(LETTER, language="español")


def test_a_text_that_is_the_name_of_a_file_is_refused():
    with pytest.raises(TypeError, match=r"is read as text, and a file has that name: give Path\("):
        cronica.read(str(SEEDS[0]))


def test_a_text_of_more_bytes_than_a_file_name_may_have_is_a_text():
    text = (
        "Письмо Постоянного представителя Армении при Организации Объединенных Наций от 3 мая 2010 года; " * 2
    )
    assert len(text) < 255 < len(text.encode())
    assert cronica.read(text, language="ru").dates[0].edtf == "2010-05-03"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "the document holds no text"),
        (b"%PDF-1.7 cut off", "the document is no PDF, or one cut off"),
        (b"\0\1\2\3" * 99, "the document holds NUL bytes"),
    ],
)
def test_what_gives_no_text_is_unreadable(given, says):
    with pytest.raises(cronica.Unreadable, match=says) as caught:
        cronica.read(given)
    assert isinstance(caught.value, cronica.CronicaError)
    assert caught.value.reason


def test_a_release_is_opened_by_its_name_and_answers(built):
    release = cronica.open(built.warehouse)
    assert release == cronica.open(str(built.warehouse), release.id[:12])
    assert (release.path, release.summary) == (built.release, None)
    for name, table in release.tables.items():
        rows = release.table(name)
        assert isinstance(rows, pa.Table)
        assert rows.num_rows == table.rows
        assert rows.column_names == [column.name for column in release.describe(name)]
    day = release.query("timeline", from_=date(2010, 12, 13), to=date(2010, 12, 13))
    assert {row["event_date"] for row in day.to_pylist()} == {date(2010, 12, 13)}


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda release: release.query("timelin"), "no named question timelin: there are agenda, "),
        (
            lambda release: release.query("timeline", since=2010),
            "timeline has no option since: its options are event",
        ),
        (lambda release: release.query("timeline", to="May"), "'May' is no day, month or year"),
        (lambda release: release.search("paz", from_="2010-13"), "'2010-13' is no day, month or year"),
        (
            lambda release: release.table("document"),
            "no table document: did you mean documents, document_relations?",
        ),
        (lambda release: release.sql("DROP TABLE documents"), "DROP"),
        (lambda release: release.export("x", "csv", ["nothing"]), "no table nothing"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(built, ask, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cronica.QueryError) as caught:
        ask(cronica.open(built.warehouse))
    assert says in str(caught.value)


def test_a_release_that_is_not_there(built, tmp_path):
    with pytest.raises(cronica.NoRelease, match=f"there is no release in {tmp_path}: run `cronica build`"):
        cronica.open(tmp_path)
    with pytest.raises(cronica.UnknownRelease, match="there is no release 1999"):
        cronica.open(built.warehouse, "1999")


def test_every_error_is_one_of_ours():
    errors = [getattr(cronica, name) for name in cronica.__all__]
    errors = [each for each in errors if isinstance(each, type) and issubclass(each, BaseException)]
    assert len(errors) > 10
    assert all(issubclass(each, cronica.CronicaError) for each in errors)
    with pytest.raises(AttributeError, match="module 'cronica' has no attribute 'nothing'"):
        cronica.nothing  # noqa: B018
