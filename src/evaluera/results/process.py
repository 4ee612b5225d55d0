"""The result of a process method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from evaluera.design.span import Span
from evaluera.results.diagnostic import Diagnostic, Note
from evaluera.results.json import from_json, to_dict, to_json
from evaluera.results.measure import MEASURE_COLUMNS, Measure

__all__ = ["ProcessResult"]

_TYPE = "process"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessResult:
    """What was done, and what is not known about it.

    ``first`` and ``last`` (ISO dates) are the span; ``last`` is the evaluation date. ``options`` are the validated
    options, defaults written out. Frames are handed out as copies.
    """

    method: str
    first: str
    last: str
    measures: tuple[Measure, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[Note, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict, hash=False)

    def tidy(self) -> pd.DataFrame:
        """One row per number, always the same columns (those of :class:`Measure`)."""
        return pd.DataFrame([asdict(measure) for measure in self.measures], columns=list(MEASURE_COLUMNS))

    @property
    def span(self) -> Span:
        """The time that is followed up."""
        import datetime as dt

        return Span(first=dt.date.fromisoformat(self.first), last=dt.date.fromisoformat(self.last))

    def of(self, indicator: str, *, variant: str = "", split: str = "", part: str = "") -> Measure | None:
        """One number; None when the result does not have it."""
        wanted = (indicator, variant, split, part, "")
        found = (m for m in self.measures if (m.indicator, m.variant, m.split, m.part, m.period) == wanted)
        return next(found, None)

    def all_of(self, indicator: str, *, variant: str | None = None, split: str | None = None) -> tuple[Measure, ...]:
        """All numbers of an indicator, of one variant or split if asked for."""
        return tuple(
            measure
            for measure in self.measures
            if measure.indicator == indicator
            and (variant is None or measure.variant == variant)
            and (split is None or measure.split == split)
        )

    def to_json(self) -> str:
        """The result as JSON (versioned, sorted keys): the same input gives the same bytes."""
        return to_json(self, type_name=_TYPE)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON values, versioned."""
        return to_dict(self, type_name=_TYPE)

    @classmethod
    def from_json(cls, text: str) -> ProcessResult:
        """The result that :meth:`to_json` wrote."""
        return from_json(text, cls, type_name=_TYPE)
