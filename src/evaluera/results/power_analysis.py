"""What could be seen: the answer of a power analysis before the start."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from evaluera.data.panel import Kind
from evaluera.design.question import Question
from evaluera.results.json import from_json, to_dict, to_json

__all__ = ["Assumed", "Outlook", "PowerAnalysis"]

_TYPE = "power"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What the simulated series are like.

    ``level`` is the mean of a period in the unit of the outcome, ``dispersion`` variance / mean for counts and the
    standard deviation for other values, ``autocorrelation`` that of neighbouring periods, ``before`` the number of
    periods before the start, ``known`` how many of them have figures already (0: everything is assumed).
    ``season_length`` is 12, 4, 52, 1 (years) or None. With ``comparison_areas`` level, dispersion and autocorrelation
    are those of an area with the initiative, around what the areas share.
    """

    kind: Kind
    level: float
    dispersion: float
    autocorrelation: float
    before: int
    known: int
    season_length: int | None
    treated_areas: int = 1
    comparison_areas: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What can be seen after so many periods of follow-up.

    ``detectable`` is the smallest relative change (share, without sign) that is seen four times in five, ``low`` and
    ``high`` its 95 % Monte Carlo interval; None beyond what can be simulated (a decrease of 95 %). ``power`` is the
    probability of seeing the smallest change of interest, ``power_error`` its Monte Carlo standard error.
    """

    periods: int
    detectable: float | None
    low: float | None
    high: float | None
    power: float
    power_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerAnalysis:
    """How large a change could be seen, by length of follow-up.

    A change counts as seen when the interval at ``confidence`` lies wholly on the side of an improvement.
    ``periods_needed`` is how long a follow-up shows the smallest change of interest four times in five (read between
    the simulated lengths); None when the longest is not enough. ``replicates`` series were simulated for each length.
    ``errors`` is how the uncertainty is estimated with comparison areas (at the longest follow-up), "" for one series.
    """

    outcome: str
    area: str
    question: Question
    assumed: Assumed
    outlooks: tuple[Outlook, ...]
    periods_needed: int | None
    confidence: float
    wanted: float
    replicates: int
    seed: int
    start: str | None = None
    errors: str = ""

    def tidy(self) -> pd.DataFrame:
        """One row per length of follow-up; the smallest change and the wanted power repeated in every row."""
        frame = pd.DataFrame([asdict(each) for each in self.outlooks])
        return frame.assign(smallest_change=self.question.smallest_change, wanted=self.wanted)

    def to_json(self) -> str:
        """The answer as JSON (versioned, sorted keys): the same input gives the same bytes."""
        return to_json(self, type_name=_TYPE)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON values, versioned."""
        return to_dict(self, type_name=_TYPE)

    @classmethod
    def from_json(cls, text: str) -> PowerAnalysis:
        """The answer that :meth:`to_json` wrote."""
        return from_json(text, cls, type_name=_TYPE)
