"""HTML of an evaluator's own cell: safe, self-contained, accessible, and nothing lost in silence."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluera.report.foreign import Cleaned, cleaned


def clean(html: str) -> Cleaned:
    return cleaned(html, caption="Egen tabell", picture="Egen bild")


def test_a_data_frame_gets_caption_scopes_and_no_empty_header() -> None:
    frame = pd.DataFrame({"antal": [1, 2]}, index=["Teg", "Haga"])
    html = clean(frame._repr_html_()).html  # type: ignore[operator]
    assert html.count("<caption>Egen tabell</caption>") == 1
    assert '<th scope="col">antal</th>' in html
    assert '<th scope="row">Teg</th>' in html
    assert "<td></td>" in html
    assert "<style" not in html
    assert "<th></th>" not in html
    assert 'tabindex="0"' in html


def test_a_caption_of_its_own_is_kept() -> None:
    html = clean("<table><caption>Min</caption><tr><td>1</td></tr></table>").html
    assert "<caption>Min</caption>" in html
    assert "Egen tabell" not in html


@pytest.mark.parametrize(
    ("html", "left_out"),
    [
        ("<script>alert(1)</script>", ("script",)),
        ('<script src="https://example.org/x.js"></script>', ("script",)),
        ('<iframe src="https://example.org"></iframe>', ("iframe",)),
        ('<img src="https://example.org/x.png" alt="x">', ("img",)),
        ('<object data="x"><p>y</p></object>', ("object",)),
        ('<link rel="stylesheet" href="x.css">', ("link",)),
        ("<video src=x></video>", ("video",)),
        ("<style>p { color: red }</style>", ()),
    ],
)
def test_what_loads_or_runs_is_left_out_and_named(html: str, left_out: tuple[str, ...]) -> None:
    found = clean(f"<p>före</p>{html}<p>efter</p>")
    assert found.html == "<p>före</p><p>efter</p>"
    assert found.left_out == left_out


def test_handlers_styles_and_script_addresses_go() -> None:
    html = '<p onclick="x()" style="color:red"><a href="javascript:x()">a</a> <a href="https://b.se">b</a></p>'
    assert clean(html).html == '<p><a>a</a> <a href="https://b.se">b</a></p>'


def test_an_embedded_picture_without_words_is_described_and_counted() -> None:
    found = clean('<img src="data:image/png;base64,AA"><img src="data:image/png;base64,AA" alt="Karta">')
    assert 'alt="Egen bild"' in found.html
    assert 'alt="Karta"' in found.html
    assert found.undescribed == 1


def test_what_is_left_open_is_closed() -> None:
    assert clean("<div><p>a <b>b").html == "<div><p>a <b>b</b></p></div>"


def test_text_is_escaped_again() -> None:
    assert clean("<p>1 &lt; 2 &amp; 3</p>").html == "<p>1 &lt; 2 &amp; 3</p>"
