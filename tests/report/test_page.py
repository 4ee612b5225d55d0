"""A page from an executed notebook, and the counting of its figures."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from evaluera.errors import EvalueraError
from evaluera.report.markup import Html
from evaluera.report.page import Page, page
from evaluera.report.section import DOCUMENT, Section

PNG = "iVBORw0KGgo="


def figure(name: str) -> str:
    return f'<figure data-figure="{name}"><svg role="img" aria-label="Tidsserie"></svg></figure>'


def section(name: str, *figures: str, document: dict[str, Any] | None = None, body: str = "") -> dict[str, Any]:
    html = Html(body or f"<section><h2 id='{name}'>{name}</h2>{''.join(map(figure, figures))}</section>")
    return Section(name=name, body=html, plain=name, figures=figures, document=document or {})._repr_mimebundle_()


def front(*figures: str, shown: tuple[str, ...] = (), language: str = "sv") -> dict[str, Any]:
    document = {"title": "Insats", "edition": "Utvärdering 2025", "language": language, "figures": list(figures)}
    body = f"<section class='front'><h1>Insats</h1>{''.join(map(figure, shown))}</section>"
    return section("front_page", *shown, document=document, body=body)


def cell(*bundles: dict[str, Any], source: str = "x", **metadata: Any) -> Any:
    outputs = [nbformat.v4.new_output("display_data", data=bundle) for bundle in bundles]
    return nbformat.v4.new_code_cell(source, outputs=outputs, execution_count=1, metadata=metadata)


def text(source: str, **metadata: Any) -> Any:
    return nbformat.v4.new_markdown_cell(source, metadata=metadata)


def made(*cells: Any) -> Page:
    return page(nbformat.v4.new_notebook(cells=list(cells)), name="namn")


def code_of(*cells: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(EvalueraError) as caught:
        made(*cells)
    finding = caught.value.findings[0]
    return finding.code, dict(finding.values)


def test_every_printed_page_says_what_the_front_page_says_across_it() -> None:
    working = "Arbetsversion – små tal är inte skyddade, publicera inte"
    assert f'@bottom-left {{ content: "{working}"' in made(cell(front())).html
    document = {"title": "Insats", "edition": "2025", "language": "sv", "figures": [], "sheet": f"PÅHITTAT · {working}"}
    html = made(cell(section("front_page", document=document, body="<section><h1>Insats</h1></section>"))).html
    assert f'@bottom-left {{ content: "PÅHITTAT · {working}"' in html


def test_language_title_and_landmarks() -> None:
    html = made(cell(front(language="en"))).html
    assert '<html lang="en">' in html
    assert "<title>Insats – Utvärdering 2025</title>" in html
    assert html.count("<main") == html.count("<footer") == html.count("<h1") == 1
    assert '<a class="skip" href="#main">' in html


def test_all_promised_figures_are_counted() -> None:
    assert made(cell(front("a", "b", shown=("a",))), cell(section("results", "b"))).figures == ("a", "b")


@pytest.mark.parametrize(
    ("cells", "missing", "surplus"),
    [
        ((cell(front("a", "b", shown=("a",))),), "b", "–"),
        ((cell(front("a")), cell(section("results", "a")), cell(section("results", "a"))), "–", "a"),
        ((cell(front("a")), cell({**section("results", "a"), "text/html": "<p>tom</p>"})), "a", "–"),
        ((cell(front("a")), cell({**section("results", "a"), "text/html": figure("a").replace("svg", "p")})), "a", "–"),
    ],
    ids=["cell removed", "shown twice", "lost in the section", "frame without drawing"],
)
def test_a_lost_figure_stops_the_page(cells: tuple[Any, ...], missing: str, surplus: str) -> None:
    code, values = code_of(*cells)
    assert (code, values["missing"], values["surplus"]) == ("report.figures_differ", missing, surplus)


def test_the_front_page_comes_first_and_own_text_stays_at_its_place() -> None:
    title = text("# Utvärdering\n\nInledning", tags=["title"])
    html = made(title, cell(front()), text("## Eget\n\nMellan"), cell(section("results"))).html
    order = [html.index(part) for part in ("<h1>Insats", "Inledning", "Mellan", ">results</h2>")]
    assert order == sorted(order)
    assert ">Utvärdering<" not in html


def test_headings_of_the_evaluator_cannot_break_the_order() -> None:
    html = made(cell(front()), text("# Egen rubrik\n\n#### Djup")).html
    assert "<h2>Egen rubrik</h2>" in html
    assert "<h3>Djup</h3>" in html


def test_code_is_hidden_unless_asked_for() -> None:
    html = made(cell(front()), cell(source="hemlig = 1"), cell(source="visad = 1", tags=["show-code"])).html
    assert "hemlig" not in html
    assert "visad = 1" in html


@pytest.mark.parametrize(
    ("source", "metadata", "before", "alt"),
    [
        ("#| fig-alt: Karta över Teg\nx", {}, "Text", "Karta över Teg"),
        ("x", {"alt": "Från egenskaper"}, "Text", "Från egenskaper"),
        ("#| fig-cap: Karta\nx", {}, "", "Karta"),
        ("x", {}, "## Rubrik\n\nKartan visar Teg.", "Kartan visar Teg."),
    ],
)
def test_words_of_an_own_figure(source: str, metadata: dict[str, Any], before: str, alt: str) -> None:
    html = made(cell(front()), text(before), cell({"image/png": PNG}, source=source, **metadata)).html
    assert f'alt="{alt}"' in html
    assert "Figuren saknar beskrivning" not in html


def test_an_own_figure_without_words_is_shown_with_a_note() -> None:
    html = made(cell(front()), cell({"image/png": PNG, "text/plain": "<Figure size 640x480>"})).html
    assert 'alt="Utvärderarens egen figur i cell 2, utan beskrivning"' in html
    assert "Figuren saknar beskrivning" in html
    assert "640x480" not in html


def test_an_own_svg_can_run_nothing() -> None:
    html = made(cell(front()), cell({"image/svg+xml": "<svg><script>x</script></svg>"})).html
    assert "data:image/svg+xml;base64," in html
    assert "<script" not in html


def test_text_output_is_escaped_and_messages_are_folded() -> None:
    outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="a < b"),
        nbformat.v4.new_output("stream", name="stderr", text="varning"),
    ]
    html = made(cell(front()), nbformat.v4.new_code_cell("x", outputs=outputs, execution_count=1)).html
    assert "a &lt; b" in html
    assert "<summary>Meddelanden från cell 2</summary>" in html


def test_an_output_that_cannot_be_shown_is_named() -> None:
    html = made(cell(front()), cell({"application/javascript": "x"})).html
    assert "Något i cell 2 kan inte visas i rapporten (application/javascript)" in html


def test_a_failed_cell_stops_the_page() -> None:
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="nej", traceback=[])
    failed = nbformat.v4.new_code_cell("a = 1/0", outputs=[error], execution_count=1)
    code, values = code_of(cell(front()), failed)
    assert code == "report.cell_failed"
    assert values == {"error": "ValueError", "text": "nej", "line": "a = 1/0"}


def test_a_notebook_that_was_not_run_is_refused() -> None:
    assert code_of(nbformat.v4.new_code_cell("x = 1"))[0] == "report.not_run"


def test_a_notebook_without_front_page_gets_title_ribbon_and_one_first_heading() -> None:
    html = made(text("## Bara text"), cell({"text/plain": "1"})).html
    assert "<h1>namn</h1>" in html
    assert "Arbetsversion" in html
    assert "<title>namn</title>" in html
    assert made(text("# Egen titel"), cell({"text/plain": "1"})).title == "Egen titel"


def test_document_record_is_on_the_front_page_only() -> None:
    assert DOCUMENT in front()
    assert DOCUMENT not in section("results")
