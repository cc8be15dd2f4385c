"""How an operative paragraph asks, invites or decides: who is to do what."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Act(Frozen):
    """A verb that asks for something.

    Attributes:
        lemma: as in ``openings.csv``, which has its forms and its English.
        act_class: as in ``requests.act_class``.
        asks: what stands before each thing asked, the name of one of ``Requests.clauses``.
    """

    lemma: str
    act_class: str
    asks: str


class Repeated(Frozen):
    """Verbs that repeat an act named by a noun (*reitera su solicitud*), and the verb of that noun.

    ``phrase`` matches from the verb on, with the noun in the group ``noun``; ``${noun}`` is any of them.
    """

    verbs: Words = ()
    phrase: Template = NEVER
    nouns: dict[str, str] = Field(default={})


class Addressee(Frozen):
    """Who is asked.

    Attributes:
        before: what stands before the first one (*al*, *a los*).
        joins: what parts two; the group ``again`` repeats the word before the first.
        listed: after these, what is joined may be part of the same name (*para la Educación y la Cultura*).
        goes_on: words that begin another part of the same name where they follow a join.
        articles: what a name is given without at its start.
        left_out: words that a name is given without anywhere.
        ends: what begins an apposition.
        tags: conditions (*que aún no lo hayan hecho*).
        agents: patterns of words that begin the name of somebody who can act; ``before_agent`` what may stand
            before them.
        name: the rest of a name after one of them, in the printed text.
        named: what stands before somebody whom a later pronoun may mean, with the groups ``article`` and
            ``of``, which is there before a name that only belongs to another.
        agrees: pronoun → the articles of whom it may mean; ``several`` → those of each in one list.
        plural: a word for several, where the article does not tell.
        things: nouns of what is asked in the place of who is (*exhorta a la plena aplicación*).
        pronouns: an addressee named before, in its place or before the verb.
        latter: those of them that stand for who is named last, asked or not.
        inverted: what stands before who is asked after what is asked (*participar a los representantes*).
        agent: who is to do what is asked in the passive.
        is_passive: how a clause in the passive begins.
        is_plural: a verb of several who act, where its form shows it.
    """

    before: Template = ""
    joins: Template = NEVER
    listed: Template = NEVER
    goes_on: Template = NEVER
    articles: Template = ""
    left_out: Template = NEVER
    ends: Template = NEVER
    tags: Template = NEVER
    before_agent: Template = ""
    agents: Words = ()
    name: Template = ""
    named: Template = NEVER
    agrees: dict[str, Template] = Field(default={})
    several: dict[str, Template] = Field(default={})
    plural: Template = r"\w+"
    things: Template = NEVER
    pronouns: Template = NEVER
    latter: Template = NEVER
    inverted: Template = NEVER
    agent: Template = NEVER
    is_passive: Template = NEVER
    is_plural: Template = NEVER


class Deliverable(Frozen):
    """What is to be delivered, by how what is asked begins."""

    kind: str
    pattern: Template


class Due(Frozen):
    """Words before or around what says when.

    Attributes:
        before_session: what stands before a session in which something is due.
        same_session: a session named before in the same paragraph.
        before_date: what stands before a date by which something is due.
        on_date: what stands before one on which it is delivered.
        after_date: what stands after a date by which something is due.
        not_date: words before a date that is none by which something is due.
        held_in: what stands between a session and the date on which it is held.
        again: what parts two dates of two things of one kind (*un informe en 2024 y otro en 2026*).
        this_session: the session of the document; ``next_session`` that after it.
        event: an occasion that has no number and no date; the group ``span`` is a time that something takes.
        past: words before a session that was held; ``held`` those after it.
    """

    before_session: Template = NEVER
    same_session: Template = NEVER
    before_date: Template = NEVER
    on_date: Template = NEVER
    after_date: Template = NEVER
    not_date: Template = NEVER
    held_in: Template = NEVER
    again: Template = NEVER
    this_session: Template = NEVER
    next_session: Template = NEVER
    event: Template = NEVER
    past: Template = NEVER
    held: Template = NEVER


class Requests(PackFile):
    """The words around acts; patterns are for the folded text.

    Attributes:
        acts: the verbs that count.
        repeated: acts that are named by a noun.
        before_act: what stands before the verb of another main clause.
        not_act: a verb there that asks nothing.
        after_act: what may stand between the verb and who is asked.
        clauses: what stands before each thing asked, by its kind; ``otherwise`` what may stand for it.
        at_once: where what is asked follows the act without anything between.
        another: what stands between two things asked; ``another_verb`` between it and a second verb,
            ``not_another`` before it where it parts no two.
        describing: verbs after it that tell more of what is asked.
        verbs: verbs of what is asked, in the form they have there; an ending may follow (``verb_ending``).
        verb_ending: see ``verbs``.
        joined_verb: a second verb of one clause, where not every infinitive is one; ``${listed}`` is one of
            ``verbs``.
        any_verb: a word in the place of a verb that ends like one of ``verbs``.
        infinitive: a verb of what is asked that is no subordinate clause; a fragment of other patterns.
        clitics: pronouns before a verb.
        future_verb: a verb of what is decided, in the printed text.
        printed_verb: one of what is asked that the folded text does not show (*dé*).
        before_verb: what may stand between the beginning of a clause and its verb.
        not_verb: what stands before a word that only looks like a verb.
        carriers: verbs that carry the one that tells what is to be done (*siga*, *vuelva a*).
        deliverables: tried in order on what is asked.
        yields: deliverables that a second verb of one clause may add.
        frequencies: how often, tried in order; each begins where a word does.
        of_thing: those of their words that tell how often there is a thing, not how often it is done.
        recipient: to whom, with the group ``name``, or up to where a name begins (``${agent}``);
            ``body`` is the body itself, by a pronoun.
        existing_resources: the clause that no more money is given.
        topic: what it is about, in the group ``topic``.
    """

    file: ClassVar[str] = "requests"

    fragments: dict[str, Template] = Field(default={})
    acts: tuple[Act, ...] = ()
    repeated: Repeated = Field(default=Repeated())
    before_act: Template = NEVER
    not_act: Template = NEVER
    after_act: Template = ""
    clauses: dict[str, Template] = Field(default={})
    otherwise: Template = NEVER
    at_once: Template = NEVER
    another: Template = NEVER
    another_verb: Template = ""
    not_another: Template = NEVER
    describing: Template = NEVER
    verbs: Words = ()
    verb_ending: Template = ""
    joined_verb: Template = ""
    any_verb: Template = NEVER
    infinitive: Template = NEVER
    clitics: Template = ""
    future_verb: Template = NEVER
    printed_verb: Template = NEVER
    before_verb: Template = ""
    not_verb: Template = NEVER
    carriers: Template = NEVER
    addressee: Addressee = Field(default=Addressee())
    deliverables: tuple[Deliverable, ...] = ()
    yields: Words = ()
    due: Due = Field(default=Due())
    frequencies: tuple[Deliverable, ...] = ()
    of_thing: Template = NEVER
    recipient: Template = NEVER
    body: Template = NEVER
    existing_resources: Template = NEVER
    topic: Template = NEVER
