"""The piece of a paragraph that shows why a search found it."""

from collections.abc import Iterable

Span = tuple[int, int]

WIDTH = 240
MARK = "**"  # on both sides of what was found, as in Markdown


def snippet(text: str, found: Iterable[Span], width: int = WIDTH) -> str:
    """The part of a text in which most different words were found, each between two marks.

    Args:
        text: a paragraph.
        found: start and end of each place to mark; where they overlap or touch they are marked as one.
        width: characters of the text to show at most, the marks and the ellipses not counted. It begins and
            ends with a whole word, unless one word is longer than that.
    """
    spans = _apart(found)
    start, end = _window(text, spans, width)
    pieces = ["…" if start else ""]
    at = start
    for first, last in spans:
        if start <= first and last <= end:
            pieces += [text[at:first], MARK, text[first:last], MARK]
            at = last
    pieces += [text[at:end], "…" if end < len(text) else ""]
    return "".join(pieces)


def _apart(found: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch as one."""
    spans: list[Span] = []
    for start, end in sorted(found):
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _window(text: str, spans: list[Span], width: int) -> Span:
    """Where the piece begins and ends: around the stretch with most different words, the first of equals."""
    if len(text) <= width:
        return 0, len(text)
    stretches = [
        [span for span in spans if first <= span[0] and span[1] <= first + width] for first, _ in spans
    ]
    fullest = max(stretches, key=lambda each: len({text[a:b].lower() for a, b in each}), default=[]) or [
        (0, 0)
    ]
    spare = max(0, width - (fullest[-1][1] - fullest[0][0])) // 2
    start = min(max(0, fullest[0][0] - spare), len(text) - width)
    end = start + width
    if start:
        start = text.find(" ", start, fullest[0][0]) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", fullest[-1][1], end)
        end = cut if cut > 0 else end
    return start, end
