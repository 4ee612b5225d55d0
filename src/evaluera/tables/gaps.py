"""The data of one series: how long, how much, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.results.course import Course
from evaluera.tables.cells import fitting_digits
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.numbers import number, period_text

__all__ = ["gaps_table"]

_LISTED = 12


def gaps_table(course: Course, language: str, *, label: str, start: str) -> Table:
    """First and last period, periods before and after, missing and unused ones, and the size of the numbers.

    Parameters
    ----------
    label
        What the series is called in the caption.
    start
        Label of the first period after.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> gaps_table(result.courses[0], "sv", label="Skadade", start="1983-02").rows[0]
    ('Perioder', 'januari 1969 till december 1984')
    """
    places = {each: place for place, each in enumerate(course.periods)}
    at = places.get(start, len(course.periods))
    missing = [each for each, value in zip(course.periods, course.observed, strict=True) if value is None]
    known = [value for value in course.observed if value is not None]
    unused = [
        each
        for each, used, value in zip(course.periods, course.used, course.observed, strict=True)
        if not used and value is not None
    ]
    digits = fitting_digits(known)
    rows = {
        "span": message(
            "bench.data.from_to",
            language,
            first=_period(course.periods[0], language),
            last=_period(course.periods[-1], language),
        ),
        "sides": message(
            "bench.data.before_after", language, before=sum(course.used[:at]), after=sum(course.used[at:])
        ),
        "missing": _listed(missing, language),
        "unused": _listed(unused, language),
        "lowest": number(min(known), language, digits) if known else "–",
        "mean": number(sum(known) / len(known), language) if known else "–",
        "highest": number(max(known), language, digits) if known else "–",
        "zeros": number(sum(value == 0 for value in known), language),
    }
    return Table(
        caption=message("bench.data.caption", language, label=label),
        headers=(message("bench.data.what", language), message("bench.data.value", language)),
        rows=tuple((message(f"bench.data.{name}", language), text) for name, text in rows.items()),
    )


def _period(label: str, language: str) -> str:
    return str(period_text(label, language))


def _listed(labels: Sequence[str], language: str) -> str:
    if not labels:
        return message("bench.data.none", language)
    names = ", ".join(_period(each, language) for each in labels[:_LISTED])
    return names + (" …" if len(labels) > _LISTED else "") + f" ({len(labels)})"
