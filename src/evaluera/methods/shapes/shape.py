"""What an impact shape is: columns of the design matrix, and the quantity that carries the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from evaluera.numerics.arrays import Bools, Floats, Integers

__all__ = ["Change", "Impact", "Occasion", "Per", "Shape"]

Per = Literal["", "period", "dose"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occasion:
    """When the initiative was there, and the options that a shape may need.

    Attributes
    ----------
    first
        The first period that counts as after (an ordinal; the first after a transition that is left out).
    last
        The last period with the initiative; None when it goes on.
    duration, lag
        Numbers of periods, as the user gave them.
    transition
        First and last period of the introduction (ordinals).
    dose
        Activity in each period (T), 0 before the start.
    """

    first: int
    last: int | None = None
    duration: int | None = None
    lag: int | None = None
    transition: tuple[int, int] | None = None
    dose: Floats | None = None

    def present(self, time: Integers, *, first: int | None = None, last: int | None = None) -> Bools:
        """The periods (T) from ``first`` to ``last``, by default all with the initiative; never after its end."""
        there = time >= (self.first if first is None else first)
        for end in (self.last, last):
            if end is not None:
                there &= time <= end
        return there

    def with_dose(self, dose: Floats | None) -> Occasion:
        """The same occasion with the activity of one series."""
        return replace(self, dose=dose)

    @property
    def periods(self) -> int:
        """``duration`` of a shape that needs one."""
        assert self.duration is not None
        return self.duration


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """One column of the design matrix (T), 0 without the initiative, and the estimate that its coefficient is.

    ``term`` and ``estimand`` are message keys; ``per`` says whether the coefficient is a change per period or per unit
    of dose.
    """

    column: str
    values: Floats
    term: str
    estimand: str
    per: Per = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Impact:
    """The columns of a shape, and the periods (T) over which the average and the sum of the effect are taken."""

    changes: tuple[Change, ...]
    active: Bools

    @property
    def varies(self) -> bool:
        """Whether the size of the effect differs between the active periods."""
        return any(float(np.ptp(change.values[self.active])) > 0.0 for change in self.changes if self.active.any())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One impact shape; register an instance in the entry-point group ``evaluera.shapes``.

    Attributes
    ----------
    name
        The value of the option ``shape``.
    primary
        The term that carries the conclusion: that of a change, or ``average_effect``.
    impact
        Gives the columns for periods (ordinals, T) and an occasion. It is asked for all periods of a series; a period
        may be missing or left out.
    needs
        Options without which the shape cannot be: ``duration``, ``lag``, ``transition``, ``dose``. The first two and
        the last are refused for a shape that does not need them.
    sloped
        Whether a coefficient is a slope without end; results then carry the measured rate of false findings.
    fewest
        Fewest used periods with an effect.

    Examples
    --------
    >>> import numpy as np
    >>> from evaluera.methods.shapes.registry import shape
    >>> impact = shape("ramp").impact(np.arange(6), Occasion(first=2, duration=2))
    >>> impact.changes[0].values.tolist()
    [0.0, 0.0, 0.5, 1.0, 1.0, 1.0]
    """

    name: str
    primary: str
    impact: Callable[[Integers, Occasion], Impact]
    needs: tuple[str, ...] = ()
    sloped: bool = False
    fewest: int = 1
