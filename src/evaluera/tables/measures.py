"""Numbers of the process half as tables: a row for each number, or for each part with a column for each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluera.results.measure import Measure, Unit
from evaluera.tables.table import Align, Table
from evaluera.text.messages import has, message
from evaluera.text.names import capital
from evaluera.text.numbers import MISSING, count, number, percent, percent_interval
from evaluera.text.process_names import ProcessNames

__all__ = ["indicator_name", "measure_cell", "measure_name", "measures_table", "split_tables"]

_NUMBERS: Align = "right"
_ACROSS = 5
"""So many numbers fit beside each other on a page."""
_SIGNS = {"low": "▽", "partly": "◐", "high": "●"}
_DIGITS: dict[Unit, int] = {
    "ratio": 2,
    "days": 0,
    "months": 0,
    "count": 0,
    "rate": 2,
    "hours_per_1000": 1,
    "per_1000": 1,
    "person_hours": 0,
    "hours": 0,
    "sek": 0,
    "scale": 1,
    "index": 2,
}


def measures_table(measures: Iterable[Measure], names: ProcessNames, *, caption: str) -> Table:
    """What was measured, the number, what missing cells or chance could make of it, and what it rests on.

    Parameters
    ----------
    measures
        Numbers in the order in which they are shown.
    names
        What parts are called, and the language.
    caption
        What the table is about.
    """
    language = names.language
    shown = tuple(measures)
    rows = tuple(
        (
            measure_name(each, names),
            measure_cell(each, language),
            _bounds_cell(each, language),
            _band_cell(each, language),
        )
        for each in shown
    )
    return Table(
        caption=caption,
        headers=tuple(message(f"table.measures.{head}", language) for head in ("name", "value", "bounds", "band")),
        rows=rows,
        note=_note(shown, language),
        align=("left", "right", "right", "left"),
    )


def split_tables(measures: Iterable[Measure], names: ProcessNames, *, split: str, caption: str) -> tuple[Table, ...]:
    """One row for each part of the split, one column for each number; more numbers than fit go on in another table."""
    chosen = [each for each in measures if each.split == split and not each.period]
    heads = list(dict.fromkeys((each.indicator, each.variant) for each in chosen))
    pages = [heads[first : first + _ACROSS] for first in range(0, len(heads), _ACROSS)]
    return tuple(_split_page(chosen, page, names, split=split, caption=caption) for page in pages)


def _split_page(
    chosen: Sequence[Measure], heads: Sequence[tuple[str, str]], names: ProcessNames, *, split: str, caption: str
) -> Table:
    language = names.language
    inside = [each for each in chosen if (each.indicator, each.variant) in heads]
    parts = sorted({each.part for each in inside}, key=lambda part: names.name(split, part).casefold())
    found = {(each.part, each.indicator, each.variant): each for each in inside}
    return Table(
        caption=caption,
        headers=(
            message(f"table.measures.split.{split}", language),
            *(indicator_name(name, language, variant=variant) for name, variant in heads),
        ),
        rows=tuple(
            (names.name(split, part), *(_cell_of(found.get((part, *head)), language) for head in heads))
            for part in parts
        ),
        note=_note(inside, language),
        align=("left", *[_NUMBERS] * len(heads)),
    )


def measure_name(measure: Measure, names: ProcessNames) -> str:
    """The name of the indicator, its variant, and the part that it is about."""
    language = names.language
    words = indicator_name(measure.indicator, language, variant=measure.variant)
    part = names.name(measure.split, measure.part) if measure.split else ""
    return ": ".join(each for each in (part, words) if each)


def measure_cell(measure: Measure, language: str) -> str:
    """The number as it is read: "4 av 5 (80 %)", "12 dagar", or why there is none.

    Examples
    --------
    >>> four = Measure(indicator="PM01", value=0.8, unit="share", numerator=4, denominator=5)
    >>> measure_cell(four, "sv").replace("\\u00a0", " ")
    '4 av 5 (80 %)'
    """
    if measure.unit == "status" and measure.state and not measure.reason:
        return _state(measure.state, language)
    if measure.value is None:
        return message(f"measure.reason.{measure.reason}", language) if measure.reason else MISSING
    if measure.unit == "share":
        share = percent(measure.value, language, form="table")
        if measure.numerator is None or measure.denominator is None or not _whole(measure):
            return share
        values = {"done": count(measure.numerator, language), "of": count(measure.denominator, language)}
        return message("table.measures.of", language, share=share, **values)
    written = number(measure.value, language, _digits(measure))
    unit = f"measure.unit.{measure.unit}"
    return message(unit, language, value=written) if has(unit) else written


def _cell_of(measure: Measure | None, language: str) -> str:
    return MISSING if measure is None else measure_cell(measure, language)


def _whole(measure: Measure) -> bool:
    """Whether it is so many of so many things."""
    return all(float(each or 0.0).is_integer() for each in (measure.numerator, measure.denominator))


def _digits(measure: Measure) -> int:
    digits = _DIGITS.get(measure.unit, 2)
    whole = measure.value is None or float(measure.value).is_integer()
    return digits if digits or whole else 1


def _bounds_cell(measure: Measure, language: str) -> str:
    if measure.bounds == "none" or (measure.low is None and measure.high is None):
        return MISSING
    if measure.unit == "share":
        ends = percent_interval(measure.low, measure.high, language)
    else:
        ends = "–".join(_end(end, measure, language) for end in (measure.low, measure.high))
    return message(f"table.measures.{measure.bounds}", language, ends=ends)


def _end(end: float | None, measure: Measure, language: str) -> str:
    return message("table.measures.not_reached", language) if end is None else number(end, language, _digits(measure))


def _band_cell(measure: Measure, language: str) -> str:
    if not measure.band:
        return MISSING
    return f"{_SIGNS[measure.band]} {message(f'measure.band.{measure.band}', language)}"


def indicator_name(indicator: str, language: str, *, variant: str = "") -> str:
    """The name of an indicator with a capital, and its variant."""
    name = capital(message(f"indicator.{indicator}.name", language))
    if not variant:
        return name
    key = f"indicator.{indicator}.variant.{variant}"
    return f"{name}, {message(key, language) if has(key) else variant}"


def _state(state: str, language: str) -> str:
    from evaluera.text.labels import label

    key = f"measure.state.{state}"
    return message(key, language) if has(key) else label(state, language)


def _note(measures: Sequence[Measure], language: str) -> str:
    """What the signs mean: only those that the table has."""
    needed = []
    if any(each.bounds == "missing" for each in measures):
        needed.append("missing")
    if any(each.bounds == "confidence" for each in measures):
        needed.append("confidence")
    if any(each.bounds == "range" for each in measures):
        needed.append("range")
    if any(each.band for each in measures):
        needed.append("band")
    if any(each.reason == "protected" for each in measures):
        needed.append("protected")
    return " ".join(message(f"table.measures.note.{each}", language) for each in needed)
