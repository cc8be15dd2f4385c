"""The words of a text in any script. Chinese sets no blanks between words: jieba's dictionary parts them.

The dictionary takes 33 MB as soon as it is imported, so it is imported where Chinese is met.
"""

import re
from collections.abc import Iterator
from typing import Literal

_RUN = re.compile(r"[^\W_]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def words(text: str, mode: Literal["default", "search"] = "default") -> Iterator[tuple[str, int, int]]:
    """The words and numbers of a text, each with its place, half-open, in code points.

    Args:
        text: in any language.
        mode: with ``search``, the words inside a longer Chinese word come as well: 大会 in 联合国大会.
    """
    for run in _RUN.finditer(text):
        if _HAN.search(run[0]):
            import rjieba

            for word, start, end in rjieba.tokenize(run[0], mode):
                yield word, run.start() + start, run.start() + end
        else:
            yield run[0], run.start(), run.end()


def parted(text: str) -> str:
    """A Chinese text with a blank between two words."""
    import rjieba

    return " ".join(rjieba.cut(text))
