"""Do coders agree beyond what chance would give? Krippendorff's alpha, with any number of coders and missing codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluera.numerics.arrays import Floats
from evaluera.numerics.resampling import percentile_limits

__all__ = ["Agreement", "Scale", "krippendorff_alpha"]

Scale = Literal["nominal", "ordinal"]

_AT_ONCE = 200
"""So many resamples are computed together, which keeps the arrays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """``alpha`` is 1 for full agreement, 0 for that of chance, with its bootstrap interval.

    ``units`` were coded by two or more, with ``codes`` in all. ``low`` and ``high`` are None without resamples.
    """

    alpha: float
    low: float | None
    high: float | None
    units: int
    codes: int


def krippendorff_alpha(
    *,
    codes: Floats,
    scale: Scale,
    rng: np.random.Generator | None = None,
    resamples: int = 1000,
    confidence: float = 0.95,
) -> Agreement | None:
    """Agreement between coders: 1 - observed disagreement / that expected by chance.

    Parameters
    ----------
    codes
        What each coder gave each unit (units x coders), as numbers; NaN where a coder did not code it. Units with
        fewer than two codes say nothing of agreement and are left out.
    scale
        ``nominal``: codes differ or not. ``ordinal``: the distance of two codes is the number of codes between them.
    rng, resamples, confidence
        The interval is that of percentiles over resampled units; None: no interval.

    Returns
    -------
    Agreement or None
        None when no unit has two codes, or all codes are the same: then nothing could have disagreed.

    Notes
    -----
    Each unit with m codes gives m (m - 1) ordered pairs of weight 1 / (m - 1); together they are the coincidence
    matrix o with margins n_c and total n. alpha = 1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck, where d is 1 for
    different nominal codes, and (n_c / 2 + n_between + n_k / 2)^2 for ordinal ones. A resample without variation counts
    as full agreement. Units of one interview resemble each other, so the interval is a little too narrow.

    References
    ----------
    Krippendorff (2019), Content Analysis, 4th ed., chapter 12; Hayes and Krippendorff (2007), Commun Methods Meas 1:77.

    Examples
    --------
    >>> one = np.array([1, 2, 3, 3, 2, 1, 4, 1, 2, np.nan])
    >>> other = np.array([1, 2, 3, 3, 2, 2, 4, 1, 2, 5])
    >>> found = krippendorff_alpha(codes=np.column_stack([one, other]), scale="nominal")
    >>> round(found.alpha, 4), found.units
    (0.8522, 9)
    """
    given = np.isfinite(codes)
    paired = given.sum(axis=1) >= 2
    if not paired.any():
        return None
    kept, given = codes[paired], given[paired]
    distinct, code = np.unique(kept[given], return_inverse=True)
    if len(distinct) < 2:
        return None
    unit = np.nonzero(given)[0]
    counts = np.zeros((len(kept), len(distinct)))
    np.add.at(counts, (unit, code), 1.0)
    every = np.ones((1, len(kept)))
    alpha = float(_alphas(counts, every, scale)[0])
    low = high = None
    if rng is not None:
        low, high = percentile_limits(_resampled(counts, scale, rng, resamples), confidence=confidence)
    return Agreement(alpha=alpha, low=low, high=high, units=len(kept), codes=int(given.sum()))


def _resampled(counts: Floats, scale: Scale, rng: np.random.Generator, resamples: int) -> Floats:
    """Alpha of each resample of the units."""
    n = len(counts)
    times = rng.multinomial(n, np.full(n, 1.0 / n), size=resamples).astype(float)
    parts = [_alphas(counts, times[at : at + _AT_ONCE], scale) for at in range(0, resamples, _AT_ONCE)]
    return np.concatenate(parts)


def _alphas(counts: Floats, times: Floats, scale: Scale) -> Floats:
    """Alpha with each unit taken so many times (resamples x units); ``counts`` is units x distinct codes."""
    several = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])
    coincidence = np.tensordot(times, pairs / (several - 1.0)[:, None, None], axes=1)
    margin = coincidence.sum(axis=2)
    distance = _distances(margin, scale)
    observed = (coincidence * distance).sum(axis=(1, 2))
    expected = (margin[:, :, None] * margin[:, None, :] * distance).sum(axis=(1, 2))
    total = margin.sum(axis=1)
    varied = expected > 0.0
    return np.where(varied, 1.0 - (total - 1.0) * observed / np.where(varied, expected, 1.0), 1.0)


def _distances(margin: Floats, scale: Scale) -> Floats:
    """Squared distance between codes, by the margins of each resample (resamples x codes x codes)."""
    if scale == "nominal":
        return np.broadcast_to(1.0 - np.eye(margin.shape[1]), (*margin.shape, margin.shape[1]))
    upto = np.cumsum(margin, axis=1) - margin / 2.0
    return np.asarray((upto[:, :, None] - upto[:, None, :]) ** 2, dtype=float)
