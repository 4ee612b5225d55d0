"""Tables and figures as HTML."""

from __future__ import annotations

import re
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
_NUMBER = re.compile(r"[<+−-]?[\d∞][\d.,\s  ()–−+%tillo]*|–")


def table(shown: Table, *, hidden_caption: bool = False) -> Html:
    """A table with caption, column headers and row headers; numbers to the right.

    A wide table can be scrolled by itself, by keyboard too.
    """
    numeric = [_is_numeric(column) for column in zip(*shown.rows, strict=True)] or [False] * len(shown.headers)
    head = [
        element("th", header, scope="col", class_="number" if right and place else None)
        for place, (header, right) in enumerate(zip(shown.headers, numeric, strict=True))
    ]
    rows = [element("tr", _cells(row, numeric)) for row in shown.rows]
    whole = element(
        "table",
        element("caption", shown.caption, class_="unseen" if hidden_caption else None),
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


def part(name: str, *children: Html | str | None, heading: str) -> Html:
    """A section of the report below its second-level heading."""
    title = element("h2", heading, id=name)
    return element("section", title, children, class_="part", data_section=name, aria_labelledby=name)


def _cells(row: Sequence[str], numeric: Sequence[bool]) -> list[Html]:
    first, *rest = row
    cells = [element("td", cell, class_="number" if right else None) for cell, right in zip(rest, numeric[1:], strict=True)]
    return [element("th", first, scope="row"), *cells]


def _is_numeric(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled) and any(c.isdigit() for c in "".join(filled))
