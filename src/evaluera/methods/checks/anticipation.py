"""Did the change begin before the start?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.data.calendar import period_label
from evaluera.methods.checks.trial import Trial, p_value_of
from evaluera.methods.checks.verdict import verdict_of
from evaluera.results.diagnostic import Diagnostic, Verdict

__all__ = ["Anticipation"]

_EARLIER = (1, 2, 3)


class Anticipation:
    """Move the start one, two and three periods earlier, use no period after the true start, and ask again.

    A change in the periods just before says that people knew and adapted, that the initiative began earlier than
    stated, or that something else was going on. ``value`` is the smallest p-value times the number of starts that were
    tried (Bonferroni): FAILS below 0.01, DOUBTFUL below 0.10; NOT_APPLICABLE when the method has no answer there.

    Assumes
    -------
    That whoever adapted did so in the three periods before the start, and that the figures of those periods are final.

    When not to use
    ---------------
    When the initiative came in little by little: say so with ``transition`` instead. A new habit that took
    years to grow is not seen.

    How it was tested
    -----------------
    Series with a step at the start, and with a step three periods before it (``tests/methods``).

    References
    ----------
    Lopez Bernal, Cummins and Gasparrini (2017), Int J Epidemiol 46:348-355, on anticipation and lead-in.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
    >>> check = evaluera.check_assumptions(result, panel, checks=["anticipation"]).diagnostics[-1]
    >>> check.verdict
    <Verdict.HOLDS: 'HOLDS'>
    """

    name: ClassVar[str] = "anticipation"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:
        """Always, for a method with a start."""
        return trial.has_option("start")

    def run(self, trial: Trial) -> Diagnostic:
        """The effect in the periods just before the start."""
        periods = trial.before()
        periods = periods[-trial.used()[0] :]
        dropped = {"transition": None} if trial.has_option("transition") else {}
        tried = [
            (earlier, again)
            for earlier in _EARLIER
            if earlier < len(periods)
            and (again := trial.within(periods[0], periods[-1], start=period_label(periods[-earlier]), **dropped))
        ]
        if not tried:
            return trial.said(self.name, Verdict.NOT_APPLICABLE, reason="could_not")
        earlier, strongest = min(tried, key=lambda each: p_value_of(each[1]))
        p_value = min(1.0, len(tried) * p_value_of(strongest))
        verdict = verdict_of(p_value)
        first = period_label(periods[-earlier])
        values: dict[str, str | int | float] = {"periods": earlier, "p_value": p_value, "first": first}
        return trial.said(self.name, verdict, reason=verdict.lower(), value=p_value, values=values)
