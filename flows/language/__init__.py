"""A language as data: its pack, its words, and the two views of a text that finders search.

::

    language = Language.load("es")           # the same object each time; a second argument is another folder
    language.traits.has_case, language.words.and_
    language.pack(Agenda)                    # a file of the pack, as its model in cronica.schemas.language
    language.table("ordinals")               # a CSV table of the pack
    language.pattern(template, fragments)    # a compiled pattern
    language.fold(text)                      # the text for finding, as long as it was

**Templates.** A pattern of a pack is a regular expression in which ``${name}`` stands for a fragment: one of
those given, or a list of ``words.yml``, as in ``${and}``. ``${begins}``, ``${gap}`` and ``${ends}`` are the
edges of words and what stands between two, by the traits of the script. There is no other mechanism.

**Case.** Words and patterns are written in lower case. They match without regard to case, except inside
``(?-i:…)``. A finder that searches the folded view asks for ``folded=True``: accents do not count there.

**Caches.** What a finder compiles it keeps by language: ``@cache def _patterns(language: Language)``.
"""

from cronica.flows.language.folding import fold, folded, lowered, narrowed
from cronica.flows.language.language import Language
from cronica.flows.language.patterns import any_of, expand

__all__ = ["Language", "any_of", "expand", "fold", "folded", "lowered", "narrowed"]
