"""Texts that attack the patterns of the reader: every quantified piece of each, repeated a long way and then broken.

    python -m tests.hostile.patterns            # the time each pattern takes on its own attacks, worst first
    python -m tests.hostile.patterns --attacks  # the attacks, as JSON

The patterns are those the reading of the bundled documents compiles, so a new pattern is attacked without being named.
"""

import json
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_LONG = 9
"""A piece that may stand more often than this can be repeated without end, for what an attack can tell."""
_CATEGORIES = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a"}
_OTHERS = "a A1,.(-/*_[é¹;:“\n\\x"
"""Characters tried in turn for a set that leaves some out."""
BREAK = "¡"
"""A character no pattern asks for."""


def compiled() -> dict[str, int]:
    """Pattern → flags, of all patterns of this project that reading the bundled documents compiles.

    Call it before anything of the project is imported.
    """
    flows = str(Path(__file__).parents[2] / "flows")
    found: dict[str, int] = {}
    compile_ = re._compile

    def record(pattern, flags):
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        if frame and frame.f_code.co_filename.startswith(flows) and isinstance(pattern, str):
            found[pattern] = int(flags)
        return compile_(pattern, flags)

    re._compile = record
    try:
        from cronica import seeds
        from tests.hostile.reading import read_text

        for path in sorted(seeds.DOCUMENTS.glob("*.txt")):
            read_text(path.read_text(encoding="utf-8"))
        for module in ("html", "pdf", "docx", "akn"):
            __import__(f"cronica.flows.extract.formats.{module}")
    finally:
        re._compile = compile_
    return found


def attacks(pattern: str, flags: int = 0) -> list[tuple[str, str]]:
    """What stands before a quantified piece of the pattern and the piece, for each such piece."""
    return list(dict.fromkeys(_attacks(list(re._parser.parse(pattern, flags)), "")))


def _attacks(nodes: list, before: str) -> Iterator[tuple[str, str]]:
    for name, value in ((str(op), value) for op, value in nodes):
        if name in _REPEATS:
            _, most, item = value
            if most > _LONG:
                yield from ((before, piece) for piece in _pieces(list(item)) if piece)
            yield from _attacks(list(item), before)
        for inner in _inside(name, value):
            yield from _attacks(list(inner), before)
        before += _least(name, value)


def _inside(name: str, value) -> list:
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "BRANCH":
        return value[1]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if name == "ATOMIC_GROUP" else []


def _pieces(nodes: list) -> list[str]:
    """The shortest texts a sequence matches: one for each way of its first branch."""
    for place, (op, value) in enumerate(nodes):
        if str(op) in ("BRANCH", "SUBPATTERN") and (inner := _inside(str(op), value)):
            rest = _text(nodes[place + 1 :])
            return [
                _text(nodes[:place]) + piece + rest for each in inner[:12] for piece in _pieces(list(each))
            ]
    return list(dict.fromkeys([_text(nodes), _text(nodes, longest=True)]))


def _text(nodes: list, *, longest: bool = False) -> str:
    return "".join(_least(str(op), value, longest=longest) for op, value in nodes)


def _least(name: str, value, *, longest: bool = False) -> str:
    """A short text one node matches; ``longest`` takes what may be left out once."""
    if name == "LITERAL":
        return chr(value)
    if name in ("NOT_LITERAL", "ANY"):
        return next(each for each in _OTHERS if name == "ANY" or ord(each) != value)
    if name == "IN":
        return _member(value)
    if name in _REPEATS:
        return _text(list(value[2]), longest=longest) * max(value[0], int(longest))
    if name == "SUBPATTERN":
        return _text(list(value[3]), longest=longest)
    if name == "BRANCH":
        return _text(list(value[1][0]), longest=longest)
    return _text(list(value), longest=longest) if name == "ATOMIC_GROUP" else ""


def _member(items: list) -> str:
    kinds = [str(op) for op, _ in items]
    if kinds[0] == "NEGATE" or any(str(value).startswith("CATEGORY_NOT") for _, value in items):
        inside = re.compile(
            "|".join(_source(op, value) for op, value in items if str(op) != "NEGATE") or "(?!)"
        )
        wanted = kinds[0] != "NEGATE"
        return next((each for each in _OTHERS if bool(inside.fullmatch(each)) is wanted), "")
    op, value = items[0]
    if str(op) == "LITERAL":
        return chr(value)
    return chr(value[0]) if str(op) == "RANGE" else _CATEGORIES.get(str(value), "")


def _source(op, value) -> str:
    name = str(op)
    if name == "LITERAL":
        return re.escape(chr(value))
    if name == "RANGE":
        return f"[{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}]"
    letter = {"SPACE": "s", "DIGIT": "d", "WORD": "w"}[str(value).rpartition("_")[2]]
    return "\\" + (letter.upper() if "_NOT_" in str(value) else letter)


def _seconds(pattern: re.Pattern, text: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def main() -> None:
    """Print what the command line asks for."""
    found = {pattern: (flags, attacks(pattern, flags)) for pattern, flags in compiled().items()}
    if "--attacks" in sys.argv:
        print(json.dumps([one for _, made in found.values() for one in made], ensure_ascii=False, indent=0))
        return

    def stop(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    lines = []
    for pattern, (flags, made) in found.items():
        machine = re.compile(pattern, flags)
        for before, piece in made:
            times = []
            for length in (500, 2_000):
                signal.setitimer(signal.ITIMER_REAL, 2)
                try:
                    times.append(_seconds(machine, before + piece * (length // len(piece)) + BREAK))
                except TimeoutError:
                    times.append(99.0)
                    break
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
            if times[-1] > 0.01:
                lines.append((times[-1], times[0], before, piece, pattern))
    for last, first, before, piece, pattern in sorted(lines, reverse=True):
        print(f"{first:8.3f} {last:8.3f} s  {before[-30:]!r} + {piece[:30]!r}  {pattern[:150]!r}")
    print(f"{len(found)} patterns, {sum(len(made) for _, made in found.values())} attacks, {len(lines)} slow")


if __name__ == "__main__":
    main()
