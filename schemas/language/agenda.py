"""How a language names the items of an agenda."""

from typing import ClassVar

from cronica.schemas.language.base import PackFile, Template, Words
from cronica.schemas.model import Frozen
from pydantic import Field


class Kind(Frozen):
    """A kind of agenda, as in ``agenda_items.agenda_kind``, and how it is named."""

    kind: str
    words: Template


class Agenda(PackFile):
    """Items, agendas, and what is done with them."""

    file: ClassVar[str] = "agenda"

    signs: Words
    agendas: tuple[Kind, ...]
    quotes: tuple[str, ...]
    fragments: dict[str, Template] = Field(default={})
    plan: Template
    list_glue: Template
    range: Template
    numbered: tuple[Template, ...]
    title_after: Template
    titled: Template
    between: Template
    put_before: Template
    put_verb: Template
    onto_agenda: Template
    led_to: Template
    document: Template
    listed_item: Template
    listed_subitem: Template
    listed_reference: Template
    circulation: tuple[Template, ...]
