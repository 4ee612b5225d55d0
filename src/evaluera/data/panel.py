"""The panel: outcomes over periods in areas, checked once and then trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluera.data.frequency import Frequency
from evaluera.data.sampling import sampling_error
from evaluera.errors import Finding

__all__ = ["Kind", "Origin", "Panel", "Period", "SeriesData"]

Kind = Literal["count", "rate", "share", "mean"]
Period = pd.Period | int
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the rows come from; dates as ISO text. ``rows_read`` counts the data rows of the file or frame.

    A list of value columns gives the panel that many rows for each of them.
    """

    file: str | None = None
    sha256: str | None = None
    source: str | None = None
    retrieved_on: str | None = None
    area_level: str | None = None
    preliminary_from: str | None = None
    rows_read: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeriesData:
    """One outcome in one area as arrays over all periods (length T), sorted in time; NaN where the value is missing.

    ``covariates`` is T x number of covariates; ``exposure`` None when the panel has none. ``std_error`` is the chance
    error of a survey share (NaN where it is not known), None when the data do not say it.
    """

    outcome: str
    area: str
    periods: tuple[Period, ...]
    value: Floats
    exposure: Floats | None
    preliminary: Bools
    covariates: Floats
    std_error: Floats | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """Area x period x outcome with value and exposure, complete: every series has every period of its own span.

    ``rows`` has the columns outcome, area (text), period (pandas periods when ``calendar``, else whole numbers), value,
    exposure (NaN column when absent), preliminary (bool) and the covariates, sorted by outcome, area, period. A missing
    value is NaN; a missing row cannot occur. ``findings`` are the warnings of the reading (no source, spans that
    differ): they go into the report. ``precision`` names the further columns of a survey (of low, high, n and
    design_effect), whose interval has ``interval_confidence``; ``breaks`` are first periods of a new way to measure.
    Build one with :func:`evaluera.panel` or :func:`evaluera.read`.
    """

    rows: pd.DataFrame
    kind: Kind
    frequency: Frequency | None
    calendar: bool
    has_exposure: bool
    covariates: tuple[str, ...] = ()
    origin: Origin = Origin()
    findings: tuple[Finding, ...] = ()
    precision: tuple[str, ...] = ()
    interval_confidence: float = 0.95
    breaks: tuple[Period, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def season_length(self) -> int | None:
        """Periods in a year (12, 4, 52, 1) or None for ordinal periods without a frequency."""
        return None if self.frequency is None else self.frequency.season_length

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Names of the outcomes, sorted."""
        return tuple(sorted(self.rows["outcome"].unique()))

    @property
    def areas(self) -> tuple[str, ...]:
        """Names of the areas, sorted; ("",) for a single series without area."""
        return tuple(sorted(self.rows["area"].unique()))

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods in time order."""
        return tuple(sorted(self.rows["period"].unique().tolist()))

    def frame(self) -> pd.DataFrame:
        """A copy of the rows."""
        return self.rows.copy()

    def select(self, *, outcome: str | Sequence[str] | None = None, areas: Sequence[str] | None = None) -> Panel:
        """The same panel with one outcome (or several) or some areas only."""
        keep = np.ones(len(self.rows), dtype=bool)
        if outcome is not None:
            keep &= self.rows["outcome"].isin([outcome] if isinstance(outcome, str) else list(outcome)).to_numpy()
        if areas is not None:
            keep &= self.rows["area"].isin(list(areas)).to_numpy()
        return replace(self, rows=self.rows[keep].reset_index(drop=True))

    def series(self) -> Iterator[SeriesData]:
        """Each outcome in each area as arrays, in sorted order."""
        rows = self.rows
        codes, unique = pd.factorize(rows["period"])
        periods = np.array([*unique.tolist(), None], dtype=object)[codes]
        value = rows["value"].to_numpy(dtype=float)
        exposure = rows["exposure"].to_numpy(dtype=float) if self.has_exposure else None
        preliminary = rows["preliminary"].to_numpy(dtype=bool)
        covariates = rows[list(self.covariates)].to_numpy(dtype=float)
        sampling = {name: rows[name].to_numpy(dtype=float) for name in self.precision}
        error = sampling_error(value, sampling, confidence=self.interval_confidence)
        groups = cast("dict[tuple[str, str], Positions]", rows.groupby(["outcome", "area"], sort=False).indices)
        for (outcome, area), at in sorted(groups.items(), key=lambda group: group[0]):
            yield SeriesData(
                outcome=outcome,
                area=area,
                periods=tuple(periods[at]),
                value=value[at],
                exposure=None if exposure is None else exposure[at],
                preliminary=preliminary[at],
                covariates=covariates[at],
                std_error=None if error is None else error[at],
            )
