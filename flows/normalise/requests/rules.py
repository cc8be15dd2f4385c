"""The patterns of ``requests.yml``, compiled for one language."""

from __future__ import annotations

import re
from functools import cache

from cronica.flows.language import Language, any_of, fold
from cronica.flows.language.patterns import one_of
from cronica.schemas.language import Openings, Requests
from cronica.schemas.language.requests import Act

FORMS = ["operative_forms", "preamble_forms"]
"""The columns of ``openings.csv`` with the forms of a verb."""


class Rules:
    """The patterns of one language; all but ``future``, ``printed`` and ``past`` are for the folded text."""

    def __init__(self, language: Language) -> None:
        self.pack = pack = language.pack(Requests)

        nouns = pack.repeated.nouns
        who = pack.addressee
        agent = f"${{begins}}{who.before_agent}{one_of(who.agents)}${{ends}}"
        verb = f"${{begins}}(?:{any_of(map(fold, pack.verbs))}){pack.verb_ending}${{ends}}"
        fragments = {
            **pack.fragments,
            "infinitive": pack.infinitive,
            "noun": any_of(nouns),
            "agent": agent,
            "listed": verb,
            "clitics": pack.clitics,
        }

        def compiled(pattern: str, *, folded: bool = True) -> re.Pattern[str]:
            return language.pattern(pattern, fragments, folded=folded, accents=True)

        self.acts = {act.lemma: act for act in pack.acts}
        self.by_name = {fold(lemma): act for lemma, act in self.acts.items()}
        self.act_name = compiled(rf"(?:{any_of(self.by_name)})\b")
        self.english = {row["lemma"]: row["english"] for row in language.table("openings")}
        # Where words have but one form, that of the preamble asks, too.
        kinds = ["operative_forms"] if language.traits.splits_words_with_blanks else FORMS
        present = {
            fold(form): row["lemma"]
            for row in language.table("openings")
            for forms in kinds
            for form in row[forms].split("|")
            if form
        }
        openings = language.pack(Openings)
        self.carried = language.pattern(openings.patterns.carried, folded=True)
        carriers = frozenset(openings.carriers)
        lemmas = {*(act.lemma.split()[0] for act in pack.acts), *pack.repeated.verbs, *carriers}
        self.asking = {form: lemma for form, lemma in present.items() if lemma in lemmas}
        self.repeated = compiled(pack.repeated.phrase)
        self.repeats = {noun: self.acts[lemma] for noun, lemma in nouns.items()}
        self.main_verb = compiled(rf"{pack.before_act}(?!{pack.not_act})(?P<verb>{any_of(present)})${{ends}}")
        self.act_verb = compiled(f"${{begins}}(?:{any_of(self.asking)})${{ends}}")
        self.after_act = compiled(pack.after_act)
        self.clauses = {name: compiled(pattern) for name, pattern in pack.clauses.items()}
        any_clause = one_of([*pack.clauses.values(), pack.otherwise])
        self.others = compiled(f"{pack.another}(?P<marker>{any_clause})")
        named = rf"{pack.another}{who.before}(?P<who>[^;:]{{2,160}}?)\s*"
        self.addressed = {
            name: compiled(f"{named}(?P<marker>{pattern})") for name, pattern in pack.clauses.items()
        }
        self.otherwise, self.at_once = compiled(pack.otherwise), compiled(pack.at_once)
        self.before_verb, self.clitics = compiled(pack.before_verb), compiled(rf"{pack.clitics}$")
        self.before_pronouns, self.second_word = compiled(pack.clitics), compiled(rf"{pack.clitics}\w+")
        joined = pack.joined_verb or f"(?:{verb}|{pack.infinitive})"
        second = rf"{pack.another}{pack.another_verb}(?P<asked>{pack.clitics}{joined})"
        self.chain = compiled(rf"(?<=\w\s){joined}(?:\s*,\s*{joined})*\s*$")
        self.verb, self.second_verb = compiled(verb), compiled(second)
        self.asked_item = compiled(rf"{pack.another_verb}(?P<asked>{pack.clitics}{verb})")
        self.any_verb, self.not_date = compiled(pack.any_verb), compiled(pack.due.not_date)
        self.this_session = compiled(pack.due.this_session)
        self.next_session, self.again = compiled(pack.due.next_session), compiled(pack.due.again)
        self.another, self.not_another = compiled(pack.another), compiled(pack.not_another)
        self.describing = compiled(pack.describing)
        self.infinitive, self.listed_verb = compiled(pack.infinitive), compiled(rf"{pack.clitics}{verb}")
        self.future, self.printed = (
            compiled(verb, folded=False) for verb in (pack.future_verb, pack.printed_verb)
        )
        self.not_verb = compiled(pack.not_verb)
        self.carriers = compiled(pack.carriers)
        self.before, self.joins, self.goes_on = map(compiled, (who.before, who.joins, who.goes_on))
        self.articles, self.left_out, self.ends = map(compiled, (who.articles, who.left_out, who.ends))
        self.tags, self.pronouns = map(compiled, (who.tags, who.pronouns))
        self.named, self.latter = compiled(who.named), compiled(who.latter)
        self.agrees = {pronoun: compiled(articles) for pronoun, articles in who.agrees.items()}
        self.several = {pronoun: compiled(articles) for pronoun, articles in who.several.items()}
        self.agents, self.things, self.plural = map(compiled, (agent, who.things, who.plural))
        self.other_subject = compiled(f"{pack.another}(?P<marker>{self.agents.pattern})")
        self.name = compiled(who.name, folded=False)
        self.listed, self.inverted = compiled(who.listed), compiled(who.inverted)
        self.agent, self.is_passive = compiled(who.agent), compiled(who.is_passive)
        self.is_plural = compiled(who.is_plural)
        self.kinds = [each.kind for each in pack.deliverables]
        self.deliverables = compiled(
            one_of(f"(?P<k{n}>{x.pattern})" for n, x in enumerate(pack.deliverables))
        )
        often = one_of(f"(?P<{each.kind}>{each.pattern})" for each in pack.frequencies)
        self.frequencies = compiled(f"${{begins}}{often}")
        self.of_thing = compiled(pack.of_thing)
        self.recipient, self.body = compiled(pack.recipient), compiled(pack.body)
        self.existing_resources, self.topic = compiled(pack.existing_resources), compiled(pack.topic)
        due = pack.due
        self.before_session, self.before_date = compiled(due.before_session), compiled(due.before_date)
        self.on_date, self.after_date = compiled(due.on_date), compiled(due.after_date)
        self.same_session, self.event = compiled(due.same_session), compiled(due.event)
        self.held, self.held_in = compiled(due.held), compiled(due.held_in)
        self.past = compiled(due.past, folded=False)

    def act_of(self, lemma: str) -> Act | None:
        """The act that an opening phrase with this lemma is."""
        return self.acts.get(lemma) or self.acts.get(lemma.split()[0])


@cache
def rules(language: Language) -> Rules:
    """The patterns of a language."""
    return Rules(language)
