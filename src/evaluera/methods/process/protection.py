"""Small numbers of persons are not shown: what leaves the computer, never what is computed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from evaluera.methods.process.limits import Limits
from evaluera.results.measure import Measure

__all__ = ["PROTECTED", "WITHHELD", "protected", "protected_by"]

PROTECTED = "protected"
"""Why a number is not shown (a key below ``measure.reason``)."""

WITHHELD = "too_few_persons"
"""Reason of a number that the method itself did not give because too few persons stand behind it."""

Group = tuple[str, str, str, str]
Place = tuple[str, str, str, str]


def protected_by(limits: Limits, measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The same numbers, small numbers of persons hidden and the others rounded as the limits say."""
    return protected(measures, fewest=limits.fewest_persons, nearest=limits.nearest_persons)


def protected(measures: Iterable[Measure], *, fewest: int = 5, nearest: int = 1) -> tuple[Measure, ...]:
    """The same numbers, those that count 1 to ``fewest`` - 1 persons hidden.

    Primary: a number that counts persons (``persons``) and lies below ``fewest`` loses value, numerator, denominator,
    bounds and band; so does a share or ratio whose base is below ``fewest``, and one that tells a small number by what
    is left of its base (the men, where women are shown). Secondary: where the total is shown and what is hidden of its
    parts could be reckoned from it, the next smallest part is hidden too, or the total. A count of missing answers that
    is the same as a hidden number is left out with the bounds that rest on it. Zero is shown.

    ``nearest`` (5): what is shown of persons is rounded to the nearest five. A share is that of the rounded numbers,
    without bounds and number of rows; what rounded numbers do not give any more (a cost for each person) stays.

    Reference: Hundepool et al. (2012), Statistical Disclosure Control, chapters 4 and 5 (suppression and rounding).

    Examples
    --------
    >>> few = Measure(indicator="PR01", value=0.03, unit="share", numerator=3, denominator=100, persons=True)
    >>> protected([few])[0].value is None, protected([few])[0].reason
    (True, 'protected')
    """
    listed = list(measures)
    hidden = {number for number, each in enumerate(listed) if _small(each, fewest)}
    for group in _groups(listed):
        hidden |= _also(group, listed, hidden, fewest)
    told = {(_place(listed[number]), _counted(listed[number])) for number in hidden}
    shown = (
        _hidden(each) if number in hidden else _silent(each) if (_place(each), float(each.missing)) in told else each
        for number, each in enumerate(listed)
    )
    return tuple(shown if nearest == 1 else (_rounded(each, nearest) for each in shown))


@dataclass(slots=True)
class _Parts:
    """The parts that add up to a total that is shown, by their place in the list; ``withheld`` have no number."""

    total: int
    numbers: list[int] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)


def _rest(measure: Measure) -> float:
    return (measure.denominator or 0.0) - (measure.numerator or 0.0)


_TOLD_BESIDE: Mapping[str, tuple[Callable[[Measure], float], ...]] = {
    "PB03": (lambda measure: measure.denominator or 0.0,),
    "PR02": (_rest,),
    "PR03": (_rest,),
    "PW02": (_rest,),
}
"""Other numbers of persons that follow from a measure: those whom a cost is divided by; the other group; new persons,
who are the contacts that are not repeated."""


def _small(measure: Measure, fewest: int) -> bool:
    if not measure.persons or measure.value is None:
        return False
    base = measure.denominator if measure.unit in ("share", "ratio") else None
    others = [tells(measure) for tells in _TOLD_BESIDE.get(measure.indicator, ())]
    own = [] if measure.unit == "sek" else [_counted(measure)]
    return any(0 < each < fewest for each in (*own, *others, *([] if base is None else [base])))


def _counted(measure: Measure) -> float:
    """How many persons a measure counts."""
    counted = measure.numerator if measure.numerator is not None else measure.value
    return 0.0 if counted is None else float(counted)


def _place(measure: Measure) -> Place:
    return measure.indicator, measure.split, measure.part, measure.period


def _groups(measures: list[Measure]) -> Iterable[_Parts]:
    """Parts by indicator, variant, split and period, where there is a total of them."""
    totals = {(m.indicator, m.variant, m.period): at for at, m in enumerate(measures) if m.persons and not m.split}
    withheld: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for each in measures:
        if each.persons and each.reason == WITHHELD:
            withheld[each.indicator, each.split, each.period].add(each.part)
    found: dict[Group, _Parts] = {}
    for number, each in enumerate(measures):
        total = totals.get((each.indicator, each.variant, each.period))
        if total is None or not each.persons or not each.split or each.value is None:
            continue
        apart = withheld[each.indicator, each.split, each.period]
        key = (each.indicator, each.variant, each.split, each.period)
        found.setdefault(key, _Parts(total=total, withheld=apart)).numbers.append(number)
    return found.values()


def _also(group: _Parts, measures: list[Measure], hidden: set[int], fewest: int) -> set[int]:
    """The next smallest part, where the hidden ones follow from the total; the total where no part is left."""
    inside = [number for number in group.numbers if number in hidden]
    if group.total in hidden or not _follows([_counted(measures[n]) for n in inside], len(group.withheld), fewest):
        return set()
    shown = [n for n in group.numbers if n not in hidden and _counted(measures[n])]
    return {min(shown, key=lambda n: (_counted(measures[n]), measures[n].part)) if shown else group.total}


def _follows(counts: list[float], withheld: int, fewest: int) -> bool:
    """Whether the sum of the hidden ones tells each: there is one, or all are as small or as large as can be."""
    if withheld:
        return withheld == 1 and not counts
    if len(counts) == 1:
        return True
    return bool(counts) and sum(counts) in (len(counts), len(counts) * (fewest - 1))


def _rounded(measure: Measure, nearest: int) -> Measure:
    """A number of persons to the nearest so many; a share of the rounded numbers, none where its base becomes zero."""
    if not measure.persons or measure.value is None or measure.unit not in ("share", "count"):
        return measure
    done, of = (None if each is None else _nearest(each, nearest) for each in (measure.numerator, measure.denominator))
    value = _nearest(measure.value, nearest)
    if measure.unit == "share":
        if done is None or of is None or of == 0.0:
            return _hidden(measure)
        value = done / of
    return replace(_silent(measure), value=value, numerator=done, denominator=of, n=None)


def _nearest(number: float, nearest: int) -> float:
    """Half a step up: 2.5 of 5 is 5."""
    return float(math.floor(number / nearest + 0.5) * nearest)


def _hidden(measure: Measure) -> Measure:
    return replace(
        _silent(measure), value=None, numerator=None, denominator=None, n=None, state="", band="", reason=PROTECTED
    )


def _silent(measure: Measure) -> Measure:
    """Without the number of missing answers and the bounds that rest on it."""
    return replace(measure, low=None, high=None, bounds="none", missing=0)
