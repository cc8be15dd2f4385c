"""Texts and files that look like documents, for tests that make them up."""

import re
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from cronica import seeds
from tests import made_texts
from tests.small_akn import RESOLUTION

FORMATS = Path(__file__).parents[1] / "integration" / "formats"
WORDS = sorted(
    {word for path in seeds.DOCUMENTS.glob("*.txt") for word in path.read_text(encoding="utf-8").split()}
)
PIECES = (
    *(
        "Resolución",
        "resoluciones 51/2,",
        "A/RES/73/331",
        "S/RES/1631 (2005)",
        "217 A (III)",
        "A/C.3/SR.796 a 799",
    ),
    *("66 s) y v), 68 d), 101 y 160", "temas", "del programa", "período de sesiones", "septuagésimo tercer"),
    *(
        "4 de junio de 2019",
        "11 y 12 de noviembre",
        "31 de junio de 2019",
        "2009/2019",
        "del 1 al",
        "desde",
        "hasta",
    ),
    *(
        "Acogiendo con beneplácito",
        "*Recordando*",
        "1.",
        "a)",
        "iii)",
        "I.",
        "Anexo",
        "Distr. general",
        "¹",
        "[1]",
    ),
    *(
        "¹ A/75/74.",
        "[texto](https://undocs.org/A/RES/1)",
        "*",
        "**",
        "_",
        "\\",
        "`",
        "#",
        "##",
        "|",
        "—",
        "-",
        "«",
        "”",
    ),
    *(
        "\u202e",
        "\u200b",
        "\u00ad",
        "\u00a0",
        "\u0301",
        "\ufeff",
        "\x85",
        "\u2028",
        "\f",
        "\t",
        "\r\n",
        "𝔘",
        "ﬁ",
        "İ",
        "ß",
    ),
    *(
        "99999",
        "0",
        "XXIV",
        "y",
        "e",
        "o",
        ",",
        ";",
        ":",
        ".",
        "(",
        ")",
        "[",
        "]",
        "/",
        "Sr. Juan Pérez,",
        "ONU",
    ),
)
"""What the patterns look for, and what gets in their way."""

separators = st.sampled_from(["", " ", " ", " ", "\n", "\n\n"])
texts = st.lists(
    st.tuples(st.one_of(st.sampled_from(PIECES), st.sampled_from(WORDS), st.text(max_size=8)), separators),
    max_size=60,
).map(lambda pairs: "".join(part for pair in pairs for part in pair))
"""Texts of such pieces, glued, spaced and broken in any way."""


MISPRINTS = (
    *("tema 0", "temas 1 a 900", "tema 5 aa) a zz)", "0º período de sesiones", "0ª sesión", "99999ª sesión"),
    *(
        "siglo V",
        "siglo XXIX",
        "el año 711",
        "31 de junio de 1012",
        "12.12.1012",
        "29 de febrero",
        "13/13/13",
    ),
    *("segunda semana de marzo de 2011 hasta 1990", "desde 2014", "hasta 1990", "1 de enero de 0001", "ayer"),
    *(
        "entre 2010 y 1990",
        "hacia el año 900",
        "quinta semana de febrero de 2011",
        "decenio de 900",
        "2010-9",
    ),
    *(
        "A/RES/0/0",
        "A/0/0",
        "S/RES/0 (1945)",
        "LLVI/124. Faros",
        "217 A (III)",
        "66/1 a 66/400",
        "70/9 a 70/4",
    ),
    *(
        "Add.9 a Add.2",
        "secciones I a XX",
        "LXXXIX",
        "¹²³⁴⁵⁶⁷",
        "(Firmado) X",
        "Sr. A. B.",
        "\n\n0. Faros\n\n",
    ),
)
"""What a misprint, a bad copy or text recognition may make of a value: none of it may cost a row."""
CASES = sorted((Path(__file__).parents[1] / "cases").rglob("*.txt"))


def spoiled(seed: int) -> str:
    """A document of the cases, or a made one, with other figures, misprints put in and words left out."""
    random = Random(seed)
    case = random.choice([*CASES, None])
    text = case.read_text("utf-8") if case else made_texts.text(random.randint(1, 9999))
    text = re.sub(r"\d+", lambda found: found.group() if random.random() < 0.8 else _figures(random), text)
    words = re.split(r"(\s)", text)
    for _ in range(random.randint(0, 9)):
        words.insert(random.randint(0, len(words)), f" {random.choice(MISPRINTS)} ")
        del words[random.randrange(len(words))]
    return "".join(words)


def _figures(random: Random) -> str:
    return str(random.randrange(10 ** random.randint(1, 6)))


def samples() -> dict[str, bytes]:
    """A small good file of each format that is not plain text."""
    return {
        "akn": RESOLUTION.encode(),
        **{kind: (FORMATS / f"003.{kind}").read_bytes() for kind in ("html", "docx", "pdf")},
    }


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A format and a file of it with bytes changed, left out, repeated or put in."""
    kind, good = draw(st.sampled_from(sorted(samples().items())))
    data = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 1, 4, 100]))
        put = draw(st.one_of(st.binary(max_size=8), st.sampled_from(PIECES).map(str.encode)))
        data[at : at + length] = put * draw(st.sampled_from([1, 1, 1, 300]))
    return kind, bytes(data[: draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))])
