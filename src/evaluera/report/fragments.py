"""Tables and figures as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evaluera.report.markup import Html, element, join
from evaluera.text.messages import message

if TYPE_CHECKING:
    from evaluera.report.drawings import Picture
    from evaluera.tables.table import Table

__all__ = ["figure", "findings", "part", "table"]

LONG = 8
WIDE = 6
_CLASSES = {"left": None, "right": "number"}


def table(shown: Table) -> Html:
    """A table with caption, column headers and row headers; numbers to the right.

    A wide table can be scrolled by itself, by keyboard too.
    """
    classes = [_CLASSES[align] for align in shown.align or ("left",) * len(shown.headers)]
    head = [
        element("th", header, scope="col", class_=class_) for header, class_ in zip(shown.headers, classes, strict=True)
    ]
    rows = [element("tr", _cells(row, classes, shown.row_headers)) for row in shown.rows]
    whole = element(
        "table",
        element("caption", shown.caption),
        element("thead", element("tr", head)),
        element("tbody", rows),
        class_="long" if len(rows) > LONG else None,
    )
    if len(shown.headers) > WIDE:
        whole = element("div", whole, class_="scroll", tabindex=0, role="group", aria_label=shown.caption)
    return join([whole, element("p", shown.note, class_="note") if shown.note else None])


def figure(picture: Picture, *, language: str) -> Html:
    """A figure with its caption, and the numbers behind it one click away."""
    numbers = element(
        "details", element("summary", message("report.results.data_table", language)), table(picture.table)
    )
    caption = element("figcaption", picture.drawn.caption)
    return join([element("figure", picture.svg, caption, data_figure=picture.name), numbers])


def findings(sentences: Sequence[str]) -> Html:
    """Sentences as a list."""
    return element("ul", [element("li", sentence) for sentence in sentences])


def part(name: str, *children: Html | str | Sequence[Html] | None, heading: str) -> Html:
    """A section of the report below its second-level heading."""
    title = element("h2", heading, id=name)
    return element("section", title, children, class_="part", data_section=name, aria_labelledby=name)


def _cells(row: Sequence[str], classes: Sequence[str | None], row_headers: bool) -> list[Html]:
    return [
        element("th", cell, scope="row", class_=class_)
        if row_headers and place == 0
        else element("td", cell, class_=class_)
        for place, (cell, class_) in enumerate(zip(row, classes, strict=True))
    ]
