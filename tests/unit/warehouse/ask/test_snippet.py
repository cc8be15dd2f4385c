import pytest

from cronica.warehouse.ask.snippet import snippet

LONG = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho"


def at(text: str, *parts: str) -> list[tuple[int, int]]:
    return [(text.index(part), text.index(part) + len(part)) for part in parts]


@pytest.mark.parametrize(
    ("text", "parts", "width", "shown"),
    [
        ("La paz y el desarme.", ["desarme", "paz"], 99, "La **paz** y el **desarme**."),
        ("La paz y el desarme.", [], 99, "La paz y el desarme."),
        ("su resolución 75/1, anexo", ["resolución 75/1", "75/1", "1"], 99, "su **resolución 75/1**, anexo"),
        ("联合国大会", ["大会", "联合国"], 99, "**联合国大会**"),
        (LONG, ["uno"], 20, "**uno** dos tres cuatro…"),
        (LONG, ["dieciocho"], 31, "…dieciséis diecisiete **dieciocho**"),
        (LONG, ["nueve"], 30, "…siete ocho **nueve** diez once…"),
        (LONG, ["uno", "nueve", "once"], 30, "…ocho **nueve** diez **once** doce…"),
        (LONG, [], 20, "uno dos tres cuatro…"),
        ("x" * 50, [], 20, "x" * 20 + "…"),
        ("", [], 20, ""),
    ],
)
def test_the_piece_with_most_of_what_was_found_is_shown(text, parts, width, shown):
    assert snippet(text, at(text, *parts), width) == shown


def test_one_word_found_often_counts_once():
    text = "paz paz paz paz " + "relleno " * 10 + "paz y desarme"
    spans = [(0, 3), (4, 7), (8, 11), (12, 15), *at(text, "paz y"), *at(text, "desarme")]
    assert snippet(text, spans, 30).endswith("**paz y** **desarme**")
