"""The kind of a document, by the words its parts begin with."""

import pytest

from cronica.flows.extract.structure.masthead_lines import read_fields
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.interpret.kind import Kind, decide_kind
from cronica.flows.interpret.masthead import read_masthead
from cronica.flows.language import Language

SPANISH = Language.load("es")


@pytest.mark.parametrize(
    ("part", "text", "kind"),
    [
        ("title", "RESOLUCIÓN DE LA PRESIDENTA DE LA CORTE CENTROAMERICANA DE JUSTICIA", "resolution"),
        ("masthead", "Resolución del Comité de Descolonización sobre los faros", "resolution"),
        ("masthead", "2º Observaciones finales sobre el segundo informe", "report"),
        ("body", "Observaciones finales sobre el quinto informe periódico", "report"),
        ("body", "HAN CONVENIDO en lo siguiente:", "treaty"),
        ("body", "Ha convenido el Estado en lo siguiente:", "treaty"),
        ("body", "Los Estados han convenido en el precio", "other"),
    ],
)
def test_the_words_at_the_beginning_tell_the_kind(part, text, kind):
    paragraph = Paragraph(text, 0, len(text), part, fields=read_fields(text, SPANISH))
    assert read_masthead([paragraph], SPANISH).document_type == kind


def _kind(*parts_and_texts):
    paragraphs = [Paragraph(text, 0, len(text), part) for part, text in parts_and_texts]
    return decide_kind(None, paragraphs, SPANISH)


def test_a_letter_is_told_by_salutation_and_farewell_together():
    head = ("title", "Red de Mujeres")
    body = ("body", "Le escribo por el informe.")
    both = _kind(head, ("body", "Estimada Directora:"), body, ("body", "Atentamente,"))
    assert (both.type, both.rule_id) == ("letter", "sign_salutation")
    assert _kind(head, ("body", "Estimada Directora:"), body).type != "letter"


def test_a_record_is_told_by_the_number_of_its_meeting_and_the_hour():
    kind = _kind(
        ("masthead", "CONSEJO DE SEGURIDAD"),
        ("title", "870a. SESION"),
        ("masthead", "Viernes 19 de septiembre de 1980, a las 10.45 horas"),
    )
    assert (kind.type, kind.rule_id) == ("meeting_record", "sign_meeting_line")


def test_a_charter_is_told_by_its_name_and_articles():
    kind = _kind(
        ("title", "CARTA DE LA UNION DE LAS ISLAS"), ("body", "ARTICULO 1"), ("body", "La Unión ayuda.")
    )
    assert kind.type == "treaty"


def test_the_sender_of_a_note_verbale_is_who_greets():
    kind = _kind(
        ("body", "La Embajada de Austria saluda muy atentamente al Ministerio y le remite una lista.")
    )
    assert (kind.type, kind.sender) == ("note_verbale", "La Embajada de Austria")


def test_two_kinds_with_as_many_signs_are_a_doubt():
    kind = _kind(
        ("title", "Mensaje"),
        ("body", "Señor Presidente:"),
        ("body", "Hablo por los pescadores."),
        ("body", "Muchas gracias."),
        ("body", "Atentamente,"),
    )
    assert {kind.type, kind.doubt} == {"letter", "other"}


def test_without_any_evidence_the_kind_says_so():
    assert _kind(("body", "Cuadro 3")) == Kind("other", "no_evidence_of_kind")
