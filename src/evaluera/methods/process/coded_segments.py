"""Coded interviews: how many speak of a theme, whether coders agree, and what further interviews add."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.measuring import not_computed, share
from evaluera.numerics.accumulation import accumulation
from evaluera.numerics.krippendorff import Scale, krippendorff_alpha
from evaluera.results.measure import Measure

__all__ = ["coder_agreement", "saturation", "theme_prevalence"]

_SEED = 1
"""Resamples and orders are the same in every run."""


def theme_prevalence(asked: Asked) -> tuple[Measure, ...]:
    """PI01: interviews in which any coder found the theme, of all interviews, and by role.

    An interview none of whose segments has a theme is missing. A role is shown only with at least
    ``limits.fewest_persons`` interviews.
    """
    segments = asked.frame("segment")
    if not len(segments):
        return (not_computed("PI01", unit="share", reason="no_rows", persons=True),)
    roles = segments.drop_duplicates("interview_id").set_index("interview_id")["role"]
    found = _themes(segments)
    if not len(found.columns):
        missing = len(found)
        return (not_computed("PI01", unit="share", reason="all_missing", missing=missing, persons=True),)
    shown = [role for role, n in roles.value_counts().sort_index().items() if n >= asked.limits.fewest_persons]
    return (
        *(_prevalence(found, theme, split="theme", part=theme) for theme in found.columns),
        *(
            _prevalence(found[roles[found.index] == role], theme, split="theme_role", part=f"{theme} / {role}")
            for theme in found.columns
            for role in shown
        ),
    )


def coder_agreement(asked: Asked) -> tuple[Measure, ...]:
    """PI02: Krippendorff's alpha of the themes (nominal), and of the valence (ordinal, variant ``valence``).

    ``state`` is ``good`` from ``limits.coders_agree_from`` on, ``tentative`` from ``limits.coders_tentative_from``,
    else ``poor``. The interval is that of percentiles over 1 000 resamples of segments, always the same ones; ``n``
    segments were coded by two or more.
    """
    segments = asked.frame("segment")
    return (
        _alpha(segments, "theme", "nominal", asked.limits, variant=""),
        _alpha(segments, "valence", "ordinal", asked.limits, variant="valence"),
    )


def saturation(asked: Asked) -> tuple[Measure, ...]:
    """PI03: new codes at each further interview, over 200 random orders of the interviews.

    The first number is that of the last interview: near 0, another interview would hardly have added a code. Bounds are
    the least and the most of the orders.
    """
    segments = asked.frame("segment")
    segments = segments.dropna(subset=["interview_id", "code"])
    present = pd.crosstab(segments["interview_id"], segments["code"]).to_numpy() > 0
    if not len(present):
        return (not_computed("PI03", unit="count", reason="no_rows"),)
    curve = accumulation(present=present, rng=np.random.default_rng(_SEED))
    places = [len(present) - 1, *range(len(present))]
    return tuple(
        Measure(
            indicator="PI03",
            value=float(curve.mean[at]),
            unit="count",
            split="interview" if number else "",
            part=str(at + 1) if number else "",
            low=float(curve.least[at]),
            high=float(curve.most[at]),
            bounds="range",
            n=len(present),
        )
        for number, at in enumerate(places)
    )


def _themes(segments: pd.DataFrame) -> pd.DataFrame:
    """Interviews x themes: whether any coder found it; missing where no segment of the interview has a theme."""
    coded = segments.dropna(subset=["theme"])
    found = pd.crosstab(coded["interview_id"], coded["theme"]) > 0
    interviews = sorted(set(segments["interview_id"]))
    return found.astype(float).reindex(interviews)


def _prevalence(found: pd.DataFrame, theme: str, **where: Any) -> Measure:
    column = found[theme]
    known = int(column.notna().sum())
    return share("PI01", yes=float(column.sum()), known=known, missing=len(column) - known, persons=True, **where)


def _alpha(
    segments: pd.DataFrame, column: Literal["theme", "valence"], scale: Scale, limits: Limits, *, variant: str
) -> Measure:
    coded = segments.dropna(subset=[column]).drop_duplicates(["segment_id", "coder"])
    coded = coded.sort_values(["segment_id", "coder"], kind="stable")
    if (coded["segment_id"].value_counts() > 1).sum() == 0:
        return not_computed("PI02", unit="index", reason="one_coder", variant=variant)
    codes = pd.factorize(coded[column], sort=True)[0] if scale == "nominal" else coded[column]
    table = coded.assign(number=np.asarray(codes, dtype=float)).pivot_table(
        index="segment_id", columns="coder", values="number"
    )
    found = krippendorff_alpha(codes=table.to_numpy(dtype=float), scale=scale, rng=np.random.default_rng(_SEED))
    if found is None:
        return not_computed("PI02", unit="index", reason="no_variation", variant=variant)
    return Measure(
        indicator="PI02",
        value=found.alpha,
        unit="index",
        variant=variant,
        low=found.low,
        high=found.high,
        bounds="confidence",
        n=found.units,
        state=_strength(found.alpha, limits),
    )


def _strength(alpha: float, limits: Limits) -> str:
    if alpha >= limits.coders_agree_from:
        return "good"
    return "tentative" if alpha >= limits.coders_tentative_from else "poor"
