"""The same question answered with the noise modelled in several ways."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from evaluera.design.question import Question
from evaluera.errors import Finding
from evaluera.results.estimate import TIDY_COLUMNS, Estimate
from evaluera.results.provenance import Provenance

__all__ = ["SENSITIVITY_COLUMNS", "Answer", "Sensitivity"]

SENSITIVITY_COLUMNS = ("errors", "pre_specified", *TIDY_COLUMNS, "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one error model says of one series: the estimate of the primary term, or why there is none.

    ``errors`` names the model, ``pre_specified`` says that the analysis itself uses it.
    """

    errors: str
    pre_specified: bool
    outcome: str
    area: str
    estimate: Estimate | None = None
    reason: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """How far the answer hangs on the error model, ``errors``; nothing else of the analysis is changed.

    ``answers`` are ordered by series, the pre-specified model first.
    """

    method: str
    kind: str
    primary_term: str
    question: Question
    answers: tuple[Answer, ...]
    provenance: Provenance

    def series(self) -> tuple[tuple[str, str], ...]:
        """Outcome and area of each series."""
        return tuple(dict.fromkeys((each.outcome, each.area) for each in self.answers))

    def about(self, outcome: str, area: str) -> tuple[Answer, ...]:
        """The answers about one series, the pre-specified first."""
        return tuple(each for each in self.answers if (each.outcome, each.area) == (outcome, area))

    def tidy(self) -> pd.DataFrame:
        """One row per series and error model, always the same columns: those of ``EffectResult.tidy()`` and three more.

        ``reason`` is the code of what hindered the model, empty where it gave an answer.
        """
        return pd.DataFrame([_row(each) for each in self.answers], columns=list(SENSITIVITY_COLUMNS))


def _row(answer: Answer) -> dict[str, object]:
    found = {"outcome": answer.outcome, "area": answer.area}
    return {
        "errors": answer.errors,
        "pre_specified": answer.pre_specified,
        **(found if answer.estimate is None else asdict(answer.estimate)),
        "reason": "" if answer.reason is None else answer.reason.code,
    }
