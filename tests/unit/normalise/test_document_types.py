"""The kind of a document, by the words its parts begin with."""

from dataclasses import dataclass

import pytest
from cronica.flows.interpret.masthead import read_masthead


@dataclass
class Paragraph:
    part: str
    text: str


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
    assert read_masthead([Paragraph(part, text)], "es").document_type == kind
