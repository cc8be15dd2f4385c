"""Resolutions made to order, no two alike: for tests that need more documents than the bundled ones."""

from datetime import date, timedelta
from pathlib import Path

MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def text(number: int) -> str:
    """One resolution."""
    day, before = (date(2019, 1, 1) + timedelta(days=each) for each in (number, -number))
    return f"""\
A/RES/73/{number}
Asamblea General
Distr. general
{_printed(day + timedelta(days=9))}
Septuagésimo tercer período de sesiones
Tema {number % 150 + 1} a) del programa

Resolución aprobada por la Asamblea General el {_printed(day)}

73/{number}. Asuntos de {number}

La Asamblea General,

Recordando su resolución 72/{number}, de {_printed(before)}, y la resolución {1000 + number} (2010) del Consejo
de Seguridad, de {before.year},

1. Pide al Secretario General que le presente un informe en su septuagésimo cuarto período de sesiones.

{number % 90 + 1}a sesión plenaria
{_printed(day)}
"""


def write(folder: Path, count: int) -> Path:
    """Write so many into a new folder, and return it."""
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        (folder / f"{number:04d}.txt").write_text(text(number), encoding="utf-8")
    return folder


def _printed(day: date) -> str:
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"
