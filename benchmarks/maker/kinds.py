"""The kinds of documents that are made: how each is laid out, and what its head is known to say."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks.maker.slots import Slots, council_numbers, day_of_act, mark, phrases, roman, spans

Known = dict[str, Any]
FEWEST, TYPICAL, MOST = 8, 20, 56
"""Sentences of a document: the bounds, and the middle of a long-tailed spread."""


def assembly_resolution(number: int, slots: Slots) -> tuple[list[str], Known]:
    """A resolution of the General Assembly."""
    session, serial = _session_and_serial(number)
    adopted = day_of_act(f"A/RES/{session}/{serial}", *spans("GA")[session])
    title, (line, items) = _title(slots), _agenda(slots)
    issued, meeting = adopted + timedelta(slots.random.randint(5, 60)), slots.random.randint(1, 120)
    text = [
        "Asamblea General",
        f"Distr. general\n{slots.dated(issued)}",
        f"{slots.own_session(session).capitalize()} período de sesiones\n{line} del programa",
        f"Resolución aprobada por la Asamblea General el {slots.dated(adopted)}",
        slots.one_of("assembly_origin"),
        f"{session}/{serial}. {title}",
        "La Asamblea General,",
        *_acts(slots, "assembly"),
        f"{meeting}ª sesión plenaria\n{slots.dated(adopted)}",
        *(f"{mark(place)} {note}" for place, note in enumerate(slots.notes, 1)),
    ]
    return text, {
        "kind": "resolution",
        "symbol": f"A/RES/{session}/{serial}",
        "session": session,
        "doc_date": issued.isoformat(),
        "adoption_date": adopted.isoformat(),
        "meeting": meeting,
        "title": title,
        "agenda_items": items,
    }


def council_resolution(number: int, slots: Slots) -> tuple[list[str], Known]:
    """A resolution of the Security Council."""
    years = [year for year in council_numbers() if 1996 <= year <= 2024]
    year = years[number % len(years)]
    first, last = council_numbers()[year]
    serial = first + number // len(years) % (last - first + 1)
    adopted = day_of_act(f"S/RES/{serial}({year})", date(year, 1, 1), date(year, 12, 31))
    meeting = slots.random.randint(3620, 9800)
    text = [
        f"Resolución {serial} ({year})",
        f"Aprobada por el Consejo de Seguridad en su {meeting}ª sesión, celebrada el {slots.dated(adopted)}",
        "El Consejo de Seguridad,",
        *_acts(slots, "council"),
    ]
    return text, {
        "kind": "resolution",
        "symbol": f"S/RES/{serial}({year})",
        "session": None,
        "adoption_date": adopted.isoformat(),
        "meeting": meeting,
        "agenda_items": [],
    }


def letter(number: int, slots: Slots) -> tuple[list[str], Known]:
    """A letter with a declaration as its annex."""
    written, (line, items) = slots.any_day(), _agenda(slots)
    sender = f"el Representante Permanente de {slots.state()} ante las Naciones Unidas"
    title, annex = (
        f"{what} de fecha {slots.dated(written)} dirigida al Secretario General por {sender}"
        for what in ("Carta", "Anexo de la carta")
    )
    article = "los" if "Temas" in line else "el"
    text = [
        title,
        f"Tengo el honor de transmitir una declaración conjunta sobre {slots.topic()} (véase el anexo).",
        "Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de "
        f"la Asamblea General en relación con {article} {line.lower()} del programa.",
        f"(Firmado) {slots.person()}\nRepresentante Permanente",
        annex,
        f"[Original: {slots.one_of('languages')}]",
        "Declaración conjunta",
        *(f"{each}." for each in slots.several("annex", _size(slots))),
    ]
    known = {"kind": "letter", "symbol": None, "doc_date": written.isoformat(), "title": title}
    return text, {**known, "agenda_items": items}


def report(number: int, slots: Slots) -> tuple[list[str], Known]:
    """A report of the Secretary-General: numbered paragraphs under headings."""
    session, serial = _session_and_serial(number)
    issued, title, (line, items) = slots.day_in("GA", session), _title(slots), _agenda(slots)
    text = [
        "Naciones Unidas",
        f"A/{session}/{serial}",
        "Asamblea General",
        f"Distr. general\n{slots.dated(issued)}\nOriginal: español",
        f"{slots.own_session(session).capitalize()} período de sesiones\n{line} del programa",
        title,
        "Informe del Secretario General",
    ]
    for place, sentence in enumerate(slots.several("report", _size(slots))):
        section, within = divmod(place, 10)
        if not within:
            text.append(f"{roman(section + 1)}. {phrases()['report_headings'][section]}")
        text.append(f"{place + 1}. {sentence}.")
    return text, {
        "kind": "report",
        "symbol": f"A/{session}/{serial}",
        "session": session,
        "doc_date": issued.isoformat(),
        "title": title,
        "agenda_items": items,
    }


def press_article(number: int, slots: Slots) -> tuple[list[str], Known]:
    """A press article."""
    title = slots.one_of("press_titles")
    known = {"kind": "press_article", "symbol": None, "session": None, "title": title, "agenda_items": []}
    return [title, *slots.several("press", _size(slots))], known


KINDS: tuple[Callable[[int, Slots], tuple[list[str], Known]], ...] = (
    assembly_resolution,
    letter,
    assembly_resolution,
    council_resolution,
    report,
    assembly_resolution,
    press_article,
)
"""The kinds in turn; each is given the document's number, so that symbols of Assembly documents differ."""


def _session_and_serial(number: int) -> tuple[int, int]:
    """A session of the General Assembly and a number in it, another pair for each document."""
    sessions = [each for each in spans("GA") if 50 <= each <= 79]
    return sessions[number % len(sessions)], number // len(sessions) + 1


def _size(slots: Slots) -> int:
    return min(MOST, max(FEWEST, round(slots.random.lognormvariate(0, 0.5) * TYPICAL)))


def _title(slots: Slots) -> str:
    topic = slots.topic()
    return topic[0].upper() + topic[1:]


def _agenda(slots: Slots) -> tuple[str, list[str]]:
    """An agenda line, ``Temas 20 y 78 a) y b)``, and its items, ``20 78(a) 78(b)``."""
    numbers = sorted(slots.random.sample(range(2, 180), slots.random.choice((1, 1, 2))))
    letters = sorted(slots.random.sample("abcdefgh", slots.random.choice((0, 0, 1, 2))))
    last = f"{numbers[-1]} {' y '.join(f'{each})' for each in letters)}".strip()
    items = [str(number) for number in numbers[:-1]]
    items += [f"{numbers[-1]}({letter})" for letter in letters] or [str(numbers[-1])]
    line = " y ".join([*map(str, numbers[:-1]), last])
    return f"Tema{'s' if len(items) > 1 else ''} {line}", items


def _acts(slots: Slots, body: str) -> Iterator[str]:
    """Preambular paragraphs, then numbered operative ones."""
    size = _size(slots)
    preambular = size * 2 // 5
    for phrase in slots.several(f"{body}_preamble", preambular):
        yield f"{phrase},"
    operative = slots.several(f"{body}_operative", size - preambular - 1)
    for place, phrase in enumerate([*operative, slots.one_of(f"{body}_last")], 1):
        yield f"{place}. {phrase}{'.' if place == size - preambular else ';'}"
