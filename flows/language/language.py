"""The pack of one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from cronica import seeds
from cronica.flows.language.folding import fold, without_accents
from cronica.flows.language.patterns import accents_optional, any_of, apostrophes_either, expand
from cronica.schemas.language import PackFile, Traits, Words, read_pack

P = TypeVar("P", bound=PackFile)


@dataclass(frozen=True, eq=False)
class Language:
    """A language. Equal only to itself and so a key of caches; made by :meth:`load`.

    Attributes:
        code: ISO 639-1.
        folder: where its pack stands.
    """

    code: str
    folder: Path

    @staticmethod
    def load(code: str, languages: Path = seeds.LANGUAGES) -> Language:
        """The language of that code, the same object each time.

        Args:
            code: ISO 639-1.
            languages: the folder that holds a folder for each language.

        Raises:
            ValueError: there is no pack for it.
        """
        return _loaded(code, languages)

    def pack(self, model: type[P]) -> P:
        """One file of the pack. A file that is missing is read as an empty one.

        Raises:
            ValueError: a key is unknown, missing or of the wrong type.
        """
        return read_pack(self.folder, model)

    def table(self, name: str) -> tuple[dict[str, str], ...]:
        """A CSV table of the pack, every cell as text; without rows where there is none."""
        path = self.folder / f"{name}.csv"
        return seeds.read_table(path) if path.exists() else ()

    @cached_property
    def traits(self) -> Traits:
        """How it is written and in which order it puts things."""
        return self.pack(Traits)

    @cached_property
    def words(self) -> Words:
        """Its small words."""
        return self.pack(Words)

    @staticmethod
    def fold(text: str) -> str:
        """``text`` for finding: lower case, no accents, ASCII digits, code point for code point."""
        return fold(text)

    def expand(self, template: str, fragments: Mapping[str, str] | None = None) -> str:
        """``template`` with every ``${name}`` replaced: by a fragment, or by a list of ``words.yml``.

        Raises:
            KeyError: a name stands for nothing.
        """
        return expand(template, {**self._word_fragments, **(fragments or {})})

    def pattern(
        self,
        template: str,
        fragments: Mapping[str, str] | None = None,
        *,
        folded: bool = False,
        accents: bool = False,
    ) -> re.Pattern[str]:
        """A compiled pattern, without regard to case.

        Args:
            template: the pattern.
            fragments: what ``${name}`` stands for, beside the lists of ``words.yml``.
            folded: it is matched on a text that :meth:`fold` returned.
            accents: whether accents count; capitals, telegrams and mail are often printed without.
        """
        expanded = self.expand(template, fragments)
        if folded:
            return re.compile(without_accents(expanded))
        expanded = apostrophes_either(expanded)
        return re.compile(expanded if accents else accents_optional(expanded), re.IGNORECASE)

    def latin_label(self, printed: str) -> str:
        """The letters of a label as the Latin ones they stand for, small and without blanks."""
        return "".join(self.words.letters.get(letter, letter) for letter in printed.lower().replace(" ", ""))

    @cached_property
    def label_letters(self) -> str:
        """The letters of labels, Latin or of another script, for a class of characters."""
        return "a-z" + "".join(self.words.letters)

    @cached_property
    def _word_fragments(self) -> dict[str, str]:
        lists = self.words.model_dump(by_alias=True, exclude={"letters"}).items()
        return self._edges | {
            name: f"(?:{words if isinstance(words, str) else any_of(words)})"
            for name, words in lists
            if words
        }

    @property
    def _edges(self) -> dict[str, str]:
        """What stands between two words, before the first letter of one and after its last, by the script."""
        if not self.traits.splits_words_with_blanks:
            return {"gap": r"\s*", "begins": "", "ends": ""}
        glued = "".join(rf"|(?<=\b{prefix})" for prefix in self.traits.prefixes)
        return {"gap": r"\s+", "begins": rf"(?:(?<!\w){glued})", "ends": r"(?![^\W\d_])"}


@cache
def _loaded(code: str, languages: Path) -> Language:
    folder = languages / code
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in languages.iterdir() if path.is_dir()))
        raise ValueError(f"there is no language pack {code!r}; there are packs for {known}")
    return Language(code, folder)
