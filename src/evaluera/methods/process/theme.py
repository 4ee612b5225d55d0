"""A process method: the indicators of one theme, for one span."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import pandas as pd
from pydantic import Field

from evaluera.data.process.process_tables import ProcessTables
from evaluera.data.process.table_registry import table_kinds
from evaluera.design.question import Question
from evaluera.design.span import Span
from evaluera.methods.method import Params
from evaluera.methods.process.computing import compute
from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.indicator import Asked, CumulativeEffect
from evaluera.methods.process.indicator_registry import of_theme
from evaluera.methods.process.limits import Limits
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.process import ProcessResult

__all__ = ["ProcessParams", "ThemeMethod", "last_year_of", "span_of"]


class ProcessParams(Params):
    """Options that every process method has."""

    year: int | None = Field(
        default=None,
        ge=1990,
        le=2200,
        description="The year that is followed up; the last year with rows when left out.",
        examples=[2024],
        json_schema_extra={"unit": "year"},
    )
    first_year: int | None = Field(
        default=None,
        ge=1990,
        le=2200,
        description="Follow up several years together, from this one on.",
        examples=[2022],
        json_schema_extra={"unit": "year"},
    )
    until: dt.date | None = Field(
        default=None,
        description="Evaluation date: what is dated later has not happened yet; the last day of the year if left out.",
        examples=["2024-06-30"],
        json_schema_extra={"unit": "date"},
    )
    limits: Limits = Field(default_factory=Limits, description="What counts as low, late, small or answered.")
    effect: tuple[float, float, float] | None = Field(
        default=None,
        description="Events more (positive) or fewer than expected, with interval: for the cost of a crime prevented.",
        examples=[[-42.0, -70.0, -14.0]],
        json_schema_extra={"unit": "events"},
    )


def span_of(tables: ProcessTables, params: ProcessParams) -> Span:
    """The span that the options ask for; without a year that of ``until``, else of the last row with a date."""
    last = params.year or (params.until.year if params.until else last_year_of(tables))
    whole = Span.of_year(last, until=params.until)
    return Span(first=dt.date(params.first_year or last, 1, 1), last=whole.last)


def last_year_of(tables: ProcessTables) -> int:
    """The last year in which something was logged or held; of the plan when nothing was."""
    for names in (("activity_log", "meeting", "walk", "est_round"), tuple(table_kinds())):
        days = [row_dates(tables, name).max() for name in names if tables.has(name) and table_kinds()[name].dated_by]
        known = [day for day in days if not pd.isna(day)]
        if known:
            return int(max(known).year)
    return dt.date.today().year


class ThemeMethod:
    """A process method computes the registered indicators of its theme; a subclass gives the name and the docstring."""

    name: ClassVar[str]
    Params: ClassVar[type[Params]] = ProcessParams
    reads: ClassVar[str] = "tables"

    def check(self, tables: ProcessTables, params: Any) -> tuple[Diagnostic, ...]:
        """What can be said before computing: nothing here, an indicator without data says so itself."""
        del tables, params
        return ()

    def estimate(self, tables: ProcessTables, params: Any, question: Question) -> ProcessResult:
        """Compute the indicators of the theme."""
        del question
        span = span_of(tables, params)
        effect = None
        if params.effect is not None:
            estimate, low, high = params.effect
            effect = CumulativeEffect(estimate=estimate, low=low, high=high)
        asked = Asked(tables=tables, span=span, limits=params.limits, effect=effect)
        options: dict[str, Any] = params.model_dump(mode="json")
        return ProcessResult(
            method=self.name,
            first=span.first.isoformat(),
            last=span.last.isoformat(),
            measures=compute(asked, of_theme(self.name)),
            diagnostics=self.check(tables, params),
            options=options,
        )
