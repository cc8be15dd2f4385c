"""Web pages: the running text, with marks, notes, lists and links as the print style writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronica.flows.extract.extracted import Reason, Unreadable
from cronica.flows.extract.formats.html import DEEPEST, read
from cronica.flows.reading.documents import read_one


def text_of(html: str) -> str:
    return read(html.encode()).text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>uno\n  dos</p><div>tres</div>cuatro", "uno dos\n\ntres\n\ncuatro"),
        ("<p>Distr. general<br>10 de febrero</p>", "Distr. general\n10 de febrero"),
        ("<p>uno<br> <br>dos</p>", "uno\n\ndos"),
        ("<p>M&eacute;xico&nbsp;&amp; &#8220;otro&#8221; &lt;b&gt;</p>", "México & “otro” <b>"),
        ("<h1>Título</h1><blockquote>cita</blockquote>", "Título\n\ncita"),
        ("<pre>una línea\n  otra</pre>", "una línea\n  otra"),
        ("<p>dijo <q>sí</q></p>", "dijo “sí”"),
        ("", ""),
    ],
)
def test_blocks_are_paragraphs(html, expected):
    assert text_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><em>Actas</em>, <em>2021</em>, núm. 7</p>", "*Actas*, 2021, núm. 7"),
        ("<p><em>Recordando</em> la resolución</p>", "*Recordando* la resolución"),
        ("<p><b>Acoge </b><i>con beneplácito</i> el informe</p>", "*Acoge con beneplácito* el informe"),
        ('<p><span style="font-style: italic">Pide</span> que</p>', "*Pide* que"),
        ("<p><strong>Todo el párrafo</strong><sup>1</sup></p>", "Todo el párrafo¹"),
        ("<p>A/75/L.1* y <i>a*b</i></p>", "A/75/L.1* y *a\\*b*"),
        ('<p>su <a href="https://x.org/a(1)">59/50</a>, de</p>', "su [59/50](https://x.org/a%281%29), de"),
        ('<p>su <a href="#">59/50</a>, de</p>', "su 59/50, de"),
        ('<p><a href="/b">[1] y 2</a> más</p>', "[\\[1\\] y 2](/b) más"),
    ],
)
def test_emphasis_and_links_are_marked(html, expected):
    assert text_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>tipo<sup>12</sup>, la 64<sup>a</sup> y el 3<sup>er</sup></p>", "tipo¹², la 64ª y el 3er"),
        ("<p>tipo<sup>1, 2</sup></p>", "tipo¹,²"),
        ('<p>tipo<a href="#fn1">[1]</a></p>', "tipo¹"),
        ('<p>tipo<span style="vertical-align: super">1</span></p>', "tipo¹"),
        ('<p>el <a href="#cap2">2</a></p>', "el 2"),
        (
            "<p>a<sup>1</sup></p><aside role=doc-endnotes><hr><ol><li id=fn1>"
            '<p>Véase A/1. <a href="#fnref1">↩︎</a></p></li></ol></aside>',
            "a¹\n\n¹ Véase A/1.",
        ),
        ('<footer>pie<div class="footnotes"><p><sup>1</sup> Nota.</p></div></footer>', "pie\n\n¹ Nota."),
        ('<div id="sdfootnote1"><a href="#sdfootnote1anc">1</a> Nota.</div>', "¹ Nota."),
    ],
)
def test_notes_and_their_marks_are_superscript_figures(html, expected):
    assert text_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li>uno<li>dos</ol>", "1. uno\n\n2. dos"),
        ("<ol start=3><li>uno<li value=7>dos<li>tres</ol>", "3. uno\n\n7. dos\n\n8. tres"),
        ("<ol type=a start=27><li>uno</ol><ol type=I><li>dos</ol>", "aa) uno\n\nI. dos"),
        ('<ol style="list-style-type: lower-roman" start=4><li>uno</ol>', "iv) uno"),
        ('<ol style="list-style: none"><li>1. uno</ol>', "1. uno"),
        ("<ol><li>1. uno</ol>", "1. uno"),
        ("<ul><li>uno<ol type=a><li>dos</ol></ul>", "• uno\n\na) dos"),
        ("<ol><li><p>uno</p><p>más</p></ol>", "1. uno\n\nmás"),
        ("<ol><li></li></ol><p>fuera</p>", "fuera"),
    ],
)
def test_lists_print_their_labels(html, expected):
    assert text_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><th>Estado<th>Voto<tbody><tr><td>Chile<td>Sí</table>", "Estado\tVoto\n\nChile\tSí"),
        ("<table><tr><td><p>uno</p><p>dos</p><td>tres</table>", "uno\n\ndos\n\ntres"),
        ("<table><caption>Votos</caption><tr><td><table><tr><td>a<td>b</table></table>", "Votos\n\na\tb"),
    ],
)
def test_a_table_gives_a_line_a_row(html, expected):
    assert text_of(html) == expected


@pytest.mark.parametrize(
    "noise",
    [
        "<script>x</script>",
        "<style>p {}</style>",
        "<nav>Inicio</nav>",
        "<header>Portal</header>",
        "<footer>Aviso legal</footer>",
        "<aside>Más noticias</aside>",
        "<form><button>Buscar</button></form>",
        "<template><p>x</p></template>",
        "<div role=navigation>Inicio</div>",
        "<div hidden>x</div>",
        '<p style="display:none">x</p>',
        "<!-- x -->",
    ],
)
def test_what_frames_a_page_is_left_out(noise):
    assert text_of(f"<body>{noise}<p>Texto</p>{noise}</body>") == "Texto"


def test_the_marked_article_is_the_page_unless_most_text_is_elsewhere():
    menu = "<div>Inicio Noticias</div>"
    main = "<main><header><h1>Título</h1></header><p>El texto que importa.</p></main>"
    assert text_of(menu + main) == "Título\n\nEl texto que importa."
    assert text_of(f"{menu}<article>x</article>") == "Inicio Noticias\n\nx"


@pytest.mark.parametrize(
    "declared", ['<meta charset="windows-1252">', '<meta content="text/html; charset=cp1252">', ""]
)
def test_the_encoding_is_the_declared_one(declared):
    extracted = read(f"<html><head>{declared}</head><p>Sesión nº 1 “sí”".encode("cp1252"))
    assert (extracted.text, extracted.charset) == ("Sesión nº 1 “sí”", "cp1252")


@pytest.mark.parametrize("step", ["<div>", "<div></span>", "<b><p>", "<table><tr><td>"])
def test_a_tree_too_deep_is_refused_before_it_is_built(step):
    with pytest.raises(Unreadable) as refused:
        text_of(step * (DEEPEST + 1))
    assert refused.value.reason is Reason.TOO_LARGE


def test_elements_that_need_no_end_are_not_deep():
    assert text_of("<p>a<br>" * 2000).count("a") == 2000


@given(st.text(st.characters(categories=["L", "Nd", "Zs", "Po"]), max_size=40))
def test_any_words_come_back(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    assert text_of(f"<p>{escaped}</p>").split() == words.split()


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            "<title>T | Sitio</title><body><div>Nacionales</div><h1>Se firma el acuerdo</h1>",
            "Se firma el acuerdo",
        ),
        ("<title>Mensaje del día :: Portal</title><body>", "Mensaje del día"),
    ],
)
def test_a_page_is_called_as_its_heading_or_its_title_element(page: str, title: str) -> None:
    text = "<p>El Consejo de Seguridad aprobó ayer la resolución 2282 (2016), según informó la misión.</p>"
    _, tables = read_one((page + text).encode(), "a.html")
    assert tables["documents"]["title"].to_list() == [title]


def test_elements_that_close_themselves_in_a_drawing_are_not_nested() -> None:
    drawn = "<svg>" + "<path d='M0 0'/>" * 700 + "</svg>"
    assert read(f"<body><p>Uno</p>{drawn}</body>".encode()).text == "Uno"


def test_a_notice_is_left_out_by_the_name_of_its_class() -> None:
    page = "<div class='cookie-bar'>Usamos galletas.</div><p>El texto, que es más largo.</p>"
    assert read(f"<body>{page}</body>".encode()).text == "El texto, que es más largo."
    assert read(b"<body><div class='cookie-bar'>Todo el texto.</div></body>").text == "Todo el texto."
