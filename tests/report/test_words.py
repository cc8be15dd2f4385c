"""The words of the page's search: every form leads to its dictionary word, and that to its documents."""

import json

from cronica.warehouse.report import words


def pieces(rows, documents=10):
    return {name: json.loads(text) for name, text in words.pieces(rows, documents)}


def test_forms_share_the_documents_of_their_word():
    found = pieces([("es", "resolución", [0, 2]), ("es", "resoluciones", [3])])
    assert found == {
        "words-0072": {
            "forms": {"resolucion": "resolucion", "resoluciones": "resolucion"},
            "words": {"resolucion": ["resolucion resoluciones", "0,2,3"]},
        }
    }


def test_a_word_of_most_documents_is_looked_for_in_all():
    assert pieces([("es", "paz", [0, 1, 2])], documents=4)["words-0070"]["words"] == {"paz": ["paz", "*"]}


def test_words_of_grammar_count_for_nothing():
    assert pieces([("es", "de", [0, 1])]) == {"words-0064": {"forms": {"de": ""}, "words": {}}}


def test_a_form_of_two_languages_leads_to_the_words_of_both():
    found = pieces([("es", "alma", [0]), ("xx", "alma", [1])])
    assert found["words-0061"]["words"] == {"alma": ["alma", "0,1"]}
