"""The numbers under a figure: the course of a series, or estimates by area."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evaluera.results.course import Course
from evaluera.tables.cells import column, fitting_digits
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.names import capital, term_name
from evaluera.text.numbers import MISSING, interval, joined, number, period_text, ratio

__all__ = ["course_table", "figure_table"]


def course_table(course: Course, language: str, *, label: str | None = None) -> Table:
    """Outcome, level of the model and level without the initiative, period by period.

    Parameters
    ----------
    label
        What the series is called in the caption; its key when None.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> course_table(result.courses[0], "sv").rows[0][:2]
    ('Januari 1969', '867')
    """
    return figure_table(course.frame(), title=label or course.outcome, language=language)


def figure_table(frame: pd.DataFrame, *, title: str, language: str) -> Table:
    """The numbers behind a figure as a table.

    Parameters
    ----------
    frame
        With the columns of ``EffectResult.series``, or with area, role and the columns of ``EffectResult.tidy()``.
    title
        What the figure shows, for the caption.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> figure_table(result.series, title="Skadegörelse", language="sv").caption
    'Siffrorna i figuren: Skadegörelse'
    """
    caption = message("table.caption.course", language, label=title.rstrip("."))
    return _course(frame, caption, language) if "observed" in frame else _estimates(frame, caption, language)


def _course(frame: pd.DataFrame, caption: str, language: str) -> Table:
    expected = [_floats(frame, name) for name in ("fitted", "counterfactual", "low", "high")]
    digits = fitting_digits([value for values in expected for value in values])
    fitted, counterfactual, _, _ = expected
    observed = _floats(frame, "observed")
    bands = [
        MISSING if low is None or high is None else interval(low, high, language, digits)
        for low, high in zip(expected[2], expected[3], strict=True)
    ]
    columns = (
        [capital(period_text(period, language)) for period in frame["period"]],
        column(observed, language, fitting_digits(observed)),
        column(fitted, language, digits),
        column(counterfactual, language, digits),
        bands,
        [message("table.yes" if used else "table.no", language) for used in frame["used"]],
    )
    heads = ("period", "observed", "fitted", "counterfactual", "band", "used")
    return Table(
        caption=caption,
        headers=tuple(message(f"table.head.{head}", language) for head in heads),
        rows=tuple(zip(*columns, strict=True)),
        note=message("table.missing_note", language),
        align=("left", "right", "right", "right", "right", "left"),
    )


def _estimates(frame: pd.DataFrame, caption: str, language: str) -> Table:
    ratios = bool((frame["scale"] == "log").all())
    write = ratio if ratios else number
    roles = [message(f"table.role.{role}", language) for role in frame["role"]]
    values, lows, highs = (_floats(frame, name) for name in ("estimate", "low", "high"))
    columns = (
        [area or role for area, role in zip(frame["area"].astype(str), roles, strict=True)],
        roles,
        [capital(term_name(str(term), language)) for term in frame["term"]],
        [write(value, language) for value in values],
        [joined(write(low, language), write(high, language), language) for low, high in zip(lows, highs, strict=True)],
    )
    heads = ("area", "role", "term", "value", "band")
    return Table(
        caption=caption,
        headers=tuple(message(f"table.head.{head}", language) for head in heads),
        rows=tuple(zip(*columns, strict=True)),
        note=message(f"table.note.{'ratio' if ratios else 'difference'}", language),
        align=("left", "left", "left", "right", "right"),
    )


def _floats(frame: pd.DataFrame, name: str) -> Sequence[float | None]:
    """A column as numbers, None where there is none."""
    return [None if pd.isna(value) else float(value) for value in frame[name]]
