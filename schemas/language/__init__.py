"""The contract of a language pack: one model a file of ``seeds/languages/<code>/``.

An unknown key is an error, and a test proves that code reads every key. A key that a language may leave out
has a default, so a small pack is a pack. Words stand in lower case with their accents; they are compared
without regard to either. Patterns are explained in :mod:`cronica.flows.language`.
"""

from cronica.schemas.language.agenda import Agenda
from cronica.schemas.language.base import NEVER, PackFile, read_pack
from cronica.schemas.language.citations import Citations
from cronica.schemas.language.dates import Dates, Roles
from cronica.schemas.language.general import Print, Traits, Words
from cronica.schemas.language.kinds import Kinds
from cronica.schemas.language.masthead import Checks, Masthead, Stated
from cronica.schemas.language.names import Entities
from cronica.schemas.language.openings import Openings, StopWords, Terms
from cronica.schemas.language.records import Records
from cronica.schemas.language.requests import Requests
from cronica.schemas.language.sessions import Sessions
from cronica.schemas.language.structure import Layout, Structure

FILES: tuple[type[PackFile], ...] = (
    *(Agenda, Checks, Citations, Dates, Entities, Kinds, Layout, Masthead, Openings, Roles, Sessions),
    *(Print, Records, Requests, Stated, StopWords, Structure, Terms, Traits, Words),
)
"""Every file a pack may have."""

__all__ = [
    "FILES",
    "NEVER",
    "Agenda",
    "Checks",
    "Citations",
    "Dates",
    "Entities",
    "Kinds",
    "Layout",
    "Masthead",
    "Openings",
    "PackFile",
    "Print",
    "Records",
    "Requests",
    "Roles",
    "Sessions",
    "Stated",
    "StopWords",
    "Structure",
    "Terms",
    "Traits",
    "Words",
    "read_pack",
]
