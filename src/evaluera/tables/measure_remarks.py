"""What must be said below a table of numbers: signs, bounds, parts that are missing, sums that count someone twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.process.protection import PROTECTED
from evaluera.results.measure import Measure
from evaluera.tables.measure_cells import indicator_name, rests_on_few
from evaluera.text.messages import has, message
from evaluera.text.process_names import ProcessNames

__all__ = ["remarks"]


def remarks(measures: Sequence[Measure], names: ProcessNames) -> str:
    """The notes of a table: only those that it needs."""
    language = names.language
    needed = {
        "missing": any(each.bounds == "missing" for each in measures),
        "range": any(each.bounds == "range" for each in measures),
        "confidence": any(each.bounds == "confidence" for each in measures),
        "band": any(each.band for each in measures),
        "few": any(rests_on_few(each) for each in measures),
        PROTECTED: any(each.reason == PROTECTED for each in measures),
    }
    limits = names.limits.model_dump()
    signs = [message(f"table.measures.note.{note}", language, **limits) for note, there in needed.items() if there]
    return " ".join([*signs, *_remarked(measures, language), *_incomplete(measures, names)])


def _remarked(measures: Sequence[Measure], language: str) -> Iterator[str]:
    """A state that is a remark on the number, once for each indicator."""
    found = dict.fromkeys((each.indicator, each.state) for each in measures if each.value is not None)
    for indicator, state in found:
        key = f"measure.remark.{state}"
        if state and has(key):
            yield message(key, language, name=indicator_name(indicator, language))


def _incomplete(measures: Sequence[Measure], names: ProcessNames) -> Iterator[str]:
    """A summary of several indicators of which some could not be computed: which, and for which parts."""
    known = indicators()
    of_parts: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for each in measures:
        if each.value is not None and each.state and set(each.state.split()) <= known.keys():
            of_parts[each.indicator, each.state][names.name(each.split, each.part) if each.split else ""] = None
    for (indicator, state), parts in of_parts.items():
        named = ", ".join(part for part in parts if part)
        yield message(
            "table.measures.note.without_parts" if named else "table.measures.note.without",
            names.language,
            name=indicator_name(indicator, names.language),
            parts=named,
            left_out=", ".join(message(f"indicator.{each}.name", names.language) for each in state.split()),
        )
