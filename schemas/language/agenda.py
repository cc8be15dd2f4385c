"""How a language names the items of an agenda."""

from typing import ClassVar

from cronica.schemas.language.base import PackFile, Template, Words
from cronica.schemas.model import Frozen


class Kind(Frozen):
    """A kind of agenda, as in ``agenda_items.agenda_kind``, and how it is named."""

    kind: str
    words: Template


class Agenda(PackFile):
    """Items, agendas, and what is done with them."""

    file: ClassVar[str] = "agenda"

    item: Template
    signs: Words
    subitem: Template
    agendas: tuple[Kind, ...]
    document: Template
    listed_item: Template
    listed_subitem: Template
    listed_reference: Template
    plan: Template
    under: Template
    considered: Template
    titled: Template
    quotes: tuple[str, ...]
    include: Template
    past: Template
    new_act: Template
    between: Template
    circulation: tuple[Template, ...]
