"""The numbers of the process half as they leave the computer: small numbers of persons hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from evaluera.methods.process.protection import protected_by
from evaluera.results.measure import MEASURE_COLUMNS
from evaluera.results.process import ProcessResult

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["measures_frame", "shown_results"]


def shown_results(evaluation: Evaluation) -> Mapping[str, ProcessResult]:
    """The results of the process methods, protected."""
    followed = evaluation.follow_up
    if followed is None:
        return {}
    return {
        name: replace(result, measures=protected_by(followed.limits, result.measures))
        for name, result in followed.results.items()
    }


def measures_frame(evaluation: Evaluation) -> pd.DataFrame:
    """The tidy table of every process method below one another, the method in the first column."""
    frames = [result.tidy().assign(method=name) for name, result in shown_results(evaluation).items()]
    if not frames:
        return pd.DataFrame(columns=["method", *MEASURE_COLUMNS])
    return pd.concat(frames, ignore_index=True)[["method", *MEASURE_COLUMNS]]
