"""What reading and checking the tables found."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import not_computed
from evaluera.results.measure import Measure

__all__ = ["validation_findings"]

_PER = 100.0
_COUNTED = ("error", "warning")


def validation_findings(asked: Asked) -> tuple[Measure, ...]:
    """DQ04: errors and warnings per 100 rows of all delivered tables: together, each by itself, and by rule.

    Notes are not counted. What was found concerns the tables as they are, whatever the year.
    """
    rows = asked.tables.rows
    if not rows:
        return (not_computed("DQ04", unit="rate", reason="no_rows"),)
    found = [each for each in asked.tables.findings if each.severity in _COUNTED]
    rules = Counter(each.code for each in found)
    severities = Counter(str(each.severity) for each in found)
    return (
        _rate(len(found), rows),
        *(_rate(severities[severity], rows, variant=severity) for severity in _COUNTED),
        *(_rate(rules[code], rows, split="rule", part=code) for code in sorted(rules)),
    )


def _rate(count: int, rows: int, **where: Any) -> Measure:
    return Measure(
        indicator="DQ04",
        value=_PER * count / rows,
        unit="rate",
        numerator=float(count),
        denominator=float(rows),
        n=rows,
        **where,
    )
