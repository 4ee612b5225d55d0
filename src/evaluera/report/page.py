"""The whole page: one file that stands by itself, with every figure counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

from evaluera.errors import EvalueraError, Finding
from evaluera.report.cells import Block, blocks, document_of, joined
from evaluera.report.headings import contents, ordered
from evaluera.report.markup import Html, element
from evaluera.text.languages import DEFAULT, LANGUAGES, Language
from evaluera.text.messages import message

__all__ = ["Page", "page", "stylesheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A finished page: its HTML, its language and the names of the figures that were counted in it."""

    html: str
    language: Language
    title: str
    figures: tuple[str, ...]


def page(notebook: Any, *, name: str = "", folder: Path | None = None) -> Page:
    """The page of an executed notebook.

    Parameters
    ----------
    notebook
        A notebook (version 4) that has been run, by papermill or by hand.
    name
        Title where the notebook has neither a front page nor a first-level heading.
    folder
        Where the notebook stands: pictures that its text names are read from there.

    Raises
    ------
    EvalueraError
        ``report.not_run`` when no cell has been run; ``report.cell_failed`` when a cell ended with an error;
        ``report.figures_differ`` when the page does not hold exactly the figures that the results have.
    """
    document = document_of(notebook)
    language = _language(document.get("language") or notebook.metadata.get("evaluera", {}).get("language"))
    _refuse_not_run(notebook)
    title = str(document.get("title") or _first_heading(notebook) or name)
    found = list(blocks(notebook, language=language, folder=folder, has_front=bool(document)))
    body = ordered(_body(found, title, language))
    html = _template().render(
        body=Html(body),
        contents=contents(body),
        language=language,
        skip=message("report.page.skip", language),
        contents_label=message("report.page.contents", language),
        style=Html(stylesheet()),
        title=title if not document else f"{title} – {document['edition']}",
        foot=message("report.page.foot", language),
        sheet=str(document.get("sheet") or message("report.ribbon.working", language)),
    )
    inside = _figures(html)
    _refuse_lost(inside, found, document.get("figures"))
    return Page(html=html, language=language, title=title, figures=tuple(inside.ours))


def stylesheet() -> str:
    """How a report looks on a screen and on paper (CSS)."""
    return files("evaluera.report").joinpath("templates/page.css").read_text(encoding="utf-8")


def _language(found: object) -> Language:
    return next((each for each in LANGUAGES if each == found), DEFAULT)


def _refuse_not_run(notebook: Any) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and joined(cell.source).strip()]
    if code and not any(cell.get("outputs") or cell.get("execution_count") for cell in code):
        raise EvalueraError(Finding(code="report.not_run"))


def _first_heading(notebook: Any) -> str:
    texts = (joined(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")
    lines = (line for text in texts for line in text.splitlines())
    return next((line[2:].strip() for line in lines if line.startswith("# ")), "")


def _body(found: Sequence[Block], title: str, language: Language) -> str:
    """The blocks in order, the front page first; a notebook without front page gets its title as first heading."""
    front = [block for block in found if block.section == "front_page"]
    rest = [block for block in found if block.section != "front_page"]
    parts = [block.html for block in front] + [block.html for block in rest]
    html = "\n".join(parts)
    if front or "<h1" in html:
        return html
    ribbon = element("p", message("report.ribbon.working", language), class_="ribbon")
    return element("h1", title) + ribbon + html


def _refuse_lost(inside: _FigureCounter, found: Sequence[Block], expected: Iterable[str] | None) -> None:
    """Compare the figures in the finished page with those that the sections and the front page promise.

    A front page that names no figures (as on the evaluator's bench) leaves the promise to the sections.
    """
    promised = [name for block in found for name in block.figures]
    shown = [name for block in found if block.section == "shown" for name in block.figures]
    wanted = sorted(promised) if expected is None else sorted([*expected, *shown])
    own = sum(block.own_pictures for block in found)
    if sorted(inside.ours) == wanted == sorted(promised) and inside.own == own:
        return
    missing = [name for name in wanted if name not in inside.ours]
    surplus = sorted({name for name in inside.ours if inside.ours.count(name) > wanted.count(name)})
    values: dict[str, str | int | float] = {
        "expected": len(wanted) + own,
        "found": len(inside.ours) + inside.own,
        "missing": ", ".join(missing) or "–",
        "surplus": ", ".join(surplus) or "–",
    }
    raise EvalueraError(Finding(code="report.figures_differ", values=values))


class _FigureCounter(HTMLParser):
    """Counts figures that hold a drawing: ours by name (with a described svg), the evaluator's own (with an image)."""

    def __init__(self) -> None:
        super().__init__()
        self.ours: list[str] = []
        self.own = 0
        self.current: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "figure":
            self.current = given.get("data-figure")
        elif tag == "svg" and self.current is not None and given.get("aria-label"):
            self.ours.append(self.current)
            self.current = None
        elif tag == "img" and "data-own-picture" in given and given.get("alt"):
            self.own += 1


def _figures(html: str) -> _FigureCounter:
    counter = _FigureCounter()
    counter.feed(html)
    counter.close()
    return counter


@cache
def _template() -> Any:
    from jinja2 import Environment

    source = files("evaluera.report").joinpath("templates/page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
