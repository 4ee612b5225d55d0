"""The design matrix of a series: level, trend, step, slope change, season and covariates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats, Integers

__all__ = ["Regressors", "regressors"]

_CHANGES = ("level", "slope")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regressors:
    """``names`` (p) of the columns of ``x`` (T x p)."""

    names: tuple[str, ...]
    x: Floats

    def without_change(self) -> Floats:
        """The same rows as they would be if nothing had happened: step and slope change are 0."""
        still = self.x.copy()
        still[:, [i for i, name in enumerate(self.names) if name in _CHANGES]] = 0.0
        return still

    def position(self, name: str) -> int:
        """Where a column stands."""
        return self.names.index(name)


def regressors(
    *,
    time: Integers,
    first_after: int,
    trend: bool,
    slope: bool,
    season_length: int | None,
    harmonics: int,
    dummies: bool,
    covariates: Floats,
) -> Regressors:
    """Build the columns for all T periods.

    ``time`` are whole numbers one apart (T); the step is 1 from ``first_after``; the trend is counted in periods from
    there, and the slope change is 0 in that period, 1 in the next. Season: ``harmonics`` pairs of cosine and sine of
    the position in the season, or one dummy per position but the first. ``covariates`` (T x c) are centred and scaled,
    which changes no effect. Positions are taken modulo the season, so shifting all dates by whole years changes
    nothing.

    Reference: Wagner et al. (2002), J Clin Pharm Ther 27:299 (segmented regression).
    """
    after = (time >= first_after).astype(float)
    since = (time - first_after).astype(float)
    named: list[tuple[str, Floats]] = [("intercept", np.ones(len(time)))]
    if trend:
        named.append(("trend", since))
    named.append(("level", after))
    if slope:
        named.append(("slope", since * after))
    if season_length is not None:
        named.extend(_season(time % season_length, season_length, harmonics, dummies))
    named.extend((f"covariate{i}", column) for i, column in enumerate(_standardised(covariates).T))
    return Regressors(names=tuple(n for n, _ in named), x=np.column_stack([c for _, c in named]))


def _season(position: Integers, length: int, harmonics: int, dummies: bool) -> list[tuple[str, Floats]]:
    if dummies:
        return [(f"season{i}", (position == i).astype(float)) for i in range(1, length) if (position == i).any()]
    angle = 2.0 * np.pi * position / length
    return [
        pair
        for k in range(1, harmonics + 1)
        for pair in ((f"cos{k}", np.cos(k * angle)), (f"sin{k}", np.sin(k * angle)))
    ]


def _standardised(covariates: Floats) -> Floats:
    if covariates.shape[1] == 0:
        return covariates
    centre = np.nanmean(covariates, axis=0)
    spread = np.nanstd(covariates, axis=0)
    return np.asarray((covariates - centre) / np.where(spread > 0.0, spread, 1.0), dtype=float)
