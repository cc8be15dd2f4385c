"""Opening phrases: extent, lemma, English and act class."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cronica.flows.language import Language
from cronica.flows.normalise import openings
from cronica.flows.normalise.openings import Opening
from cronica.schemas import registry
from cronica.schemas.language import Openings

SPANISH = Language.load("es")
PARTS = {"P": "preamble", "O": "operative", "A": "annex"}
# part | paragraph, the phrase in brackets | lemma | English | act class
ROWS = """
P | [Recordando también] su resolución 71/19, | recordar | recall | recall
P | [Acogiendo con beneplácito también] el informe, | acoger con beneplácito | welcome | welcome
P | [Acogiendo también con beneplácito] el informe, | acoger con beneplácito | welcome | welcome
P | [Reafirmando su compromiso] de respetar la soberanía, | reafirmar | reaffirm | commit
P | [Reafirmando] el compromiso de los Estados, | reafirmar | reaffirm | reaffirm
P | [Poniendo de relieve] la función, | poner de relieve | emphasize | emphasize
P | [Firmemente convencida] de que la cooperación, | firmemente convencido | firmly convinced | believe
P | [Haciendo referencia además] a los artículos, | hacer referencia | refer | recall
P | [Profundamente inquieto] por la situación, | inquieto | disturbed | express_concern
P | [Conocedora] de que el fenómeno, | conocedor | cognizant | bear_in_mind
P | [Guiado] por la Carta, | guiado | guided | act_under
P | [Decididas] a fortalecer, | decidido | determined | commit
P | [Teniendo debidamente en cuenta] todo, | tener en cuenta | take into account | bear_in_mind
P | [Teniendo presentes además] los informes, | tener presente | bear in mind | bear_in_mind
P | [Siguiendo profundamente preocupada] | profundamente preocupado | deeply concerned | express_concern
P | [Alarmada y preocupada] por los ataques, | alarmado | alarmed | express_concern
P | [Expresando honda preocupación], | expresar preocupación | express concern | express_concern
P | [Actuando] en virtud del Capítulo VII de la Carta, | actuar | act | act_under
P | [Habiéndonos reunido] en Almaty, | haberse reunido | have met | act_under
O | [Toma nota con aprecio] del informe; | tomar nota con aprecio | take note with appreciation | appreciate
O | [Apoya y alienta] la labor; | apoyar | support | support
O | [Reitera su creciente preocupación] por el muro; | reiterar | reiterate | express_concern
O | [Reitera su enérgica e inequívoca condena] | reiterar | reiterate | condemn
O | [Hace suyas] las conclusiones; | hacer suyo | endorse | approve
O | [Hace un encarecido llamamiento] a los Estados; | hacer un llamamiento | appeal | call_upon
O | [Sigue alentando] a los Estados; | alentar | encourage | encourage
O | [Se compromete de nuevo] a actuar; | comprometerse | commit | commit
O | [Solicita] al Secretario General que informe; | solicitar | request | request
O | [Reconoce], a este respecto, la importancia; | reconocer | recognize | recognize
O | [EXHORTA] a los Estados; | exhortar | call upon | call_upon
A | [Exhortamos] a todos los Estados | exhortar | call upon | call_upon
A | [Reafirman su adhesión] a la Carta | reafirmar | reaffirm | commit
A | [Hacemos nuestras] las recomendaciones | hacer suyo | endorse | approve
A | [Expresamos nuestro profundo aprecio] | expresar su aprecio | express its appreciation | appreciate
A | [Nos comprometemos] a cooperar | comprometerse | commit | commit
A | [abogan] por que se concluya | abogar | advocate | call_upon
"""


def read_opening(text: str, part: str, italic_end: int | None = None) -> Opening | None:
    return openings.read_opening(text, part, italic_end, language=SPANISH)


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_openings(row: str) -> None:
    part, paragraph, lemma, english, act_class = row.split(" | ")
    printed = paragraph[1 : paragraph.index("]")]
    text = paragraph.replace("[", "").replace("]", "")
    assert read_opening(text, PARTS[part]) == Opening(printed, lemma, english, act_class)


@pytest.mark.parametrize(
    ("code", "text", "act_class"),
    [
        ("ar", "تؤكد من جديد أهمية الحوار؛", "reaffirm"),
        ("ar", "تؤكد مجددا أهمية الحوار؛", "reaffirm"),
        ("ar", "تؤكد أهمية الحوار؛", "emphasize"),
        ("ar", "تؤكد من جديد التزامها بالسلام؛", "commit"),
        ("ar", "تكرر الإعراب عن قلقها إزاء الحالة؛", "express_concern"),
        ("ru", "вновь заявляет, что сотрудничество необходимо;", "reaffirm"),
        ("ru", "вновь заявляет о своей поддержке этих усилий;", "support"),
        ("zh", "特别指出各国必须合作；", "emphasize"),
        ("zh", "指出各国必须合作；", "note"),
    ],
)
def test_what_is_affirmed_once_more_is_the_act_if_it_is_one(code: str, text: str, act_class: str) -> None:
    found = openings.read_opening(text, "operative", language=Language.load(code))
    assert found is not None
    assert found.act_class == act_class


def test_a_comma_may_part_the_verb_from_the_strongest_terms() -> None:
    found = read_opening("Condena, en los términos más enérgicos posibles, los actos;", "operative")
    assert found is not None
    assert found.text == "Condena, en los términos más enérgicos posibles"
    assert found.lemma == "condenar en los términos más enérgicos"


def test_a_phrase_broken_over_two_lines_keeps_its_break() -> None:
    found = read_opening("Acoge con\nbeneplácito la firma;", "operative")
    assert found is not None
    assert (found.text, found.lemma) == ("Acoge con\nbeneplácito", "acoger con beneplácito")


@pytest.mark.parametrize(
    "text",
    [
        "Los Estados Miembros cooperarán",
        "Estados Unidos de América",
        "Cuando se reúna la Conferencia,",
        "La Asamblea General,",
        "Tiene lugar cada año",
        "Nota del Secretario General",
        "a)",
        "",
        "***",
    ],
)
@pytest.mark.parametrize("part", ["preamble", "operative", "body", "annex"])
def test_what_is_no_opening(text: str, part: str) -> None:
    assert read_opening(text, part) is None


def test_only_paragraphs_of_the_text_have_openings() -> None:
    assert read_opening("Recordando su resolución", "title") is None
    assert read_opening("Recordando su resolución", "footnote") is None


def test_a_participle_no_table_knows_still_opens_a_preambular_paragraph() -> None:
    assert read_opening("Vislumbrando un futuro,", "preamble") == Opening("Vislumbrando", None, None, None)
    assert read_opening("Vislumbrando un futuro,", "annex") is None


def phrase(text: str, part: str, italic_end: int | None = None) -> str | None:
    found = read_opening(text, part, italic_end)
    return found.text if found else None


def test_italics_decide_the_extent() -> None:
    text = "Destaca la importancia de la cooperación;"
    assert phrase(text, "operative") == "Destaca"
    assert phrase(text, "operative", 22) == "Destaca la importancia"
    assert phrase(text, "annex", 22) == "Destaca"


def test_italics_that_cut_a_word_or_set_a_sentence_do_not_count() -> None:
    assert phrase("Tomando nota del informe,", "preamble", 11) == "Tomando nota"
    assert phrase("Recuerda sus decisiones. Son de 2019.", "operative", 24) == "Recuerda"


@pytest.mark.parametrize("italics", ["Tema 140", "a", "Financiación de la Misión de las Naciones Unidas"])
def test_italics_of_a_heading_a_number_or_a_letter_do_not_count(italics: str) -> None:
    assert phrase(italics, "operative", len(italics)) is None


def test_marks_of_italics_left_in_the_text_are_read() -> None:
    assert phrase("*Toma nota con aprecio* del informe;", "operative") == "Toma nota con aprecio"
    assert phrase("*Recuerda la solicitud* que hizo;", "operative") == "Recuerda la solicitud"


def test_every_form_in_the_table_opens_a_paragraph_with_its_lemma() -> None:
    for row in SPANISH.table("openings"):
        for column in ("preamble_forms", "operative_forms") if row["act_class"] else ():
            for form in row[column].split("|") if row[column] else ():
                found = read_opening(f"{form.capitalize()} xyz", "operative")
                assert found is not None
                assert (found.text.lower(), found.lemma) == (form, row["lemma"])
                opens = openings.opens_operative(f"{form.capitalize()} xyz", SPANISH)
                assert opens == (column == "operative_forms")


def test_every_act_class_is_used() -> None:
    pack = SPANISH.pack(Openings)
    used = {row["act_class"] for row in SPANISH.table("openings")} - {""}
    named = {act for group in pack.objects for act in group.nouns.values()}
    assert used | named == set(registry.vocabularies()["act_class"])


def test_every_noun_of_the_pack_has_its_forms_and_every_word_of_the_table_is_used() -> None:
    pack = SPANISH.pack(Openings)
    rows = SPANISH.table("opening_words")
    nouns = {row["word"] for row in rows if row["kind"] == "noun"}
    assert nouns == {*pack.manner_nouns, *(noun for group in pack.objects for noun in group.nouns)}
    assert {row["kind"] for row in rows} == {"noun", "adjective"}
    assert all(row["forms"].split("|")[0] == row["word"] for row in rows)


_WORDS = st.sampled_from(
    ["recordando", "toma", "nota", "con", "profunda", "preocupación", "su", "y", "condena", ",", "*"]
)


@given(st.lists(_WORDS, max_size=12).map(" ".join), st.sampled_from(["preamble", "operative", "annex"]))
@example("* , *", "preamble")
def test_the_phrase_stands_at_the_start_of_the_text(text: str, part: str) -> None:
    found = read_opening(text, part)
    if found is not None:
        assert found.text
        assert text.lstrip(" *").startswith(found.text)


@given(st.text(max_size=60), st.integers(-5, 70))
def test_no_text_and_no_italics_make_it_fail(text: str, italic_end: int) -> None:
    found = read_opening(text, "operative", italic_end)
    assert found is None or found.text in text
