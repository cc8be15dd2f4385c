"""Markdown: front matter, tags and pictures."""

import pytest

from cronica.flows.extract.formats.markdown import read
from cronica.flows.reading.documents import read_one


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Un título"\ndate: 2013-06-05 08:30:00 -0300\ntags: [a, b]\n---\n',
        "---\ntitle: Un título\nlead: uno: dos: tres\ndate: 2013-06-05\n...\n",
        '{"title": "Un título", "date": "2013-06-05"}\n',
        '+++\ntitle = "Un título"\ndate = 2013-06-05\n+++\n',
    ],
)
def test_front_matter_is_metadata_and_no_text(front: str) -> None:
    extracted = read(f"{front}\nEl texto.\n".encode())
    assert extracted.statements == {"title": "Un título", "published": "2013-06-05"}
    assert extracted.text.strip() == "El texto."
    assert extracted.text.index("El texto.") == len(front) + 1


def test_a_rule_and_a_brace_that_open_a_text_are_no_front_matter() -> None:
    for text in ("---\n\nEl texto.\n", "{1} El texto.\n"):
        assert read(text.encode()).statements == {}
        assert read(text.encode()).text == text


def test_tags_pictures_and_entities_leave_no_trace_and_move_nothing() -> None:
    data = b'<p align="x"><em>Uno</em>, &amp; <b>dos</b>.</p>\n![foto](a.jpg)<p>Tres<br>cuatro.</p>\n'
    _, tables = read_one(data, "a.md")
    paragraphs = tables["paragraphs"].to_dicts()
    assert [row["text"] for row in paragraphs] == ["Uno, & dos.", "Tres cuatro."]
    assert data.decode()[paragraphs[1]["source_start"] :].startswith("Tres")
