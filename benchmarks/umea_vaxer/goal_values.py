"""What the goals are followed up with: the outcomes of the example, by goal and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from umea_vaxer.outcomes import DRINKING, UNSAFE, crime_rows, survey_rows
from umea_vaxer.truth import Truth

__all__ = ["GoalValue", "goal_values"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalValue:
    """A value of one year; ``low``, ``high`` and ``n`` where it comes from a sample."""

    value: float
    low: float | None = None
    high: float | None = None
    n: int | None = None


def goal_values(truth: Truth) -> Mapping[str, Mapping[int, GoalValue]]:
    """By goal and year: crimes in the areas of the initiative, and the two shares in per cent."""
    crimes = crime_rows(truth)
    inside = crimes[crimes["område"].isin([area.name for area in truth.crime.treated])]
    by_year = inside.groupby(inside["månad"].str[:4].astype(int))["antal"].sum()
    surveys = {"trygghet": (UNSAFE, truth.unsafe), "antd": (DRINKING, truth.school)}
    return {
        "brott": {int(str(year)): GoalValue(value=int(count)) for year, count in by_year.items()},
        **{
            goal: {
                row["år"]: GoalValue(**_percent(row, name), n=row["svar"])
                for row in survey_rows(name, survey, truth).to_dict("records")
                if row["svar"] is not None
            }
            for goal, (name, survey) in surveys.items()
        },
    }


def _percent(row: Mapping[Any, Any], name: str) -> dict[str, float]:
    """The share and its interval in per cent."""
    return {key: round(100.0 * row[of], 1) for key, of in (("value", name), ("low", "nedre"), ("high", "övre"))}
