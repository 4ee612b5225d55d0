"""HTML from elements: escaped once, nothing lost."""

from __future__ import annotations

from evaluera.report.headings import contents, ordered
from evaluera.report.markup import Html, element, join, text_of


def test_text_and_attributes_are_escaped() -> None:
    assert element("p", 'a < "b" & c', title='"<&') == '<p title="&quot;&lt;&amp;">a &lt; "b" &amp; c</p>'


def test_html_is_not_escaped_again_nor_by_a_template() -> None:
    inner = element("b", "x")
    assert element("p", inner) == "<p><b>x</b></p>"
    assert inner.__html__() == "<b>x</b>"


def test_none_children_and_attributes_are_nothing() -> None:
    assert element("th", None, scope=None, hidden=False, class_="number") == '<th class="number"></th>'
    assert join([["a", [None, Html("<br>")]], "b"]) == "a<br>b"


def test_bare_attributes_and_empty_elements() -> None:
    assert element("details", open=True) == "<details open></details>"
    assert element("img", src="data:,", alt="") == '<img src="data:," alt="">'


def test_words_of_a_fragment() -> None:
    assert text_of("<p>a &lt; <b>b</b></p>") == "a < b"


def test_only_one_first_heading_and_no_level_is_left_out() -> None:
    page = "<h1>a</h1><h3>b</h3><h1>c</h1><h4 id='d'>d</h4><h2>e</h2><h6>f</h6>"
    assert ordered(page) == "<h1>a</h1><h2>b</h2><h2>c</h2><h3 id='d'>d</h3><h2>e</h2><h3>f</h3>"


def test_a_header_element_is_no_heading() -> None:
    assert ordered("<header><hr></header>") == "<header><hr></header>"


def test_contents_are_the_second_level_headings_with_identifiers() -> None:
    assert contents('<h2 id="a">Res <b>ultat</b></h2><h3 id="b">x</h3><h2>y</h2>') == [("a", "Res ultat")]
