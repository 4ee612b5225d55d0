"""What could not be computed, and why: told once for each reason."""

from __future__ import annotations

from collections.abc import Sequence

from evaluera.methods.process.computing import NO_DATA
from evaluera.report.fragments import findings
from evaluera.report.markup import Html, element
from evaluera.results.measure import Measure
from evaluera.tables.measure_cells import indicator_name, measure_cell
from evaluera.text.messages import message
from evaluera.text.names import capital
from evaluera.text.process_names import ProcessNames
from evaluera.text.table_words import sheet_names

__all__ = ["not_computed"]


def not_computed(measures: Sequence[Measure], called: ProcessNames) -> Html | None:
    """The numbers without a value below the records that are missing, or the reason why; None where all have one."""
    language = called.language
    names: dict[str, dict[str, None]] = {}
    for each in measures:
        if not each.split and not each.period and each.reason:
            name = indicator_name(each.indicator, language, variant=each.variant, limits=called.limits)
            names.setdefault(_reason(each, language), {})[name] = None
    if not names:
        return None
    lines = [
        message("report.process.without", language, reason=capital(reason), names="; ".join(each))
        for reason, each in names.items()
    ]
    title = message("report.process.not_computed", language)
    return element("div", element("h3", title, id="not-computed"), findings(lines))


def _reason(measure: Measure, language: str) -> str:
    if measure.reason == NO_DATA:
        return message("report.process.absent", language, sheets=sheet_names(measure.state, language))
    return measure_cell(measure, language)
