"""The process of several years side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

__all__ = ["FollowedRecommendation", "PlanVersion", "Years"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """The version of an activity's plan at the end of a year: how it was changed since the year before, if it was."""

    year: int
    activity: str
    version: int
    changed: bool
    changed_on: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedRecommendation:
    """A recommendation of the year before, and what has become of it at the end of the year.

    ``status`` is open, in_progress, done or declined. ``overdue``: it was due by then and is neither done nor declined.
    """

    year: int
    recommendation: str
    status: str
    addressed_to: str = ""
    due: dt.date | None = None
    done_on: dt.date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The same indicators for several years, each computed by itself, plan versions, and recommendations followed up.

    ``results`` are the results of the process methods by year and name. Frames are handed out as copies.
    """

    years: tuple[int, ...]
    results: Mapping[int, Mapping[str, ProcessResult]]
    plan_versions: tuple[PlanVersion, ...] = ()
    recommendations: tuple[FollowedRecommendation, ...] = ()

    def of(self, indicator: str, *, variant: str = "", split: str = "", part: str = "") -> dict[int, Measure | None]:
        """One number, year by year; None in a year that does not have it."""
        found: dict[int, Measure | None] = {}
        for year in self.years:
            asked = (
                each.of(indicator, variant=variant, split=split, part=part) for each in self.results[year].values()
            )
            found[year] = next((measure for measure in asked if measure is not None), None)
        return found

    def tidy(self) -> pd.DataFrame:
        """One row per number and year: ``year``, then the columns of :meth:`ProcessResult.tidy`."""
        frames = [
            result.tidy().assign(year=year)
            for year in self.years
            for result in self.results[year].values()
            if result.measures
        ]
        if not frames:
            return pd.DataFrame(columns=["year"])
        whole = pd.concat(frames, ignore_index=True)
        return whole[["year", *(column for column in whole.columns if column != "year")]]
