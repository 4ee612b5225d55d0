"""The estimates of all analyses in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evaluera.results.estimate import TIDY_COLUMNS

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["estimates_frame"]


def estimates_frame(evaluation: Evaluation) -> pd.DataFrame:
    """The tidy table of every analysis below one another, the id of the analysis in the first column."""
    if not evaluation.results:
        return pd.DataFrame(columns=["analysis", *TIDY_COLUMNS])
    frames = [result.tidy().assign(analysis=name) for name, result in evaluation.results.items()]
    table = pd.concat(frames, ignore_index=True)
    return table[["analysis", *(column for column in table.columns if column != "analysis")]]
