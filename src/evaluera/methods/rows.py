"""Counting the rows in and out."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.data.panel import Panel
from evaluera.results.provenance import Provenance

__all__ = ["RowCount", "provenance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount:
    """Rows of the analysed areas: used, without value, and left out (transition, preliminary, outside the window)."""

    used: int
    missing: int
    excluded: int

    def __add__(self, other: RowCount) -> RowCount:
        return RowCount(
            used=self.used + other.used, missing=self.missing + other.missing, excluded=self.excluded + other.excluded
        )


def provenance(panel: Panel, count: RowCount) -> Provenance:
    """Where the figures come from; rows that are not of the analysed areas and outcomes are the rest."""
    origin = panel.origin
    counted = count.used + count.missing + count.excluded
    read = max(origin.rows_read, counted)
    return Provenance(
        rows_read=read,
        rows_used=count.used,
        rows_missing=count.missing,
        rows_excluded=count.excluded,
        rows_other=read - counted,
        source=origin.source,
        retrieved_on=origin.retrieved_on,
        area_level=origin.area_level,
        file=origin.file,
        sha256=origin.sha256,
    )
