"""Could these data have shown the smallest change of interest?"""

from __future__ import annotations

import math
from typing import ClassVar

from evaluera.methods.checks.trial import Trial
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.results.estimate import Estimate

__all__ = ["PowerReached"]

_Z_POWER, _Z_INTERVAL = 0.8416, 1.9600
_SENSELESS = 100.0
"""A change of a hundred times says that nothing can be seen."""


class PowerReached:
    """The smallest change that these data would show four times in five, beside the smallest change of interest.

    The half-width of the interval times (1 + 0.84 / 1.96): the change whose 95 % interval excludes no change with
    probability 0.80. It rests on the interval and not on the estimate, so it is no power "after the fact". HOLDS when
    it is at most the smallest change of interest, DOUBTFUL when at most twice that, else FAILS; NOT_APPLICABLE when
    the interval says nothing or the level is unknown. ``value`` is a share.

    Assumes
    -------
    That the interval of the answer holds.

    When not to use
    ---------------
    Before the start: ``evaluera plan`` tells what could be seen. To explain away an answer that shows no change.

    How it was tested
    -----------------
    Intervals of known width, and the formula by hand (``tests/methods``).

    References
    ----------
    Hoenig and Heisey (2001), Am Stat 55:19-24, on why power is not computed from the estimate.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
    >>> check = evaluera.check_assumptions(result, panel, checks=["power_reached"]).diagnostics[-1]
    >>> check.verdict, round(check.value, 2)
    (<Verdict.DOUBTFUL: 'DOUBTFUL'>, 0.15)
    """

    name: ClassVar[str] = "power_reached"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def run(self, trial: Trial) -> Diagnostic:
        """The detectable change against the wanted one."""
        wanted = trial.question.smallest_change
        visible = _visible(trial.estimate, trial.course, lower=trial.question.better == "lower")
        verdict, reason = Verdict.NOT_APPLICABLE, "could_not"
        if visible is not None:
            verdict = Verdict.HOLDS if visible <= wanted else Verdict.DOUBTFUL
            verdict = Verdict.FAILS if visible > 2.0 * wanted else verdict
            reason = verdict.lower()
        values = {"wanted": wanted, **({} if visible is None else {"visible": visible})}
        return trial.said(self.name, verdict, reason=reason, value=visible, values=values)


def _visible(estimate: Estimate, course: Course | None, *, lower: bool) -> float | None:
    """The change (a share) that would be seen four times in five."""
    grown = 1.0 + _Z_POWER / _Z_INTERVAL
    if estimate.scale == "log":
        if estimate.low <= 0.0 or not math.isfinite(estimate.high):
            return None
        width = grown * math.log(estimate.high / estimate.low) / 2.0
        share = -math.expm1(-width) if lower else math.expm1(min(width, _SENSELESS))
    else:
        level = _level(course)
        share = math.inf if level is None else grown * (estimate.high - estimate.low) / 2.0 / level
    return share if share < _SENSELESS else None


def _level(course: Course | None) -> float | None:
    """The mean expected level after the start (where a band stands); None when it is unknown or not above zero."""
    if course is None:
        return None
    rows = zip(course.counterfactual, course.low, course.used, strict=True)
    expected = [value for value, low, used in rows if used and value is not None and low is not None]
    level = sum(expected) / len(expected) if expected else 0.0
    return level if level > 0.0 else None
