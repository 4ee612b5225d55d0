"""How a published survey figure moved from before the initiative to after it began."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.methods.process.source_trends import moved_by
from evaluera.methods.process.two_times import begun
from evaluera.results.trend import SourceTrend

__all__ = ["measures_named", "survey_trend"]

_Z = 1.959963984540054


def measures_named(tables: ProcessTables, words: Sequence[str]) -> list[str]:
    """The measures of the surveys with one of these names, or with a name that begins with one and an underscore."""
    known = sorted(set(tables.frame("survey_estimate")["measure_id"]))
    return [name for name in known if any(_is(name.casefold(), word.casefold()) for word in words)]


def survey_trend(tables: ProcessTables, measures: Sequence[str], span: Span, *, source: str) -> SourceTrend:
    """The latest year before the initiative began against the latest year up to the evaluation date.

    Without a known start: the first year against the last. A year is the one that was asked about. The two must be
    comparable: no change is computed across ``comparable_from``, and none between different surveys. Figures of the
    areas of the initiative go before those of an area that they lie in, and those before all others; the first measure
    and area with two such years is taken.

    The interval of the ratio follows from the published intervals (normal, on the log scale), else from the number of
    answers (simple random sample, so it is too narrow for a weighted survey); without either the change is unclear.
    """
    rows = tables.frame("survey_estimate")
    asked = rows["reference_year"].fillna(rows["year"]).astype(float)
    started = begun(tables)
    rows = rows.assign(asked=asked)[asked <= span.last.year]
    for measure in measures:
        for area in _areas(tables):
            same = rows[(rows["measure_id"] == measure) & (rows["area_id"] == area)]
            for _, each in same.groupby("source", sort=True):
                pair = _pair(each.sort_values("asked"), None if started is None else started.year)
                if pair is not None:
                    return _compared(pair, source=source, measure=measure, area=area)
    return SourceTrend(source=source, moved="silent")


def _is(name: str, word: str) -> bool:
    return name == word or name.startswith((f"{word}_", f"{word}-"))


def _areas(tables: ProcessTables) -> Iterator[str]:
    """Areas of the initiative, then those they lie in, then the rest."""
    area = tables.frame("area")
    parents = dict(zip(area["area_id"], area["parent_area"], strict=True))
    level = sorted(area.loc[area["kind"] == "intervention", "area_id"])
    told: set[str] = set()
    while level:
        yield from (name for name in level if name not in told)
        told |= set(level)
        level = sorted({str(parents[name]) for name in level if parents.get(name)} - told)
    yield from sorted(set(tables.frame("survey_estimate")["area_id"]) - told)


def _pair(rows: pd.DataFrame, started: int | None) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The two years to compare; None when there are none that can be."""
    known: list[dict[str, Any]] = [{str(name): cell for name, cell in row.items()} for row in rows.to_dict("records")]
    if started is None:
        early, late = known[:1], known[-1:]
    else:
        early = [row for row in known if row["asked"] < started][-1:]
        late = [row for row in known if row["asked"] >= started][-1:]
    if not early or not late or early[0]["asked"] >= late[0]["asked"]:
        return None
    breaks = [row["comparable_from"] for row in known if early[0]["year"] < row["comparable_from"] <= late[0]["year"]]
    return None if breaks or early[0]["value"] <= 0 else (early[0], late[0])


def _compared(pair: tuple[dict[str, Any], dict[str, Any]], *, source: str, measure: str, area: str) -> SourceTrend:
    early, late = pair
    before, after = float(early["value"]), float(late["value"])
    percent = max(before, after) > 1.0
    errors = [_error(row, percent=percent) for row in pair]
    ratio = after / before
    spread = math.sqrt(
        sum((error / float(row["value"])) ** 2 for error, row in zip(errors, pair, strict=True) if error)
    )
    known = all(error is not None for error in errors) and after > 0
    low, high = (ratio * math.exp(-_Z * spread), ratio * math.exp(_Z * spread)) if known else (None, None)
    return SourceTrend(
        source=source,
        moved="unclear" if low is None or high is None else moved_by(low, high),
        measure=measure,
        area=area,
        before=before,
        after=after,
        ratio=ratio,
        low=low,
        high=high,
        first=str(int(early["asked"])),
        last=str(int(late["asked"])),
        n=None if pd.isna(late["n"]) else int(late["n"]),
    )


def _error(row: dict[str, Any], *, percent: bool) -> float | None:
    """The standard error in the unit of the figure; None when nothing says it."""
    if not pd.isna(row["ci_low"]) and not pd.isna(row["ci_high"]):
        return float(row["ci_high"] - row["ci_low"]) / (2 * _Z)
    if pd.isna(row["n"]) or row["n"] <= 0:
        return None
    scale = 100.0 if percent else 1.0
    share = float(row["value"]) / scale
    return scale * math.sqrt(max(share * (1 - share), 0.0) / float(row["n"]))
