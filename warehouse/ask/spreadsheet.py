"""Texts for a spreadsheet, which takes some of them for formulas and would run them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

# What a spreadsheet takes for a formula when a cell of a CSV file begins with it.
FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"


def guard(column: "pa.Array | pa.ChunkedArray") -> Any:
    """A column in which each text that would be a formula has an apostrophe before it.

    Columns that hold no texts stay as they are.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode() if isinstance(column, pa.Array) else column.cast(pa.string())
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    apostrophe = pa.scalar("'", column.type)
    guarded = pc.binary_join_element_wise(apostrophe, column, pa.scalar("", column.type))
    return pc.if_else(pc.match_substring_regex(column, FORMULA), guarded, column)
