"""Does the answer stand with shorter and longer windows?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from evaluera.methods.checks.agreement import agreement_of, agreement_said
from evaluera.methods.checks.number_of_periods import periods_needed
from evaluera.methods.checks.trial import Trial
from evaluera.results.diagnostic import Diagnostic

__all__ = ["ChangeOfWindow", "windows_of"]

_SHARES = (0.5, 0.75)


class ChangeOfWindow:
    """Ask again with half and three quarters of each window, and with all data when a window was chosen.

    Windows are cut to whole years where they hold one, and never below the periods that a conclusion takes (12 months,
    8 quarters, 6 years). An answer that shows a change FAILS when fewer than nine in ten have its sign, and is DOUBTFUL
    when any has another sign or fewer than three in four still show it. NOT_APPLICABLE when the series has no room for
    other windows.

    Assumes
    -------
    That shorter and longer windows ask about the same thing: that the effect neither fades nor grows much.

    When not to use
    ---------------
    To choose the window with the finest answer. The pre-specified window is the answer.

    How it was tested
    -----------------
    A steady step, a level that changed long before the start, and a series too short to ask (``tests/methods``).

    References
    ----------
    Steegen, Tuerlinckx, Gelman and Vanpaemel (2016), Perspect Psychol Sci 11:702-712, on other reasonable choices of
    data. The limits are those of this package.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
    >>> check = evaluera.check_assumptions(result, panel, checks=["change_of_window"]).diagnostics[-1]
    >>> check.verdict, check.values["same_sign"], check.values["asked"]
    (<Verdict.HOLDS: 'HOLDS'>, 5, 5)
    """

    name: ClassVar[str] = "change_of_window"
    standard: ClassVar[bool] = True

    def applies(self, trial: Trial) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def run(self, trial: Trial) -> Diagnostic:
        """The answers with other windows."""
        before, after = trial.before(), trial.after()
        again = [trial.within(before[-early], after[late - 1]) for early, late in windows_of(trial)]
        found = [each for each in again if each is not None]
        return agreement_said(trial, self.name, agreement_of(trial.estimate, found) if found else None)


def windows_of(trial: Trial) -> Iterator[tuple[int, int]]:
    """Other pairs of window lengths: one side at a time shorter or longer, then both."""
    used = trial.used()
    sides = [
        _lengths(length, available=len(periods), season_length=trial.panel.season_length)
        for length, periods in zip(used, (trial.before(), trial.after()), strict=True)
    ]
    yield from ((length, used[1]) for length in sides[0])
    yield from ((used[0], length) for length in sides[1])
    yield from zip(*sides, strict=False)


def _lengths(length: int, *, available: int, season_length: int | None) -> tuple[int, ...]:
    """Other lengths of one window, the shortest first."""
    needed, season = periods_needed(season_length), season_length or 1
    shorter = {int(share * length) // season * season for share in _SHARES}
    longer = {available} if available > length else set()
    return tuple(sorted(each for each in shorter | longer if each >= needed and each != length))
