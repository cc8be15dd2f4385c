"""Document symbols: finding them in text, one canonical spelling, and what a symbol says about itself.

The grammar is that of the Library's guide to UN symbols (organ, subsidiary body, session or year, nature,
change, each a segment between slashes), read tolerantly: a broken space, a missing slash before ``Add.`` and
other slips of print are mended in the canonical form only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.language.roman import from_roman
from cronica.flows.normalise.reference import SESSION_KINDS, security_council_year

_HEAD = r"(?:A|S|E|T|ST|(?![IVX]+/(?!\d{1,3}(?!\d)))[A-Z]{2,6})"
"""Numerals are one before a decision's number alone: ``VI/3``, not ``III/Corr.1`` or ``VII/1998``."""
_BEGINS = r"(?<![0-9A-Za-z_/.\-])"
_SEGMENT = (
    r"(?:(?:SR|PV|L|Ad\s?d|Corr|Rev|INF|[Dd]oc|(?:RES|DEC)\.?)\.\s?\d+|(?:E?S-)?[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*|\(\d{2,4}\)(?=/\d))"
    r"(?:[-–]\d+(?!\d|/(?!(?:Add|Corr|Rev)\.))|-P(?![\w-])|-[IVX]{1,4}(?=/)|(?<=[A-Z])-[A-Z]{3}(?=/))?"
)
_OAS_DOCUMENT = re.compile(r"\.?[;,]?\s*[Dd]oc\.\s?(?P<number>\d+(?:/\d+)?)")
"""The number in a series of the Organization of American States: ``OEA/Ser.L/V/II. Doc. 43/15``."""
_SERIAL = re.compile(r"/(?:SR|PV|L|WP|CRP|Add|Corr)\.(\d{1,4})$")
_RANGE = re.compile(r"(?P<stem>.*/(?:Add|Corr|Rev)\.)(?P<low>\d{1,4})[-–](?P<high>\d{1,4})")
"""Documents of one series, the last by its number alone: ``A/68/61/Add.1-3``."""
_PLAIN_SERIAL = re.compile(r"^[AES](?:/[A-Z]{2,})?/(?:E?S-)?\d{1,4}/(\d{1,4})$")
"""The number of a document in a session or year; it begins a range, but no list: ``A/65/101 a 103``."""
_COMMISSION_SERIAL = re.compile(r"^[AE]/(?:AC|CN)\.\d{1,3}(?:/Sub\.\d)?(?:/(?:19|20)\d\d)?/(\d{1,4})$")
"""That of a commission or a committee begins a list, too: ``E/CN.4/1994/17 y 18``."""
_LAST_NUMBER = re.compile(r"\d{1,5}$")
LONGEST_RANGE = 100
"""A range of documents or acts with more of them is no range."""
_LETTERS = re.compile(r"\s(?P<letters>[A-Z](?:\s?[-–]\s?[A-Z])?)(?![\w.’'/)])", re.ASCII)
_CHANGE = re.compile(r"(?<=[\d)])(?=(?i:Add|Corr|Rev|Amend)\.?/?\d)")
_CHANGE_APART = r"(?:\s(?:[Aa]dd|[Cc]orr|[Rr]ev)\.\s?\d{1,2}(?![\d.,]?\d))*"
"""What changes a document behind a blank, as organisations of the regions print it: ``A71/1 Rev.1``."""
_YEAR_IN_SYMBOL = re.compile(
    r"(?:^S(?:/PRST|/PV)?|^E(?:/RES|/DEC)?|/)/?((?:19[4-9]|20[0-4])\d)(?:/|$|\))|\(((?:19[4-9]|20[0-4])\d)\)"
)
_SESSION = re.compile(
    r"^A/(?:HRC/)?(?:RES/|DEC/|PRST/|C\.\d/|BUR/|INF/)?(?P<special>S-|ES-)?(?P<session>[1-9]\d{0,2})/"
)
_YEAR_SESSION = re.compile(r"^E/(?:RES/|DEC/)?(?P<year>(?:19|20)\d\d)/")
_ROMAN_SESSION = re.compile(
    r"^(?:[AET]/RES/|AG/(?:RES|DEC)\.)\d+[A-Z]?\((?P<special>S-|ES-)?(?P<roman>[IVXL]+)(?:-(?P<oas>[OE])/\d\d)?\)"
)


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """A symbol printed in a text: offsets (code points), canonical form and part letters."""

    start: int
    end: int
    symbol: str
    part: str | None


@dataclass(frozen=True, slots=True)
class _Lists:
    """How a language goes on from a symbol to documents that are printed by their last segment alone.

    Attributes:
        number: the next document of a series, and what stands before it (``glue``).
        addition: the same for additions and corrections, which are few.
        change: what changes or goes on from the document.
        to: the words between the ends of a range.
    """

    number: re.Pattern[str]
    addition: re.Pattern[str]
    change: re.Pattern[str]
    to: frozenset[str]


def find_symbols(text: str, language: Language | None = None) -> list[SymbolMatch]:
    """Every symbol in a text; a two-organ symbol gives one match an organ.

    Args:
        text: the text.
        language: whose words join the documents of a list, of which the first alone is printed in full:
            ``CCPR/C/SR.796 a 799 y 831``. Without it each symbol stands for itself.
    """
    pattern = _symbol() if "/" in text else _whole()
    lists = _lists(language) if language else None
    found: list[SymbolMatch] = []
    for match in pattern.finditer(text):
        before = len(found)
        for group in match.groupdict():
            printed = match.group(group)
            if not printed:
                continue
            start, end = match.span(group)
            symbol, part = canonical(printed), None
            if symbol.startswith("OEA/Ser.") and (document := _OAS_DOCUMENT.match(text, end)):
                symbol, end = f"{symbol}.Doc.{document['number']}", document.end()
            if group != "whole" and not re.search(r"\d", symbol):
                continue
            letters = _LETTERS.match(text, end)
            if letters and re.search("/(?:RES|DEC)/", printed.upper()):
                part, end = re.sub(r"\s", "", letters["letters"]).replace("–", "-"), letters.end()
            found += [SymbolMatch(start, end, each, part) for each in _members(symbol)]
            if lists and 1 < len(found) <= before + 2:
                found[-1:-1] = _between(text, found[-2], found[-1], lists)
            while lists and (more := _series(text, found[-1], lists) or _changed(text, found[-1], lists)):
                found.extend(more)
    return found


def whole_symbol(text: str, start: int, end: int) -> re.Match[str] | None:
    """The symbol that a stretch of a text is, and nothing else."""
    match = _symbol().fullmatch(text, start, end)
    return match if match and re.search(r"\d", match.group()) else None


def _members(symbol: str) -> list[str]:
    """The symbols of a range, or the one symbol."""
    ends = _RANGE.fullmatch(symbol)
    if ends is None or not 0 < int(ends["high"]) - int(ends["low"]) < LONGEST_RANGE:
        return [symbol]
    return [f"{ends['stem']}{number}" for number in range(int(ends["low"]), int(ends["high"]) + 1)]


def _changed(text: str, last: SymbolMatch, lists: _Lists) -> list[SymbolMatch]:
    """What changes or goes on from a document, printed after it by its kind alone: ``A/56/10 y Corr.1``."""
    match = lists.change.match(text, last.end)
    if match is None:
        return []
    stem = re.sub(rf"/(?:{match['kind']}|Corr)\.\d+$", "", last.symbol)
    changed = _members(f"{stem}/{canonical(match['change'])}")
    return [SymbolMatch(match.start("change"), match.end(), symbol, None) for symbol in changed]


def _series(text: str, first: SymbolMatch, lists: _Lists) -> list[SymbolMatch]:
    """Documents of one series printed with the first alone in full: ``CCPR/C/SR.796 a 799 y 831``."""
    kinds = (_SERIAL, _PLAIN_SERIAL, _COMMISSION_SERIAL)
    serial = next(filter(None, (kind.search(first.symbol) for kind in kinds)), None)
    if serial is None:
        return []
    is_plain = serial.re is _PLAIN_SERIAL
    stem, last, end = first.symbol[: serial.start(1)], int(serial.group(1)), first.end
    kind = stem.rpartition("/")[2].rstrip(".")
    found: list[SymbolMatch] = []
    goes_on = lists.addition if kind in ("Add", "Corr") else lists.number
    while match := goes_on.match(text, end):
        number = int(match["number"])
        if not last < number <= last + LONGEST_RANGE or (match["kind"] or kind) != kind:
            break
        is_range = match["glue"].strip() in lists.to
        if is_plain and not (found or is_range):
            break
        if is_range:
            found += [
                SymbolMatch(end - len(str(last)), match.end(), f"{stem}{between}", None)
                for between in range(last + 1, number)
            ]
        symbol = f"{stem}{number}{match.groupdict().get('rest') or ''}"
        found.append(SymbolMatch(match.start("number"), match.end(), symbol, None))
        last, end = number, match.end()
    return found


def _between(text: str, first: SymbolMatch, last: SymbolMatch, lists: _Lists) -> list[SymbolMatch]:
    """The documents between two ends of a range that are both printed in full: ``A/70/100 a A/70/103``."""
    if text[first.end : last.start].strip() not in lists.to:
        return []
    low, high = (_LAST_NUMBER.search(end.symbol) for end in (first, last))
    if not (low and high) or first.symbol[: low.start()] != last.symbol[: high.start()]:
        return []
    numbers = range(int(low.group()) + 1, int(high.group()))
    stem = first.symbol[: low.start()]
    return [SymbolMatch(first.start, last.end, f"{stem}{number}", None) for number in numbers[:LONGEST_RANGE]]


@cache
def _symbol() -> re.Pattern[str]:
    words = "|".join(row["pattern"] for row in seeds.reference("symbol_brackets"))
    session = r"[IVXL]{1,8}|(?<=\d\()[IVXLCDM]{2,12}|E?S-[IVXL]+|[IVXLl]{1,8}-[EO0]/\d{2}"
    bracket = rf"\s?\((?:\d{{1,4}}|\d{{3,4}}/\d{{2}}|{session}|(?i:{words})[^()]{{0,25}})\)"
    segments = rf"(?:/{{1,2}}(?:\s?(?=\d)|\s?(?=[A-Z]{{1,4}}[./]|Ad\s?d\.)|){_SEGMENT}(?:{bracket})?)+"
    heads = "|".join(f"{head.pattern}(?=/)" for head, form, _ in _heads() if form == "head")
    symbol = rf"(?:{heads}|{_HEAD})(?:\s(?=/\s?RES\.))?{segments}{_CHANGE_APART}"
    second = rf"(?:\s?[-–]\s?(?P<second>(?:{heads}|{_HEAD})/\s?{_SEGMENT}(?:/{_SEGMENT})*))?"
    # Letters of another script may stand right beside a symbol.
    first = rf"{_BEGINS}(?=[A-Z][\w.()\s-]{{0,12}}/)(?P<first>{symbol}){second}"
    return re.compile(rf"(?a:{_whole().pattern})|{first}")


@cache
def _whole() -> re.Pattern[str]:
    """Symbols of other organisations that are not written in segments: ``WHA64.28``, ``MSC.257(84)``."""
    symbols = "|".join(symbol.pattern for symbol, form, _ in _heads() if form != "head")
    return re.compile(rf"{_BEGINS}(?=[A-Z\d])(?P<whole>(?:{symbols}){_CHANGE_APART})(?![\w/])", re.ASCII)


@cache
def _spaced() -> re.Pattern[str]:
    """Those of them that keep their blanks: ``38 COM 7B.12``."""
    return re.compile("|".join(symbol.pattern for symbol, form, _ in _heads() if form == "spaced"), re.ASCII)


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """How other organisations begin their symbols, or write them whole, and the kind of document so named."""
    return tuple(
        (re.compile(row["pattern"], re.ASCII), row["form"], row["cited_type"])
        for row in seeds.reference("symbol_heads")
    )


@cache
def _lists(language: Language) -> _Lists:
    blank = r"\s" if language.traits.splits_words_with_blanks else ""
    joined = language.expand(rf"{blank}(?:${{and}}|${{to}}){blank}")
    articles = language.expand("${articles}") if language.words.articles else "[^\\s\\S]"
    of = language.expand(r"(?:${of}\s)?") if language.words.of else ""
    of_month = rf"\s{of}[^\W\d_]{{3,12}},?\s{of}(?:19|20)\d\d"  # 14 February 2011
    change = (
        r"(?P<kind>Add|Corr|Rev|Amend)\.\s?\d{1,3}(?:-\d{1,2}(?!\d))?(?:/(?:Add|Corr|Rev|Amend)\.\d{1,3})*"
    )
    return _Lists(
        re.compile(
            rf"(?P<glue>,\s?|{joined})(?:(?P<kind>Add|Corr|Rev|SR|PV|L|WP|CRP)\.\s?)?(?P<number>\d{{1,4}})"
            rf"(?P<rest>(?:/(?:Add|Corr|Rev)\.\d{{1,2}})?)(?(kind)(?![\d/])|(?=\s?(?:[,;).\]]|$|{joined}(?:[\dA-Z]|{articles}\s))))"
        ),
        re.compile(
            rf"(?P<glue>,\s?|{joined})(?:(?P<kind>Add|Corr|Rev)\.\s?)?(?P<number>\d{{1,2}})(?![\d/]|[.,]\d|{of_month})"
        ),
        re.compile(language.expand(rf"(?:,\s?|{blank}${{and}}{blank})(?P<change>{change})")),
        frozenset((*language.words.to, *"-–—")),
    )


@lru_cache(maxsize=20_000)
def canonical(printed: str) -> str:
    """One spelling of a symbol: ASCII hyphens, capitals but for ``Add. Corr. Rev. Amend. Res.``, no blanks.

    Shapes: ``A/RES/59/50``, ``S/RES/1631(2005)``, ``A/RES/217(III)``, ``A/73/L.103/Add.1``,
    ``A/75/6(Sect.2)``. ``S/RES/1701`` gets the year of its number.
    """
    # Others have a blank in their heads, MSC 84/24, or after a word, 40 C/Resolución 32.
    blank = " " if _spaced().fullmatch(printed) else ""
    symbol = re.sub(
        r"^([A-Z]+|\d+)\s+(?=\w)|(?<=[^\W\d_A-Z])(\s)(?=\d+$)|\s+",
        lambda m: f"{m[1] or ''} " if m[1] or m[2] else blank,
        printed,
    )
    symbol = symbol.replace("‑", "-").replace("–", "-").rstrip(".")
    symbol = re.sub(r"([/.])\1+", r"\1", symbol)
    symbol = re.sub(
        r"(?<=\()[IVXLl]+-[EO0](?=/)", lambda m: m.group().replace("l", "I").replace("0", "O"), symbol
    )
    symbol = _CHANGE.sub("/", symbol)
    symbol = re.sub(r"^(S/RES/\d{1,4})/((?:19|20)\d\d)$", r"\1(\2)", symbol)
    symbol = re.sub(r"^PRST[/ ](?=\d{1,2}/)", "A/HRC/PRST/", symbol)
    symbol = re.sub(r"(?i)/(add|corr|rev|amend)[./]?(?=\d)", lambda m: f"/{m.group(1).capitalize()}.", symbol)
    symbol = re.sub(r"(?i)/(res|dec|hrc|prst)(?=/)", lambda m: m.group().upper(), symbol)
    # The Security Council's numbers go on from year to year: one printed alone tells its year.
    if number := re.fullmatch(r"S/RES/(\d{1,4})", symbol):
        year = security_council_year(int(number[1]))
        return f"{symbol}({year})" if year else symbol
    # A part letter written as one with the number belongs to `symbol_part`, not to the symbol.
    return re.sub(r"^(A/RES/(?:E?S-)?\d+/\d+)[A-Za-z](?:-[A-Za-z])?$", r"\1", symbol)


@cache
def _types() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (row["pattern"], row["body_code"], row["cited_type"]) for row in seeds.reference("symbol_types")
    )


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    """Heads of symbols and their bodies, the longest first; a main committee acts for its Assembly."""
    rows = [(row["pattern"], row["body_code"]) for row in seeds.reference("symbol_types") if row["body_code"]]
    rows += [
        (row["symbol_prefix"], row["body_code"].split("/")[0])
        for row in seeds.reference("bodies")
        if row["symbol_prefix"]
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@lru_cache(maxsize=20_000)
def body_of(symbol: str) -> str | None:
    """The body a symbol belongs to, by its first segments; None when the head is no known body."""
    return next((body for prefix, body in _prefixes() if symbol.startswith(prefix)), None)


def committee_of(symbol: str) -> str | None:
    """The main committee whose document a symbol names: ``A/C.6/64/SR.12`` is of ``GA/C.6``."""
    return _committees().get(symbol[: symbol.find("/", len("A/C.")) + 1])


@cache
def _committees() -> dict[str, str]:
    return {
        row["symbol_prefix"]: row["body_code"] for row in seeds.reference("bodies") if "/" in row["body_code"]
    }


@lru_cache(maxsize=20_000)
def type_of(symbol: str) -> str:
    """What kind of document a symbol names, a value of ``citations.cited_type``."""
    for head, form, kind in _heads():
        if kind and (head.fullmatch(symbol) if form != "head" else head.match(symbol)):
            return kind
    for pattern, _, kind in _types():
        if symbol.startswith(pattern) if not pattern.startswith("/") else pattern in symbol:
            return kind
    return "document"


def year_of(symbol: str) -> int | None:
    """The year a symbol carries: ``S/RES/1631(2005)``, ``S/PRST/2010/1``, ``E/2009/28``."""
    match = _YEAR_IN_SYMBOL.search(symbol)
    return int(match.group(1) or match.group(2)) if match else None


def session_of(symbol: str) -> tuple[int, str] | None:
    """The session a symbol of the General Assembly, the Human Rights Council or ECOSOC carries, and its kind.

    ``A/RES/S-30/1`` is ``(30, "special")``, ``A/HRC/51/L.2`` ``(51, "regular")``, ``E/RES/2021/8`` of the
    Economic and Social Council's session of that year ``(2021, "regular")``.
    """
    if match := _SESSION.match(symbol):
        return int(match["session"]), SESSION_KINDS[match["special"]]
    if match := _YEAR_SESSION.match(symbol):
        return int(match["year"]), "regular"
    if match := _ROMAN_SESSION.match(symbol):
        return from_roman(match["roman"]), "special" if match["oas"] == "E" else SESSION_KINDS[
            match["special"]
        ]
    return None
