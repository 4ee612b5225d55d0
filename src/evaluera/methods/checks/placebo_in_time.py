"""Does the method give as strong an answer at dates when nothing happened?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from evaluera.data.calendar import period_label
from evaluera.data.panel import Period
from evaluera.methods.checks.number_of_periods import periods_needed
from evaluera.methods.checks.trial import Trial, side_of, strength_of
from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.results.estimate import Estimate

__all__ = ["PlaceboInTime", "placebo_estimates"]

_DOUBTFUL_ABOVE = 0.10
_FAILS_ABOVE = 0.20
_DESCRIPTIVE_ABOVE = 0.05
"""When even the rarest outcome has a larger p than this, the dates describe and do not test."""
_FEWEST = 5
_MOST = 40
"""Dates beyond this say little more, for neighbouring windows share nearly all their periods."""


class PlaceboInTime:
    """Put the start at every admissible date of the period before the true one, and ask the method again.

    With a long period before, every made-up start has windows as long as the real ones. With a shorter one the window
    before it is cut to leave room for at least 19 dates (24 months, 16 quarters or 12 years are kept). Else the whole
    period is split at each date, with 12 months before it at least and six after (the periods that a conclusion takes,
    and half of them). At most 40 dates, evenly spread. The answers are compared by their distance from no change in
    standard errors, so that windows of different length can be compared. ``value`` is p = (1 + made-up starts with at
    least as strong an answer) / (1 + made-up starts), as in a permutation test; the windows overlap, so it is a
    yardstick rather than an exact test.

    Only an answer that shows a change can be doubted by it: FAILS above 0.20, DOUBTFUL above 0.10. NOT_APPLICABLE when
    the answer shows no clear change, when there are too few dates for p to reach 0.05 (then it only describes), and
    when there are fewer than five.

    Assumes
    -------
    That the time before is like the time after, but for the initiative.

    When not to use
    ---------------
    As an exact test: the windows of made-up starts overlap, and with fewer than 19 of them p cannot reach 0.05. An
    answer that shows no change has nothing to be doubted.

    How it was tested
    -----------------
    Sixty series without a change: the place of the true start among the made-up ones is uniform on average. A drifting
    series FAILS. Sicily's smoking ban: none of 19 made-up starts is as strong (``tests/methods``).

    References
    ----------
    Abadie, Diamond and Hainmueller (2015), Am J Pol Sci 59:495-510, placebo in time.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
    >>> check = evaluera.check_assumptions(result, panel, checks=["placebo_in_time"]).diagnostics[-1]
    >>> check.verdict, check.values["stronger"], check.values["dates"]
    (<Verdict.HOLDS: 'HOLDS'>, 0, 29)
    """

    name: ClassVar[str] = "placebo_in_time"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:
        """Always, for a method with a start."""
        return trial.has_option("start")

    def run(self, trial: Trial) -> Diagnostic:
        """The place of the real answer among those at made-up starts."""
        found = [strength_of(each) for _, each in placebo_estimates(trial)]
        dates = {"needed": _FEWEST, "dates": len(found)}
        if len(found) < _FEWEST:
            return trial.said(self.name, Verdict.NOT_APPLICABLE, reason="too_few", values=dates)
        stronger = sum(each >= strength_of(trial.estimate) for each in found)
        p, lowest = ((1 + count) / (1 + len(found)) for count in (stronger, 0))
        if lowest > _DESCRIPTIVE_ABOVE:
            verdict, reason = Verdict.NOT_APPLICABLE, "describes"
        elif side_of(trial.estimate) == 0:
            verdict, reason = Verdict.NOT_APPLICABLE, "no_change"
        else:
            verdict = Verdict.FAILS if p > _FAILS_ABOVE else Verdict.DOUBTFUL if p > _DOUBTFUL_ABOVE else Verdict.HOLDS
            reason = verdict.lower()
        values = {**dates, "p_value": p, "stronger": stronger, "lowest": lowest}
        return trial.said(self.name, verdict, reason=reason, value=p, values=values)


def placebo_estimates(trial: Trial) -> tuple[tuple[str, Estimate], ...]:
    """The made-up starts (labels, in time order) at which the method could answer, with its answer at each."""
    found = []
    dropped = {"transition": None} if trial.has_option("transition") else {}
    for start, first, last in _admissible(trial):
        label = period_label(start)
        again = trial.within(first, last, start=label, **dropped)
        if again is not None:
            found.append((label, again))
    return tuple(found)


def _admissible(trial: Trial) -> Iterator[tuple[Period, Period, Period]]:
    """Made-up start, first and last period of its windows."""
    periods = trial.before()
    before, after = _lengths(trial, len(periods))
    if before + after > len(periods):
        needed = periods_needed(trial.panel.season_length)
        places = [(at, 0, len(periods)) for at in range(needed, len(periods) - max(needed // 2, 1) + 1)]
    else:
        places = [(at, at - before, at + after) for at in range(before, len(periods) - after + 1)]
    step = max(1, -(-len(places) // _MOST))
    for at, first, end in places[::-step][::-1]:
        yield periods[at], periods[first], periods[end - 1]


def _lengths(trial: Trial, n: int) -> tuple[int, int]:
    """The windows of a made-up start in n periods: as long as the real ones, else with less time before.

    They do not fit in the n periods when that would leave less than twice the time that a conclusion takes.
    """
    before, after = trial.used()
    enough = round(1 / _DESCRIPTIVE_ABOVE) - 1
    least = 2 * periods_needed(trial.panel.season_length)
    if n - before - after + 1 >= enough or n - after - enough + 1 < least:
        return before, after
    dates = min(_MOST, n - after - least + 1)
    return min(before, n - after - dates + 1), after
