"""A figure with everything that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

__all__ = ["Drawn"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """A figure, its words and the numbers behind it.

    ``name`` is safe as a file name and unique within one call of ``draw``; ``title`` (the finding) and ``subtitle``
    (what, where, in which unit) stand in the figure too; ``alt`` says what it shows with its main number; ``caption``
    stands under it (source, period, n, what the band means). ``table`` holds the raw values, columns with machine
    names: for a course those of ``EffectResult.series``, for estimates area, role and the columns of ``tidy()``.
    """

    name: str
    figure: Figure
    title: str
    subtitle: str
    alt: str
    caption: str
    table: pd.DataFrame
