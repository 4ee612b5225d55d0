"""Does the answer stand with other reasonable choices?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.checks.agreement import agreement_of, agreement_said
from evaluera.methods.checks.choices import combinations
from evaluera.methods.checks.trial import Trial
from evaluera.results.diagnostic import Diagnostic

__all__ = ["ReasonableChoices"]


class ReasonableChoices:
    """Ask again with every combination of reasonable choices: the specification curve, as a verdict.

    The choices are those of :func:`evaluera.specification_curve`. An answer that shows a change FAILS when fewer than
    nine in ten have its sign, and is DOUBTFUL when any has another sign or fewer than three in four still show it; an
    answer that shows none FAILS when the others show changes both ways. NOT_APPLICABLE when there is nothing to choose.

    Assumes
    -------
    That each combination is one that somebody could have chosen beforehand.

    When not to use
    ---------------
    To choose: the pre-specified answer is the answer. The share is no probability, for the answers rest on the
    same figures.

    How it was tested
    -----------------
    A steady step, and a method without choices (``tests/methods``).

    References
    ----------
    Simonsohn, Simmons and Nelson (2020), Nature Human Behaviour 4:1208-1214.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=24, after=23)
    >>> check = evaluera.check_assumptions(result, panel, checks=["reasonable_choices"]).diagnostics[-1]
    >>> check.verdict, check.values["same_sign"] == check.values["asked"]
    (<Verdict.HOLDS: 'HOLDS'>, True)
    """

    name: ClassVar[str] = "reasonable_choices"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def run(self, trial: Trial) -> Diagnostic:
        """How many of the other answers agree."""
        found = [estimate for _, estimate in combinations(trial)]
        return agreement_said(trial, self.name, agreement_of(trial.estimate, found) if found else None)
