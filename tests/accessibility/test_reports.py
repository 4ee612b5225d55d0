"""The real reports as a screen reader and a network see them, in both languages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

from evaluera.report.opening import front_page
from evaluera.report.page import page
from evaluera.report.running import Report, run
from evaluera.report.section import Section

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("seattle-dmi", "sicily-smoking-ban", "uk-seatbelts")
EACH = [*((name, language) for name in SHIPPED for language in ("sv", "en")), ("umea-vaxer", "sv")]
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "manifest"}
EMPTY_WORDS = ("figure showing", "image of", "no description", "alt text", "figur som visar", "bild av")


@pytest.fixture(scope="module", params=EACH, ids="-".join)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of an evaluation that ships."""
    name, language = request.param
    return run(ROOT / "data" / name, language=language, out=tmp_path_factory.mktemp(f"{name}-{language}"))


class Elements(HTMLParser):
    """All start tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]


def test_axe_finds_nothing(report: Report, audit: Callable[[str], dict[str, Any]]) -> None:
    found = audit(report.html.read_text(encoding="utf-8"))
    assert found["violations"] == []
    assert found["requests"] == []
    assert "best-practice" in found["tags"]
    assert found["passes"] > 20


def test_page_one_is_one_page_of_paper(report: Report, printed_pages: Callable[[list[Section]], int]) -> None:
    assert printed_pages([front_page(report.evaluation)]) == 1


def test_axe_would_find_something(audit: Callable[[str], dict[str, Any]]) -> None:
    bad = '<!DOCTYPE html><html><head></head><body><img src="data:,"><h3>x</h3></body></html>'
    assert {each["id"] for each in audit(bad)["violations"]} >= {"image-alt", "html-has-lang", "document-title"}


def test_every_figure_is_described_in_its_own_words(report: Report) -> None:
    elements = Elements(report.html.read_text(encoding="utf-8"))
    words = [attributes.get("aria-label") or "" for attributes in elements.named("svg")]
    words += [attributes.get("alt") or "" for attributes in elements.named("img")]
    assert len(words) >= 1
    assert all(len(text) > 40 and any(c.isdigit() for c in text) for text in words)
    assert not [text for text in words for empty in EMPTY_WORDS if empty in text.lower()]
    assert len(set(words)) == len(words)


def test_the_page_loads_nothing(report: Report) -> None:
    page = report.html.read_text(encoding="utf-8")
    elements = Elements(page)
    assert elements.named("script", "link", "iframe", "object", "embed", "base", "audio", "video", "source") == []
    for tag, attributes in elements.found:
        assert not LOADING.intersection(attributes) or str(attributes.get("src", "")).startswith("data:"), (
            tag,
            attributes,
        )
        references = [attributes.get(name) or "#" for name in ("href", "xlink:href") if tag != "a"]
        assert all(reference.startswith("#") for reference in references), (tag, attributes)
    assert re.findall(r"url\((?!#)|@import|@font-face", page) == []


def test_structure_of_the_page(report: Report) -> None:
    page = report.html.read_text(encoding="utf-8")
    elements = Elements(page)
    levels = [int(tag[1]) for tag, _ in elements.found if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert page.count("<table") == page.count("<caption>") > 3
    assert all(attributes.get("scope") in ("col", "row") for attributes in elements.named("th"))
    identifiers = [attributes["id"] for _, attributes in elements.found if attributes.get("id")]
    assert len(set(identifiers)) == len(identifiers)
    title = re.search("<title>(.*?)</title>", page)
    assert title is not None
    assert report.evaluation.title in title[1]
    assert f'<html lang="{report.evaluation.language}">' in page


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
MARKDOWN = "# Egen rubrik\n\n#### Djupare\n\n| Område | |\n|---|--:|\n| Teg | 3 |\n\n1. ett\n2. två\n\n> citat\n\n`kod`"


def own_cells() -> list[Any]:
    """What an evaluator may add, with and without the words that a reader needs."""
    frame = pd.DataFrame({"antal": range(12), "andel": 0.5}, index=pd.Index(range(12), name="nr"))
    bundles: list[dict[str, str]] = [
        {"text/html": frame._repr_html_()},  # type: ignore[operator]
        {"image/png": PNG},
        {"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'},
        {
            "text/html": '<h1>x</h1><img src="https://example.org/x.png"><script src="https://example.org/x.js"></script>'
        },
        {"text/plain": "x" * 400},
        {"application/javascript": "x()"},
    ]
    outputs = [nbformat.v4.new_output("display_data", data=bundle) for bundle in bundles]
    outputs.append(nbformat.v4.new_output("stream", name="stderr", text="varning"))
    shown = {"tags": ["show-code"]}
    return [
        nbformat.v4.new_markdown_cell(MARKDOWN),
        nbformat.v4.new_code_cell("a = 1", outputs=outputs, execution_count=1, metadata=shown),
    ]


def test_what_an_evaluator_adds_keeps_the_page_accessible_and_self_contained(
    report: Report, audit: Callable[[str], dict[str, Any]]
) -> None:
    notebook = nbformat.read(report.folder / "notebook.ipynb", as_version=4)
    notebook.cells[5:5] = own_cells()
    html = page(notebook).html
    found = audit(html)
    assert found["violations"] == []
    assert found["requests"] == []
    assert "example.org" not in html
    assert "<script" not in html
    assert len(Elements(html).named("img")) == 2
