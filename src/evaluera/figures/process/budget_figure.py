"""What was spent of the budget, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluera.design.span import Span
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.bar_rows import AXIS_HEIGHT, BarRow, bar_signs, draw_bars
from evaluera.figures.process.row_layout import row_layout
from evaluera.figures.process.sign_key import Sign, key_height, write_key
from evaluera.figures.process.sourcing import source_line, span_words
from evaluera.figures.sheet import EDGE, blank, style
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.methods.process.indicator import Asked
from evaluera.text.labels import enum_label
from evaluera.text.messages import message
from evaluera.text.numbers import count, exact, percent
from evaluera.text.process_names import ProcessNames

__all__ = ["BudgetLine", "BudgetView", "budget_view", "draw_budget"]

_THOUSAND, _MILLION = 1e3, 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One line of the budget of a year in SEK; ``actual`` None where the outcome is not known."""

    line: str
    year: int
    funder: str
    activity: str
    budget: float
    actual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetView:
    """All lines of a span, by year and then by size; the sums are those of PB01: lines with an outcome."""

    span: Span
    lines: tuple[BudgetLine, ...]

    @property
    def budget(self) -> float:
        """Budget of the lines whose outcome is known."""
        return sum(line.budget for line in self.lines if line.actual is not None)

    @property
    def actual(self) -> float:
        """Outcome of the same lines."""
        return sum(line.actual for line in self.lines if line.actual is not None)

    @property
    def unknown(self) -> int:
        """Lines without an outcome."""
        return sum(line.actual is None for line in self.lines)

    def frame(self) -> pd.DataFrame:
        """One row for each line."""
        columns = ("line", "year", "funder", "activity", "budget", "actual")
        return pd.DataFrame(
            {
                "budget_sek" if name == "budget" else "actual_sek" if name == "actual" else name: [
                    getattr(line, name) for line in self.lines
                ]
                for name in columns
            }
        )


def budget_view(asked: Asked) -> BudgetView | None:
    """The lines of the budget of the years of the span; None where there are none with an amount."""
    rows = asked.within("budget")
    rows = rows[rows["budget_sek"].notna()]
    lines = [
        BudgetLine(
            line=str(row["line_id"]),
            year=int(row["year"]),
            funder=str(row["funder"] or ""),
            activity=str(row["activity_id"] or ""),
            budget=float(row["budget_sek"]),
            actual=None if pd.isna(row["actual_sek"]) else float(row["actual_sek"]),
        )
        for row in rows.to_dict("records")
    ]
    ordered = sorted(lines, key=lambda line: (line.year, -line.budget, line.line))
    return BudgetView(span=asked.span, lines=tuple(ordered)) if ordered else None


def draw_budget(view: BudgetView, names: ProcessNames, *, theme: Theme = DEFAULT, mark: str | None = None) -> Drawn:
    """An outline as long as the budget of the line, filled as far as it was spent."""
    language = names.language
    known = view.unknown < len(view.lines)
    values: dict[str, Any] = {"spent": view.actual, "of": view.budget, "n": len(view.lines)}
    values["share"] = view.actual / view.budget if view.budget else 0.0
    title = message(f"figure.process.budget.title{'' if known else '_unknown'}", language, **values)
    subtitle = message("figure.process.budget.subtitle", language, days=span_words(view.span, language))
    with style():
        figure = _figure(view, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    said = [
        source_line("budget", view.span, language),
        message("figure.process.budget.caption", language, n=len(view.lines)),
    ]
    if (view.span.last.month, view.span.last.day) != (12, 31):
        said.append(message("figure.process.budget.running", language))
    if view.unknown:
        said.append(message("figure.process.budget.unknown", language, n=view.unknown))
    frame = view.frame()
    return Drawn(
        name="budget",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.budget.alt", language, title=title, n=len(view.lines)),
        caption=" ".join(said),
        table=frame.assign(
            funder=[enum_label(each, language) if each else "" for each in frame["funder"]],
            activity=[names.name("activity", each) if each else "" for each in frame["activity"]],
        ),
    )


def _figure(view: BudgetView, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None) -> Any:
    language = names.language
    layout = row_layout([_name(line, view, names) for line in view.lines], [_end(x, language) for x in view.lines])
    rows = [BarRow(filled=line.actual, outline=line.budget) for line in view.lines]
    signs = _signs(theme, language)
    body = key_height(signs) + AXIS_HEIGHT + layout.height + EDGE
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    write_key(sheet, signs, top=sheet.top)
    top = sheet.top - key_height(signs) - AXIS_HEIGHT
    highest = max(max(line.budget, line.actual or 0.0) for line in view.lines)
    draw_bars(sheet, layout, rows, top=top, write=lambda sek: _amount(sek, highest, language))
    return sheet.figure


def _name(line: BudgetLine, view: BudgetView, names: ProcessNames) -> str:
    """Activity or line, who pays, and the year where there are several."""
    what = names.name("activity", line.activity) if line.activity else line.line
    more = [enum_label(line.funder, names.language)] if line.funder else []
    if view.span.first.year != view.span.last.year:
        more.append(str(line.year))
    return f"{what} ({', '.join(more)})" if more else what


def _amount(sek: float, highest: float, language: str) -> str:
    """Kronor, thousands or millions of them, for the axis."""
    if highest >= 2 * _MILLION:
        return message("figure.process.budget.million", language, x=exact(sek / _MILLION, language))
    if highest >= 10 * _THOUSAND:
        return message("figure.process.budget.thousand", language, x=count(sek / _THOUSAND, language))
    return message("figure.process.budget.sek", language, x=count(sek, language))


def _end(line: BudgetLine, language: str) -> str:
    if line.actual is None:
        return message("figure.process.budget.end_unknown", language, of=line.budget)
    end = message("figure.process.of", language, done=line.actual, of=line.budget)
    return f"{end} ({percent(line.actual / line.budget, language, form='table')})" if line.budget else end


def _signs(theme: Theme, language: str) -> list[Sign]:
    return bar_signs(
        theme,
        filled=message("figure.process.budget.sign.actual", language),
        outline=message("figure.process.budget.sign.budget", language),
    )
