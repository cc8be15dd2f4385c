"""Symbols in every printed form, one spelling, and what they say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.normalise.citations import symbols

SPANISH = Language.load("es")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("véase A/73/328-S/2018/592.", ["A/73/328", "S/2018/592"]),
        ("A/48/486-S/26560", ["A/48/486", "S/26560"]),
        ("(A/RES/217 (III))", ["A/RES/217(III)"]),
        ("S/RES/1631 (2005), de 17", ["S/RES/1631(2005)"]),
        ("A/75/6 (Sect. 2) y A/75/6 (Sect. 3)/Add.2", ["A/75/6(Sect.2)", "A/75/6(Sect.3)/Add.2"]),
        ("FCCC/CP/2015/10/Add.1,", ["FCCC/CP/2015/10/Add.1"]),
        ("A/74/7Add.1", ["A/74/7/Add.1"]),
        ("A/78//646", ["A/78/646"]),
        ("A/C.6/64/SR.11-13", ["A/C.6/64/SR.11-13"]),
        ("A/Res/64/13", ["A/RES/64/13"]),
        ("A/hrc/RES/46/17", ["A/HRC/RES/46/17"]),
        ("S/1996/ 195", ["S/1996/195"]),
        ("ICCD/COP(15)/23/Add.1", ["ICCD/COP(15)/23/Add.1"]),
        ("UNEP/EA.5/Res.14", ["UNEP/EA.5/Res.14"]),
        ("NPT/CONF.2010/50 (Vol. I)", ["NPT/CONF.2010/50(Vol.I)"]),
        ("A/69/53/Add.1/Corr.1.", ["A/69/53/Add.1/Corr.1"]),
        ("A/RES/ES-11/4 y A/RES/S-30/1", ["A/RES/ES-11/4", "A/RES/S-30/1"]),
        (
            "(CCPR/C/SR.796 a 798 y 831).",
            ["CCPR/C/SR.796", "CCPR/C/SR.797", "CCPR/C/SR.798", "CCPR/C/SR.831"],
        ),
        ("(CCPR/C/28/Add.8 y 9) en", ["CCPR/C/28/Add.8", "CCPR/C/28/Add.9"]),
        ("A/65/L.6 y 3 documentos", ["A/65/L.6"]),
        ("(A/56/10 y Corr.1 y 2)", ["A/56/10", "A/56/10/Corr.1", "A/56/10/Corr.2"]),
        ("A/62/L.9/Rev.1 y Add.1", ["A/62/L.9/Rev.1", "A/62/L.9/Rev.1/Add.1"]),
        ("E/2009/3/Add.1 y Add.2/Corr.1", ["E/2009/3/Add.1", "E/2009/3/Add.2/Corr.1"]),
        ("A/76/566 (partes pertinentes)", ["A/76/566"]),
        ("NPT/CONF.2000/28 (Parts I-II)/Corr.1", ["NPT/CONF.2000/28(PartsI-II)/Corr.1"]),
        ("ISBA/25/A/10-ISBA/25/C/31", ["ISBA/25/A/10", "ISBA/25/C/31"]),
        ("CEDAW/C/5/ Ad d. 2", ["CEDAW/C/5/Add.2"]),
        ("AG/RES. 1249 (XXlII-O/93)", ["AG/RES.1249(XXIII-O/93)"]),
        ("el VIH/SIDA y la OIT/OMS", []),
        ("y/o 24/7 km/h", []),
    ],
)
def test_symbols_are_found_and_spelt_one_way(text, expected):
    found = symbols.find_symbols(text, SPANISH)
    assert [item.symbol for item in found] == expected


@pytest.mark.parametrize("row", seeds.reference("symbol_heads"), ids=lambda row: row["example"])
def test_symbols_of_other_organisations_are_found_whole(row):
    (found,) = symbols.find_symbols(f"véase {row['example']}, párr. 3", SPANISH)
    assert (found.start, found.end) == (6, 6 + len(row["example"]))
    assert row["form"] in ("head", "whole", "spaced")
    assert row["form"] != "spaced" or found.symbol == row["example"]
    assert symbols.type_of(found.symbol) == row["cited_type"] or not row["cited_type"]


def test_the_letters_of_parts_are_no_part_of_the_symbol():
    (found,) = symbols.find_symbols("A/RES/75/101 A-B")
    assert (found.symbol, found.part) == ("A/RES/75/101", "A-B")


@pytest.mark.parametrize(
    ("symbol", "body", "kind", "year", "session"),
    [
        ("A/RES/73/331", "GA", "resolution", None, (73, "regular")),
        ("A/RES/S-30/1", "GA", "resolution", None, (30, "special")),
        ("A/RES/ES-11/4", "GA", "resolution", None, (11, "emergency_special")),
        ("A/RES/217(III)", "GA", "resolution", None, (3, "regular")),
        ("A/RES/1874(S-IV)", "GA", "resolution", None, (4, "special")),
        ("A/73/L.103/Add.1", "GA", "draft_resolution", None, (73, "regular")),
        ("A/HRC/RES/5/1", "HRC", "resolution", None, (5, "regular")),
        ("A/HRC/S-33/2", "HRC", "document", None, (33, "special")),
        ("A/HRC/51/L.2", "HRC", "draft_resolution", None, (51, "regular")),
        ("S/RES/1631(2005)", "SC", "resolution", 2005, None),
        ("S/PRST/2010/1", "SC", "presidential_statement", 2010, None),
        ("S/PV.4332", "SC", "meeting_record", None, None),
        ("E/2009/28", "ECOSOC", "document", 2009, (2009, "regular")),
        ("A/AC.109/2114", "C-24", "document", None, None),
        ("A/C.3/75/L.12", "GA", "draft_resolution", None, (75, "regular")),
        ("CEDAW/C/SR.13", "CEDAW", "meeting_record", None, None),
        ("FCCC/CP/2015/10/Add.1", "UNFCCC", "document", 2015, None),
        ("OEA/Ser.L/V/II.154.Doc.19", "OAS", "document", None, None),
        ("AG/RES.1957(XXXV-O/05)", "OAS-GA", "resolution", None, (35, "regular")),
        ("AG/RES.1(VI-E/78)", "OAS-GA", "resolution", None, (6, "special")),
        ("CP/RES.1080(2017)", "OAS-PC", "resolution", 2017, None),
        ("A/HRC/PRST/8/1", "HRC", "presidential_statement", None, (8, "regular")),
    ],
)
def test_a_symbol_says_whose_it_is_what_and_when(symbol, body, kind, year, session):
    assert symbols.body_of(symbol) == body
    assert symbols.type_of(symbol) == kind
    assert symbols.year_of(symbol) == year
    assert symbols.session_of(symbol) == session


@given(st.text(alphabet="AESRT/.()- 0123456789dLCorv", max_size=60))
def test_the_canonical_spelling_is_stable(text):
    for found in symbols.find_symbols(text, SPANISH):
        assert symbols.canonical(found.symbol) == found.symbol
        assert 0 <= found.start < found.end <= len(text)


def test_a_serial_too_long_for_any_document_begins_no_series():
    (found,) = symbols.find_symbols(f"A/C.3/SR.{'1' * 5000} y 12", SPANISH)
    assert found.symbol == f"A/C.3/SR.{'1' * 5000}"
