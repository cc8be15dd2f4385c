"""Which acts a text cites: text → what must be found, in reading order."""

from datetime import date

import pytest

from cronica.flows.language import Language
from cronica.flows.normalise.citations.find import find_atoms, find_citations
from cronica.flows.normalise.dates.find import find_dates

SPANISH = Language.load("es")


def cited(text: str, own_body: str | None = "GA", as_of: date | None = date(2021, 12, 1)):
    atoms = find_atoms(text, SPANISH)
    dates = find_dates(text, SPANISH, atoms.spans)
    found = find_citations(text, atoms, dates, own_body=own_body, as_of=as_of, language=SPANISH)
    return [
        (item.symbol, item.part, dates[item.date].edtf if item.date is not None else None, item.pinpoint)
        for item in found
    ]


def ga(number, day=None, part=None, pinpoint=None):
    return (f"A/RES/{number}", part, day, pinpoint)


def hrc(number, day=None):
    return (f"A/HRC/RES/{number}", None, day, None)


def sc(number, day=None):
    return (f"S/RES/{number}", None, day, None)


CASES = [
    # a list carries its noun, and each date belongs to the number before it
    (
        "sus resoluciones 64/256, de 2 de marzo de 2010, 65/122, de 13 de diciembre de 2010, y 71/12, relativas a",
        [ga("64/256", "2010-03-02"), ga("65/122", "2010-12-13"), ga("71/12")],
    ),
    # below session 31 a number by session is the Council's, or another body's by its date
    ("Véase la resolución 5/1, anexo.", [("A/HRC/RES/5/1", None, None, "anexo")]),
    ("la resolución 7/1, de 10 de noviembre de 2017", [(None, None, "2017-11-10", None)]),
    ("la resolución 10/2019, de 28 de junio de 2019", [(None, None, "2019-06-28", None)]),
    # a council named for short is none that numbers its acts so
    ("la decisión 1/CP.21 del Consejo", [("1/CP.21", None, None, None)]),
    ("la resolución Nº 3447 del Consejo, de 9 de diciembre de 1975", []),
    # no body has held session 401
    ("la decisión 401/2013", [(None, None, None, None)]),
    # an organ that an act brought into being did not adopt it
    ("el Comité Preparatorio establecido en virtud de la resolución 69/292, titulada", [ga("69/292")]),
    (
        "el Reglamento de la Comisión, y las resoluciones 73/198 y 73/199, de 20 de diciembre de 2018, relativas",
        [ga("73/198"), ga("73/199", "2018-12-20")],
    ),
    # the adoption of an act told after it, before it, or of several in order
    (
        "la resolución 71/58, titulada “Opinión”, aprobada por la Asamblea General el 5 de diciembre de 2016, sigue",
        [ga("71/58", "2016-12-05")],
    ),
    (
        "El 22 de noviembre de 1967, el Consejo de Seguridad aprobó por unanimidad la resolución 242 (1967).",
        [sc("242(1967)", "1967-11-22")],
    ),
    (
        "Las resoluciones 48/134 y 70/163, aprobadas el 20 de diciembre de 1993 y el 17 de diciembre de 2015,",
        [ga("48/134", "1993-12-20"), ga("70/163", "2015-12-17")],
    ),
    (
        "una misión establecida por la resolución 2100 (2013) del Consejo de Seguridad el 25 de abril de 2013",
        [sc("2100(2013)", "2013-04-25")],
    ),
    # a day before the bracket of a document, and a day that only stands near one
    ("su carta de fecha 3 de mayo de 2015 (A/69/900)", [("A/69/900", None, "2015-05-03", None)]),
    ("el acto celebrado el 3 de mayo de 2015 (véase A/69/900)", [("A/69/900", None, None, None)]),
    # numbers that run on, by their organ, their year, or alone
    (
        "la resolución 1718, adoptada en octubre de 2006, y la resolución 2094 del Consejo de Seguridad",
        [sc("1718(2006)", "2006-10"), sc("2094(2013)")],
    ),
    ("la resolución 12 del Congreso de Lima y la resolución 1540 de la Junta", []),
    ("las resoluciones 70/1 a 70/3", [ga("70/1"), ga("70/2"), ga("70/3")]),
    ("(resolución 70/245 A)", [ga("70/245", part="A")]),
    ("con arreglo a la resolución 70/245 A) y b)", [ga("70/245")]),
    ("Véanse las resoluciones 49/57 y 49/60.", [ga("49/57"), ga("49/60")]),
    ("las resoluciones 70/262 y 2282 (2016), sustancialmente idénticas", [ga("70/262"), sc("2282(2016)")]),
    (
        "la resolución 1631 (2005) del Consejo de Seguridad, de 17 de octubre de 2005, en que",
        [sc("1631(2005)", "2005-10-17")],
    ),
    ("Resolución 49/57, anexo.", [ga("49/57", pinpoint="anexo")]),
    ("los párrafos 84 a 86 de su resolución 72/262 C", [ga("72/262", part="C", pinpoint="párrafos 84 a 86")]),
    (
        "Documentos Oficiales del Consejo, 2009, Suplemento núm. 8 (E/2009/28), cap. I, secc. C.",
        [("E/2009/28", None, None, "cap. I, secc. C")],
    ),
    # part letters
    ("resolución 217 A (III), de 10 de diciembre de 1948", [ga("217(III)", "1948-12-10", "A")]),
    ("resoluciones 53/243 A y B", [ga("53/243", part="A"), ga("53/243", part="B")]),
    ("resoluciones 51/211 A a E", [ga("51/211", part=letter) for letter in "ABCDE"]),
    # the printed date tells the General Assembly from the Human Rights Council
    ("resoluciones 39/2, de 27 de septiembre de 2018", [hrc("39/2", "2018-09-27")]),
    ("resolución 51/2, de 8 de noviembre de 1996", [ga("51/2", "1996-11-08")]),
    ("la resolución S-30/1, de 19 de abril de 2016", [ga("S-30/1", "2016-04-19")]),
    # the organ before, between or after
    ("las resoluciones del Consejo de Derechos Humanos 5/1, relativa a X, y 5/2, relativa a Y", [hrc("5/1"), hrc("5/2")]),
    ("la resolución 43/25 del Consejo", [hrc("43/25")]),
    ("el Consejo de Derechos Humanos, en su resolución 36/10, prorrogó", [hrc("36/10")]),
    ("el Consejo de Derechos Humanos, conforme a la resolución 60/251, examina", [ga("60/251")]),
    ("suplemento núm. 53 (A/73/53), cap. IV, secc. A, resolución 37/17.", [("A/73/53", None, None, "cap. IV, secc. A"), hrc("37/17")]),
    ("la resolución 4/1 de la Asamblea de las Naciones Unidas sobre el Medio Ambiente", [("UNEP/EA.4/Res.1", None, None, None)]),
    ("resolución 1997/60 del Consejo Económico y Social", [("E/RES/1997/60", None, None, None)]),
    ("resolución 2004/16 de la Comisión de Derechos Humanos", [("E/CN.4/RES/2004/16", None, None, None)]),
    ("el Consejo Económico y Social en virtud de su resolución 9 (I), de 16 de febrero de 1946", [("E/RES/9(I)", None, "1946-02-16", None)]),
    ("la Comisión Económica aprobó la resolución 574 (XXVII), de 16 de mayo de 1998", [(None, None, "1998-05-16", None)]),
    ("la Declaración (AG.26/2856, del 20 de diciembre de 1971) y la (AG.46/119)", [ga("2856(XXVI)", "1971-12-20"), ga("46/119")]),
    ("(Resolución Nº 3447 del 9 de diciembre de 1975)", [ga("3447(XXX)", "1975-12-09")]),
    ("la resolución núm. 1325 del Consejo de Seguridad", [sc("1325(2000)")]),
    ("la Conferencia Mundial aprobó la resolución 157/93", []),
    ("la resolución S-29/1, de 12 de febrero de 2021", [hrc("S-29/1", "2021-02-12")]),
    ("la decisión 18/120 y la decisión 4/10", [("A/HRC/DEC/18/120", None, None, None), (None, None, None, None)]),
    # a body without a series of symbols: the act is kept, its symbol is not guessed
    ("la resolución 6/3 de la Conferencia de los Estados Partes", [(None, None, None, None)]),
    ("la decisión 60/519", [("A/DEC/60/519", None, None, None)]),
    ("FCCC/CP/2015/10/Add.1, decisión 1/CP.21, anexo.", [("FCCC/CP/2015/10/Add.1", None, None, None), ("1/CP.21", None, None, "anexo")]),
    ("párrafo 29 de la resolución de la Asamblea General titulada “Respuesta integral”", [(None, None, None, "párrafo 29")]),
    ("A/73/328-S/2018/592.", [("A/73/328", None, None, None), ("S/2018/592", None, None, None)]),
    # what looks like a number of an act and is none
    ("el bienio 2020/21, las 24/7 y el artículo 5 (1995)", []),
    ("Naciones Unidas, Treaty Series, vol. 1771, núm. 30822.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_citations_are_found_with_their_body_date_and_place(text, expected):
    assert cited(text) == expected


def test_a_number_two_bodies_may_have_given_is_ambiguous():
    text = "la resolución 39/2"
    atoms = find_atoms(text, SPANISH)
    (found,) = find_citations(text, atoms, [], own_body=None, as_of=date(2021, 1, 1), language=SPANISH)
    assert (found.symbol, found.is_ambiguous) == ("A/RES/39/2", True)


def test_the_text_of_a_citation_is_what_is_printed():
    text = "sus resoluciones 53/243 A y B y 1631 (2005)"
    atoms = find_atoms(text, SPANISH)
    found = find_citations(text, atoms, [], own_body="GA", as_of=None, language=SPANISH)
    assert [text[item.start : item.end] for item in found] == ["53/243 A", "B", "1631 (2005)"]
