"""What the results rest on, in plain words: each check of each analysis, and the steps to the certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.fragments import findings, part, table
from evaluera.report.markup import Html, element
from evaluera.report.outcomes import in_order
from evaluera.report.section import Section
from evaluera.tables.names import analysis_label
from evaluera.tables.steps import steps_table
from evaluera.text.explanation import check_name, reason_text, verdict_text
from evaluera.text.messages import message

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["diagnostics"]


def diagnostics(evaluation: Evaluation) -> Section:
    """Can the results be trusted: which assumptions hold, and how the certainty was arrived at."""
    language = evaluation.language
    body = part(
        "diagnostics",
        element("p", message("report.diagnostics.lead", language)),
        *[_analysis(evaluation, name, language) for name in in_order(evaluation)],
        comment(evaluation.folder, "diagnostics", language),
        heading=message("report.section.diagnostics", language),
    )
    plain = "\n".join(
        f"{name}: {check.name} {check.verdict}"
        for name in in_order(evaluation)
        for check in evaluation.results[name].diagnostics
    )
    return Section(name="diagnostics", body=body, plain=plain)


def _analysis(evaluation: Evaluation, name: str, language: str) -> Html:
    result = evaluation.results[name]
    notes = [message(f"note.{note.code}", language, **note.values) for note in result.notes]
    return element(
        "div",
        element("h3", analysis_label(evaluation.results[name], language), id=f"checks-{name}"),
        _checks(evaluation, name, language),
        table(steps_table(result, language)),
        [element("h4", message("report.diagnostics.notes", language)), findings(notes)] if notes else None,
    )


def _checks(evaluation: Evaluation, name: str, language: str) -> Html:
    """Each check with its verdict as a word, then what it means."""
    checks = evaluation.results[name].diagnostics
    if not checks:
        return element("p", message("report.diagnostics.none", language))
    rows = [
        [
            element("dt", f"{check_name(check, language)}: {verdict_text(check, language)}"),
            element("dd", reason_text(check, language)),
        ]
        for check in checks
    ]
    return element("dl", rows)
