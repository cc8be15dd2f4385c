"""The kind of a document, by the words its parts begin with."""

import pytest
from cronica.flows.extract.structure.masthead_lines import read_fields
from cronica.flows.extract.structure.paragraph import Paragraph
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
