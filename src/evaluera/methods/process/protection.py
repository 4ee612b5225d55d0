"""Small numbers of persons are not shown: what leaves the computer, never what is computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from evaluera.results.measure import Measure

__all__ = ["PROTECTED", "protected"]

PROTECTED = "protected"
"""Why a number is not shown (a key below ``measure.reason``)."""

Group = tuple[str, str, str, str]


def protected(measures: Iterable[Measure], *, fewest: int = 5) -> tuple[Measure, ...]:
    """The same numbers, those that count 1 to ``fewest`` - 1 persons hidden.

    Primary: a number that counts persons (``persons``) and lies below ``fewest`` loses value, numerator, bounds and
    band; so does a share whose base is below ``fewest``. Secondary: where one part of a split is hidden and the total
    is shown, the next smallest part is hidden too, so that no hidden number follows from the total. Zero is shown.

    Examples
    --------
    >>> few = Measure(indicator="PR01", value=0.03, unit="share", numerator=3, denominator=100, persons=True)
    >>> protected([few])[0].value is None, protected([few])[0].reason
    (True, 'protected')
    """
    listed = list(measures)
    hidden = {number for number, each in enumerate(listed) if _small(each, fewest)}
    for numbers in _splits(listed).values():
        inside = [number for number in numbers if number in hidden]
        if len(inside) == 1:
            shown = [n for n in numbers if n not in hidden and listed[n].numerator]
            if shown:
                hidden.add(min(shown, key=lambda n: (listed[n].numerator or 0.0, listed[n].part)))
    return tuple(_hidden(each) if number in hidden else each for number, each in enumerate(listed))


def _small(measure: Measure, fewest: int) -> bool:
    if not measure.persons or measure.value is None:
        return False
    counted = measure.numerator if measure.numerator is not None else measure.value
    base = measure.denominator
    return 0 < counted < fewest or (base is not None and measure.unit == "share" and 0 < base < fewest)


def _splits(measures: list[Measure]) -> dict[Group, list[int]]:
    """The parts that add up to a total that is there: same indicator, variant, split and period."""
    totals = {(each.indicator, each.variant, each.period) for each in measures if not each.split}
    groups: dict[Group, list[int]] = defaultdict(list)
    for number, each in enumerate(measures):
        if each.split and each.persons and (each.indicator, each.variant, each.period) in totals:
            groups[each.indicator, each.variant, each.split, each.period].append(number)
    return groups


def _hidden(measure: Measure) -> Measure:
    return replace(
        measure,
        value=None,
        numerator=None,
        low=None,
        high=None,
        bounds="none",
        n=None,
        band="",
        reason=PROTECTED,
    )
