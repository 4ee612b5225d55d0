"""Areas with the initiative and comparison areas on one time axis, with a window before and one after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluera.data.panel import Kind, Period, SeriesData
from evaluera.methods.joining import stacked, times
from evaluera.methods.known_events import Known
from evaluera.methods.window import Window
from evaluera.numerics.arrays import Bools, Floats, Integers

__all__ = ["Compared", "compared"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """One outcome in N areas over T periods.

    ``value`` and ``exposure`` (N x T; exposure 1 where the panel has none) are NaN where missing; ``treated`` (N) marks
    the areas with the initiative. ``weighted`` says that the panel has an exposure. ``neighbours`` (N) marks those
    treated areas that are next to it, whose change may be another one. ``events`` are other known events.
    """

    outcome: str
    area: str
    names: tuple[str, ...]
    kind: Kind
    season_length: int | None
    periods: tuple[Period, ...]
    time: Integers
    value: Floats
    exposure: Floats
    weighted: bool
    treated: Bools
    window: Window
    neighbours: Bools | None = None
    events: tuple[Known, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the outcome is a count."""
        return self.kind == "count"

    @property
    def treated_areas(self) -> int:
        """Areas with the initiative."""
        return int(self.treated.sum())

    @property
    def comparison_areas(self) -> int:
        """Areas to compare with."""
        return int((~self.treated).sum())

    def group(self, treated: bool) -> tuple[Floats, Floats]:
        """Value and exposure (T each) of one group: counts summed, other outcomes weighed by exposure.

        A period in which an area of the group is missing is missing.
        """
        rows = self.treated == treated
        value, exposure = self.value[rows], self.exposure[rows]
        together: Floats = exposure.sum(axis=0)
        if self.counts:
            return value.sum(axis=0), together
        return (value * exposure).sum(axis=0) / together, together

    def used(self) -> Bools:
        """Periods of the windows in which neither group is missing (T)."""
        return self.window.inside & ~np.isnan(self.value).any(axis=0) & ~np.isnan(self.exposure).any(axis=0)

    def without_area(self, index: int) -> Compared:
        """The same without one area."""
        keep = np.arange(len(self.names)) != index
        return replace(
            self,
            names=tuple(name for name, kept in zip(self.names, keep, strict=True) if kept),
            value=self.value[keep],
            exposure=self.exposure[keep],
            treated=self.treated[keep],
            neighbours=None if self.neighbours is None else self.neighbours[keep],
        )

    def within(self, window: Window) -> Compared:
        """The same with other windows."""
        return replace(self, window=window)

    def placebo(self) -> Compared | None:
        """The window before cut in two, as if the initiative had begun in the middle of it.

        With two years or more the later part is the last year, else it is half. None with fewer than 4 periods.
        """
        places = np.flatnonzero(self.window.before)
        if len(places) < 4:
            return None
        season = self.season_length or 0
        later = season if season > 1 and len(places) >= 2 * season else len(places) // 2
        before, after = np.zeros_like(self.window.before), np.zeros_like(self.window.before)
        before[places[:-later]], after[places[-later:]] = True, True
        return self.within(Window(before=before, after=after))


def compared(
    treated: Sequence[SeriesData],
    comparison: Sequence[SeriesData],
    *,
    kind: Kind,
    season_length: int | None,
    window: Window,
) -> Compared:
    """Put the areas of both groups on one time axis; ``window`` is on that axis."""
    axis, value, exposure, _ = stacked([*treated, *comparison])
    return Compared(
        outcome=axis.outcome,
        area=treated[0].area if len(treated) == 1 else "",
        names=tuple(series.area for series in (*treated, *comparison)),
        kind=kind,
        season_length=season_length,
        periods=axis.periods,
        time=times(axis),
        value=value,
        exposure=np.ones_like(value) if exposure is None else exposure,
        weighted=exposure is not None,
        treated=np.arange(len(value)) < len(treated),
        window=window,
    )
