"""What an indicator is: a definition as data, and one function that computes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.span import Span
from evaluera.methods.process.dated_rows import rows_within
from evaluera.methods.process.limits import Limits
from evaluera.results.measure import Measure, Unit

__all__ = ["Asked", "CumulativeEffect", "Indicator", "Uncertainty"]

Uncertainty = Literal[
    "full_count", "kaplan_meier", "design_based", "wilson", "range", "bounds", "poisson", "bootstrap", "effect"
]
"""How sure the number is: a full count has no interval, only what missing cells could make of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeEffect:
    """Events more (positive) or fewer (negative) than expected, from the effect half, with its interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """What an indicator is given: the tables, the span, the limits, and what the effect half found (if it did)."""

    tables: ProcessTables
    span: Span
    limits: Limits
    effect: CumulativeEffect | None = None

    def frame(self, name: str) -> pd.DataFrame:
        """All rows of a table."""
        return self.tables.frame(name)

    def within(self, name: str) -> pd.DataFrame:
        """The rows of a table that belong to the span, by their own date."""
        return rows_within(self.tables, name, self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """The definition of an indicator.

    ``id`` is its name (``PF01``); its words stand below ``indicator.<id>`` in the language files: ``name``, ``formula``
    and ``source``. ``theme`` is the process method that computes it. ``tables`` must all be delivered, else it is "not
    computed - no data", unless all those of ``instead`` are; ``helped_by`` are tables that it can do without.
    ``banded``: low, partly, high by the limits. ``research``: only a researcher asks for it, it is left out of the
    default report; ``research_variants`` are those of its numbers for which this holds. ``compute`` is a pure function.
    """

    id: str
    theme: str
    unit: Unit
    dimension: str
    tables: tuple[str, ...]
    uncertainty: Uncertainty
    compute: Callable[[Asked], tuple[Measure, ...]]
    helped_by: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    banded: bool = False
    research: bool = False
    research_variants: tuple[str, ...] = ()
