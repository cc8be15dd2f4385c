"""How documents of a language are laid out in lines, and what begins their parts."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class PageNoise(Frozen):
    """Running heads and feet."""

    always: tuple[Template, ...] = ()
    rule: Template = NEVER
    of_symbol: tuple[Template, ...] = ()
    headed: Template = NEVER
    repeated: tuple[Template, ...] = ()


class Heading(Frozen):
    """The heading of a communication: how it begins, that it names its sender, how it ends, what follows."""

    begins: tuple[Template, ...] = ()
    names_sender: Template = NEVER
    ends: Template = NEVER
    body: tuple[Template, ...] = ()


class RunOn(Frozen):
    """What begins a line in a text whose line ends are lost."""

    head: tuple[Template, ...] = ()
    enacts: Template = NEVER
    whole: tuple[Template, ...] = ()
    begins: tuple[Template, ...] = ()
    heading: Template = NEVER
    number: Template = NEVER
    label: Template = NEVER
    clause: Template = NEVER
    signed: Template = NEVER


class UnderItem(Frozen):
    """A line of agenda items, and what under it begins something else than the title of an item."""

    line: Template = NEVER
    begins: Template = NEVER


class FrontMatter(Frozen):
    """The names of what is said over a text in Markdown."""

    title: Words = ()
    published: Words = ()


class Layout(PackFile):
    """Which lines belong together."""

    file: ClassVar[str] = "layout"

    fragments: dict[str, Template] = Field(default={})
    alone: tuple[Template, ...] = ()
    starts: tuple[Template, ...] = ()
    goes_on: Template = NEVER
    labels: tuple[Template, ...] = ()
    bare_labels: tuple[Template, ...] = ()
    clause_end: Template = NEVER
    joint: Template = NEVER
    communication: Heading = Heading()
    run_on: RunOn = RunOn()
    under_item: UnderItem = UnderItem()
    page_noise: PageNoise = PageNoise()
    page_number: Template = NEVER
    front_matter: FrontMatter = FrontMatter()
    after_day: Template = NEVER
    open_words: Words = ()
    open_end: Template = NEVER
    enclitics: Template = NEVER
    first_of_compound: Template = NEVER
    misread_words: dict[str, str] = Field(default={})
    lookalikes: dict[str, str] = Field(default={})


class Structure(PackFile):
    """What begins a part, a label or a heading."""

    file: ClassVar[str] = "structure"

    fragments: dict[str, Template] = Field(default={})
    numbered_title: tuple[Template, ...] = ()
    title_parts: Template = NEVER
    council_title: tuple[Template, ...] = ()
    roman_title: tuple[Template, ...] = ()
    union_title: tuple[Template, ...] = ()
    communication_title: tuple[Template, ...] = ()
    named_title: tuple[Template, ...] = ()
    enacting: tuple[Template, ...] = ()
    recital: Template = NEVER
    resolves: Template = NEVER
    annex: tuple[Template, ...] = ()
    closing: tuple[Template, ...] = ()
    closing_more: tuple[Template, ...] = ()
    signature: tuple[Template, ...] = ()
    farewell: Template = NEVER
    signed_name: Template = NEVER
    section_name: Template = NEVER
    called_title: Template = NEVER
    over_title: Template = NEVER
    contact: Template = NEVER
    place_and_day: Template = NEVER
    addressed: Template = NEVER
    index_line: Template = NEVER
    index_heading: Template = NEVER
    volume: Template = NEVER
    bare_heading: tuple[Template, ...] = ()
    named_heading: tuple[Template, ...] = ()
    labels: dict[str, Template] = Field(default={})
    heading_labels: dict[str, Template] = Field(default={})
    heading_no_end: str = ".,;:"
    heading_opens: str = ""
    heading_most_words: int = 30
