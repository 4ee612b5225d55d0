"""Does the answer stand without any single period?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

import numpy as np

from evaluera.data.calendar import period_label
from evaluera.data.panel import Panel, Period
from evaluera.methods.checks.agreement import agreement_of, agreement_said
from evaluera.methods.checks.trial import Trial
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.estimate import Estimate

__all__ = ["LeaveOneOut", "estimates_without"]


class LeaveOneOut:
    """Ask again without each period that was used, one at a time (as if its value were missing).

    The check ``influence`` looks at the three periods that matter most, in standard errors; this one goes through all
    of them and tells the range of the answers. An answer that shows a change FAILS when fewer than nine in ten have its
    sign, and is DOUBTFUL when any has another sign or fewer than three in four still show it.

    Assumes
    -------
    Nothing about chance: it tells how far the answer leans on one period.

    When not to use
    ---------------
    To throw a period out. Two odd periods that point the same way hide each other.

    How it was tested
    -----------------
    A steady step, and a series where one month is far off (``tests/methods``).

    References
    ----------
    Cook (1977), Technometrics 19:15-18, deletion of one observation at a time.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=24, after=23)
    >>> check = evaluera.check_assumptions(result, panel, checks=["leave_one_out"]).diagnostics[-1]
    >>> check.verdict, check.values["same_sign"] == check.values["asked"]
    (<Verdict.HOLDS: 'HOLDS'>, True)
    """

    name: ClassVar[str] = "leave_one_out"
    standard: ClassVar[bool] = False

    def applies(self, trial: Trial) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def run(self, trial: Trial) -> Diagnostic:
        """The range of the answers."""
        found = [each for _, each in estimates_without(trial)]
        return agreement_said(trial, self.name, agreement_of(trial.estimate, found) if found else None)


def estimates_without(trial: Trial) -> tuple[tuple[str, Estimate], ...]:
    """Every used period (label, in time order) whose omission the method could answer, with its answer without it."""
    found = []
    for period in _used_periods(trial):
        again = trial.refit(_without(trial.panel, period))
        if again is not None:
            found.append((period_label(period), again))
    return tuple(found)


def _used_periods(trial: Trial) -> Iterator[Period]:
    """The periods that the answer rests on."""
    course = trial.course
    if course is None:
        yield from (*trial.before(), *trial.after())
        return
    for label, used in zip(course.periods, course.used, strict=True):
        if used:
            yield trial.period(label)


def _without(panel: Panel, period: Period) -> Panel:
    value = np.where(panel.rows["period"] == period, np.nan, panel.rows["value"].to_numpy(dtype=float))
    return replace(panel, rows=panel.rows.assign(value=value))
