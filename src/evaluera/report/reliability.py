"""What the results rest on, in plain words: each check of each analysis, and the steps to the certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.fragments import findings, part, table
from evaluera.report.markup import Html, element
from evaluera.report.outcomes import analysis_heading, in_order
from evaluera.report.section import Section
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
    from evaluera.tables.steps import steps_table

    result = evaluation.results[name]
    notes = [message(f"note.{note.code}", language, **note.values) for note in result.notes]
    return element(
        "section",
        element("h3", analysis_heading(evaluation, name, language), id=f"checks-{name}"),
        _checks(evaluation, name, language),
        table(steps_table(result, language)),
        [element("h4", message("report.diagnostics.notes", language)), findings(notes)] if notes else None,
        aria_labelledby=f"checks-{name}",
    )


def _checks(evaluation: Evaluation, name: str, language: str) -> Html:
    """Each check in a sentence: its verdict as a word, then what it means."""
    from evaluera.text.explanation import explain

    checks = evaluation.results[name].diagnostics
    if not checks:
        return element("p", message("report.diagnostics.none", language))
    rows = [
        [
            element("dt", message(f"diagnostic.{check.name}.label", language)),
            element(
                "dd",
                element("strong", message(f"report.diagnostics.verdict.{check.verdict}", language), "."),
                " ",
                explain(check, language),
            ),
        ]
        for check in checks
    ]
    return element("dl", rows)
