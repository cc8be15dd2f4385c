"""How a language names the items of an agenda."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Kind(Frozen):
    """A kind of agenda, as in ``agenda_items.agenda_kind``, and how it is named."""

    kind: str
    words: Template


class Agenda(PackFile):
    """Items, agendas, and what is done with them."""

    file: ClassVar[str] = "agenda"

    signs: Words = ()
    agendas: tuple[Kind, ...] = ()
    quotes: tuple[str, ...] = ()
    fragments: dict[str, Template] = Field(default={})
    plan: Template = NEVER
    before_letter: Template = r"\s*[.-]?\s*"
    after_letter: Template = r"\)"
    list_glue: Template = NEVER
    range: Template = NEVER
    numbered: tuple[Template, ...] = ()
    alone: tuple[Template, ...] = ()
    title_inside: Template = r"(?P<item>(?!))"
    title_after: Template = NEVER
    titled: Template = NEVER
    between: Template = NEVER
    put_before: Template = NEVER
    put_verb: Template = NEVER
    onto_agenda: Template = NEVER
    led_to: Template = NEVER
    document: Template = NEVER
    listed_item: Template = NEVER
    list_ends: Template = NEVER
    listed_subitem: Template = NEVER
    listed_reference: Template = NEVER
    put_off: Template = NEVER
    circulation: tuple[Template, ...] = ()
