"""The design matrix of a series: level, trend, what the initiative changes, other events, season and covariates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluera.numerics.arrays import Floats, Integers

__all__ = ["Named", "Regressors", "regressors", "step"]

Named = tuple[str, Floats]
"""A column (T) with its name."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regressors:
    """``names`` (p) of the columns of ``x`` (T x p); ``changes`` are the names that belong to the initiative."""

    names: tuple[str, ...]
    x: Floats
    changes: tuple[str, ...]

    def without_change(self) -> Floats:
        """The same rows as they would be without the initiative: its columns are 0, those of other events stay."""
        still = self.x.copy()
        still[:, [i for i, name in enumerate(self.names) if name in self.changes]] = 0.0
        return still

    def position(self, name: str) -> int:
        """Where a column stands."""
        return self.names.index(name)


def step(time: Integers, first: int) -> Floats:
    """0 before the period ``first``, 1 from it on (T)."""
    return (time >= first).astype(float)


def regressors(
    *,
    time: Integers,
    first_after: int,
    trend: bool,
    changes: Sequence[Named],
    season_length: int | None,
    harmonics: int,
    dummies: bool,
    covariates: Floats,
    others: Sequence[Named] = (),
) -> Regressors:
    """Build the columns for all T periods.

    ``time`` are whole numbers one apart (T); the trend is counted in periods from ``first_after``. ``changes`` are what
    the initiative may have changed (a step, a slope), ``others`` what else is known to have happened. Season:
    ``harmonics`` pairs of cosine and sine of the position in the season, or one dummy per position but the first.
    ``covariates`` (T x c) are centred and scaled, which changes no effect. Positions are taken modulo the season, so
    shifting all dates by whole years changes nothing.

    Reference: Wagner et al. (2002), J Clin Pharm Ther 27:299 (segmented regression).
    """
    named: list[Named] = [("intercept", np.ones(len(time)))]
    if trend:
        named.append(("trend", (time - first_after).astype(float)))
    named.extend([*changes, *others])
    if season_length is not None:
        named.extend(_season(time % season_length, season_length, harmonics, dummies))
    named.extend((f"covariate{i}", column) for i, column in enumerate(_standardised(covariates).T))
    return Regressors(
        names=tuple(name for name, _ in named),
        x=np.column_stack([column for _, column in named]),
        changes=tuple(name for name, _ in changes),
    )


def _season(position: Integers, length: int, harmonics: int, dummies: bool) -> list[Named]:
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
