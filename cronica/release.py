"""One release of a warehouse: its tables, and the questions that can be asked of it."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

    from cronica.flows.orchestration.summary import RunSummary
    from cronica.warehouse.ask.export import Exported
    from cronica.warehouse.ask.query import ColumnSummary, TableSummary
    from cronica.warehouse.ask.questions import Parameter, Question
    from cronica.warehouse.ask.sandbox import Answer


@dataclass(frozen=True, slots=True)
class Release:
    """One whole release. Its folder stays as it is when a newer release comes into force.

    Answers are Arrow tables: ``polars.from_arrow(answer)`` and ``answer.to_pandas()`` are one call away.

    Attributes:
        id: ``YYYYMMDDTHHMMSSZ-<8 hex>``, the time it was built and the head of a hash of its tables.
        path: its folder, with a Parquet file a table and ``cronica.duckdb``.
        summary: what the run that built it came to; None for a release that was opened.
    """

    id: str
    path: Path
    summary: "RunSummary | None" = field(default=None, compare=False, repr=False)

    @property
    def tables(self) -> "dict[str, TableSummary]":
        """The tables and views by name, in the order of the contract: name, number of rows, description."""
        from cronica.warehouse.ask import query

        return {table.name: table for table in query.tables(self.path)}

    def describe(self, name: str) -> "list[ColumnSummary]":
        """The columns of a table or view, in order: name, DuckDB type, description.

        Raises:
            QueryError: there is no table of that name.
        """
        from cronica.warehouse.ask import query

        return query.describe(self.path, name)

    def table(self, name: str) -> "pa.Table":
        """All rows of a table or view.

        Raises:
            QueryError: there is no table of that name.
        """
        import pyarrow.parquet as pq

        from cronica.warehouse.ask import query

        if name not in (names := self.tables):
            raise query.QueryError(query.no_table(name, list(names)))
        return pq.read_table(self.path / f"{name}.parquet")

    def sql(
        self, query: str, values: Mapping[str, object] | None = None, *, time_limit: float | None = 60.0
    ) -> "pa.Table":
        """The answer to a question in DuckDB's SQL.

        It runs in a process of its own that can read this release and nothing else.

        Args:
            query: one SELECT.
            values: the value of each ``$name`` in it.
            time_limit: seconds it may compute; None for no limit.

        Raises:
            QueryError: the question is wrong, is no SELECT, or needs more time or memory than allowed.
        """
        from cronica.warehouse.ask import query as asking

        return asking.run(self.path, query, values, time_limit=time_limit)

    def stream(
        self, query: str, values: Mapping[str, object] | None = None, *, time_limit: float | None = 60.0
    ) -> "AbstractContextManager[Answer]":
        """The answer to a question in batches of rows, while it is computed; arguments as for ``sql``.

        Use it in a ``with`` block: it has ``schema`` and ``batches``. Leaving the block ends the question.

        Raises:
            QueryError: as for ``sql``; it may come after some rows.
        """
        from cronica.warehouse.ask import query as asking

        return asking.stream(self.path, query, values, time_limit=time_limit)

    def query(
        self, name: str, *, time_limit: float | None = 60.0, **options: str | int | date | None
    ) -> "pa.Table":
        """The answer to a named question; ``cronica query`` and ``docs/queries.md`` list them.

        Args:
            name: of the question, such as ``timeline``.
            time_limit: seconds it may compute; None for no limit.
            options: what narrows it, such as ``body="GA"``, in any case. One whose name is a word of Python
                takes an underscore: ``from_="2010"``. A day may also be given as a month or a year.

        Raises:
            QueryError: there is no such question or option, or a value cannot be used.
        """
        from cronica.warehouse.ask.questions import questions
        from cronica.warehouse.ask.sandbox import QueryError

        if name not in questions():
            raise QueryError(f"no named question {name}: there are {', '.join(questions())}")
        question = questions()[name]
        return self.sql(question.sql, _values(self.path, question, options), time_limit=time_limit)

    def search(
        self,
        words: str,
        *,
        body: str | None = None,
        session: int | None = None,
        part: str | None = None,
        language: str | None = None,
        from_: str | date | None = None,
        to: str | date | None = None,
        limit: int = 20,
        time_limit: float | None = 60.0,
        on_index: Callable[[], None] = lambda: None,
    ) -> "pa.Table":
        """The paragraphs that have every word, in any of its forms, the best first.

        The first search of a release makes its index, in the cache folder of the user.

        Args:
            words: words, numbers and symbols.
            body: only documents of this body, such as ``GA``.
            session: only documents of this session.
            part: only this part of documents, such as ``operative``.
            language: only paragraphs in this language (ISO 639-1).
            from_: only documents dated on this day or later; a month or year will do.
            to: only documents dated on this day or earlier.
            limit: at most so many paragraphs.
            time_limit: seconds it may compute, the making of the index not counted; None for no limit.
            on_index: called before the index is made, which takes some seconds for a thousand documents.

        Returns:
            One row a paragraph: ``score``, date, symbol and title of the document, part and label,
            ``snippet`` with what was found between two asterisks, ``paragraph_id``, ``document_id``.

        Raises:
            QueryError: there is no word, or a day cannot be used.
        """
        from cronica.flows import settings
        from cronica.warehouse.ask.questions import parameters
        from cronica.warehouse.ask.search import Only
        from cronica.warehouse.ask.search import search as find

        given = {"body": body, "part": part, "from": from_, "to": to}
        body, part, first, last = (
            _value(self.path, parameters()[name], value) for name, value in given.items()
        )
        only = Only(body, session, part, first, last, language)
        cache = settings.load().cache / "search"
        return find(self.path, words, cache, only, limit=limit, time_limit=time_limit, on_index=on_index)

    def export(
        self,
        folder: str | Path,
        format: Literal["csv", "xlsx", "sqlite", "duckdb"] = "csv",
        tables: Iterable[str] = (),
    ) -> "Exported":
        """Copy tables for spreadsheets and other databases; a file of the same name is replaced.

        Args:
            folder: where to; made if it is not there.
            format: ``csv`` is a file a table, the others are one file of all tables.
            tables: names of tables and views; all when none is given.

        Returns:
            The files, the rows of each table, and what the format could not hold.

        Raises:
            QueryError: there is no such table, it is too long for the format, or the folder cannot be
                written.
        """
        from cronica.warehouse.ask import export

        return export.export(self.path, Path(folder), format, list(tables))


def _values(release: Path, question: "Question", options: Mapping[str, Any]) -> dict[str, object]:
    """The value of each parameter of a question, None where no option narrows it."""
    from cronica.warehouse.ask.sandbox import QueryError

    given = {name.removesuffix("_"): value for name, value in options.items()}
    known = {parameter.name: parameter for parameter in question.parameters}
    if unknown := sorted(given.keys() - known):
        takes = ", ".join(known) or "none"
        raise QueryError(f"{question.name} has no option {', '.join(unknown)}: its options are {takes}")
    return {name: _value(release, parameter, given.get(name)) for name, parameter in known.items()}


def _value(release: Path, parameter: "Parameter", given: Any) -> Any:
    """A value as a question takes it: a text as the release has it, a month or year as a day."""
    from cronica import period
    from cronica.warehouse.ask import filters
    from cronica.warehouse.ask.sandbox import QueryError

    if given is None:
        return None
    if parameter.held:
        return filters.held(release, parameter.held, parameter.name, given)
    parse = {"first_day": period.first_day, "last_day": period.last_day}.get(parameter.type)
    try:
        return parse(given) if parse else given
    except ValueError as error:
        raise QueryError(str(error)) from None
