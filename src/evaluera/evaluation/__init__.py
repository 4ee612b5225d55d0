"""The pipeline: parameters and data through the methods to results. No file is written."""

from __future__ import annotations

from evaluera.evaluation.checking import check
from evaluera.evaluation.record import Edition, Evaluation
from evaluera.evaluation.running import run

__all__ = ["Edition", "Evaluation", "check", "run"]
