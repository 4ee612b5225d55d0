"""Did an outcome change that the initiative should not touch?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.checks.trial import Trial
from evaluera.methods.checks.untouched import could_not, untouched
from evaluera.results.diagnostic import Diagnostic

__all__ = ["PlaceboOutcome"]


class PlaceboOutcome:
    """Ask the same of an outcome that the initiative should not touch, named by ``question(placebo_outcome=...)``.

    A change there at the same time says that something else happened, or that the recording changed. FAILS below
    p = 0.01, DOUBTFUL below 0.10; NOT_APPLICABLE when the outcome is not in the data or the method cannot answer. Not
    seeing a change is no proof: the interval is in the words.

    Assumes
    -------
    That the named outcome would be hit by what else happened, and not by the initiative.

    When not to use
    ---------------
    For an outcome that the initiative may touch a little, or one with so few events that no change would be seen.

    How it was tested
    -----------------
    A second outcome without a change, with a small one and with a large one (``tests/methods``).

    References
    ----------
    Lopez Bernal, Cummins and Gasparrini (2018), Int J Epidemiol 47:2082-2093, control outcomes.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value=["front_ksi", "rear_ksi"])
    >>> asked = evaluera.question(selection_reason="policy", placebo_outcome="rear_ksi")
    >>> result = evaluera.estimate(
    ...     "interrupted_time_series", panel, outcome="front_ksi", start="1983-02", before=60, question=asked
    ... )
    >>> check = evaluera.check_assumptions(result, panel, checks=["placebo_outcome"]).diagnostics[-1]
    >>> check.verdict, check.values["named"]
    (<Verdict.HOLDS: 'HOLDS'>, 'rear_ksi')
    """

    name: ClassVar[str] = "placebo_outcome"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:
        """When such an outcome is named, and this is another one."""
        named = trial.question.placebo_outcome
        return named is not None and named != trial.estimate.outcome

    def run(self, trial: Trial) -> Diagnostic:
        """The change of the other outcome."""
        named = trial.question.placebo_outcome or ""
        if named not in trial.whole.outcomes:
            return could_not(trial, self.name, named)
        panel = trial.whole.select(outcome=(named, *trial.params.other_outcomes))
        if trial.panel.areas != panel.areas and set(trial.panel.areas) <= set(panel.areas):
            panel = panel.select(areas=trial.panel.areas)
        return untouched(trial, self.name, named, trial.refit(panel))
