"""How a language names the acts it cites."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Organ(Frozen):
    """A body that adopts acts, and how it is named beside a number."""

    body: str
    name: Template


class Adoption(Frozen):
    """How a text tells when an act was adopted.

    ``${organ}`` stands for an organ with its article, ``${noun}`` for the noun of an act.

    Attributes:
        told: what follows the act, to the words on its adoption; groups ``several`` for more acts than one,
            ``by`` and ``who`` for who adopted it.
        to_day: what stands between those words and the day; ``next_day``, between two days of a list.
        all_on: what stands between the last act of a list and the day that all were adopted.
        before: what stands between a day and the act adopted then.
        then_day: what stands before a day that the act follows; ``act_after_day``, between the two.
        adopts: what stands before an act that is followed by its day; ``on_day``, between the two.
    """

    told: Template = r"(?P<several>(?P<by>(?P<who>(?!))))"
    to_day: Template = NEVER
    next_day: Template = NEVER
    all_on: Template = NEVER
    before: Template = NEVER
    then_day: Template = NEVER
    act_after_day: Template = NEVER
    adopts: Template = NEVER
    on_day: Template = NEVER


class Citations(PackFile):
    """Acts, who adopted them, and what stands between them.

    Attributes:
        nouns: what each kind of act is called.
        before_serial: what stands before a number of the series that ran on through the sessions.
        next_serial: what stands between two such numbers of a list; ``serial_without_noun``, before one that
            follows another in its sentence without a noun of its own.
        assembly_letters: what the General Assembly's numbers may begin with.
        union_domains: the domains of acts of the European Union, which stand beside their numbers.
        union_number: the sign before such a number.
        part_names: words for part letters, and the letters they stand for.
        session_signs: letters before the number of a session in brackets where other languages print a roman
            numeral, and what they come to before it: nothing, ``S-`` or ``ES-``.
        conference_sign: letters of a conference in the numbers of its decisions where others print Latin
            ones; ``conferences``, the Latin ones with the words that tell which of them is meant.
        other_act: what stands before the number of an act that has no symbol: of a court, of a parliament.
        other_and: a word of another language that may join part letters.
        sentence_break: the end of a sentence.
        article: what stands between a noun and an organ; ``of_organ``, between a number and the organ that
            adopted the act (the article, where it is not given).
        organs: who adopts acts; the first whose name fits counts. Names are matched in the letters given.
        short_council: the body that the bare word for a council means, by the form of the number beside it;
            ``short_commission``, the one for a commission.
        own_act: what stands between an organ and an act of its own.
        own_noun: a noun that has *its* written onto it.
        founded_by: what stands between an organ and the act that founded it.
        report_act: what stands between a report and the act printed in it.
        list_glue: what may stand between two numbers of one list.
        date_glue: what may stand between a number and its date.
        adoption: how the adoption of an act is told.
        in_bracket: what stands between a date and the act or document in brackets that it dates.
        dated_act: what leads to the date of an act; ``dated_document``, of a document; ``next_dated``, from
            one dated document to the date of the next.
        place: a place in an act; ``pinpoint_after`` one printed after it, ``pinpoint_before`` one before it.
        same_source: the ``word`` in a note by which it cites what the note before it cites.
        by_title: an act that is named by its title alone; it holds ``by_title_word``.
    """

    file: ClassVar[str] = "citations"

    nouns: dict[str, Template] = Field(default={"resolution": NEVER})
    before_serial: Template = NEVER
    next_serial: Template = NEVER
    serial_without_noun: Template = NEVER
    other_act: Template = NEVER
    assembly_letters: str = "GA"
    union_domains: Words = ("EU",)
    union_number: Template = NEVER
    part_names: dict[str, str] = Field(default={})
    session_signs: dict[str, str] = Field(default={})
    conference_sign: Template = NEVER
    conferences: dict[str, Template] = Field(default={})
    other_and: Template = NEVER
    sentence_break: Template = NEVER
    article: Template = NEVER
    of_organ: Template | None = None
    organs: tuple[Organ, ...] = (Organ(body="other", name=NEVER),)
    short_council: dict[str, str] = Field(default={})
    short_commission: dict[str, str] = Field(default={})
    own_act: Template = NEVER
    own_noun: Template = NEVER
    founded_by: Template = NEVER
    report_act: Template = NEVER
    list_glue: Template = NEVER
    date_glue: Template = NEVER
    adoption: Adoption = Adoption()
    in_bracket: Template = NEVER
    dated_act: Template = NEVER
    dated_document: Template = NEVER
    next_dated: Template = NEVER
    place: Template = NEVER
    pinpoint_after: Template = NEVER
    pinpoint_before: Template = NEVER
    same_source: Template = r"(?P<word>(?!))"
    by_title_word: str = ""
    by_title: Template = NEVER
