"""How a language names the acts it cites."""

from typing import ClassVar

from cronica.schemas.language.base import PackFile, Template
from cronica.schemas.model import Frozen


class Organ(Frozen):
    """A body that adopts acts, and how it is named beside a number."""

    body: str
    name: Template


class Citations(PackFile):
    """Acts, who adopted them, and what stands between them."""

    file: ClassVar[str] = "citations"

    nouns: dict[str, Template]
    article: Template
    organs: tuple[Organ, ...]
    short_council: dict[str, str]
    founded_by: Template
    report_act: Template
    list_glue: Template
    date_glue: Template
    pinpoint_after: Template
    pinpoint_before: Template
    by_title_word: str
    by_title: Template
