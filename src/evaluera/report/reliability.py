"""What the results rest on, in plain words: each check of each analysis, and the steps to the certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.fragments import findings, part, table
from evaluera.report.markup import Html, element
from evaluera.report.outcomes import heading, in_order
from evaluera.report.section import Section
from evaluera.tables.steps import steps_table
from evaluera.text.explanation import check_heading, reason_text
from evaluera.text.messages import has, message

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.results.diagnostic import Note
    from evaluera.results.effect import EffectResult

__all__ = ["checks_list", "diagnostics", "notes_of"]


def diagnostics(evaluation: Evaluation) -> Section:
    """Can the results be trusted: which assumptions hold, and how the certainty was arrived at."""
    if not evaluation.results:
        return Section.empty("diagnostics")
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
    notes = notes_of(result, language)
    return element(
        "div",
        element("h3", heading(evaluation, name, language), id=f"checks-{name}"),
        checks_list(result, language),
        table(steps_table(result, language)),
        [element("h4", message("report.diagnostics.notes", language)), findings(notes)] if notes else None,
    )


def checks_list(result: EffectResult, language: str) -> Html:
    """Each check with its verdict as a word, then what it means."""
    checks = result.diagnostics
    if not checks:
        return element("p", message("report.diagnostics.none", language))
    rows = [
        [
            element("dt", check_heading(check, language)),
            element("dd", reason_text(check, language, season_length=result.season_length)),
        ]
        for check in checks
    ]
    return element("dl", rows)


def notes_of(result: EffectResult, language: str) -> list[str]:
    """What the result wants its reader to know, in words."""
    return [_note(note, language, result.season_length) for note in result.notes]


def _note(note: Note, language: str, season_length: int | None) -> str:
    """A note in words; one whose sentence a third party forgot is shown with its values, never left out."""
    if has(f"note.{note.code}"):
        return message(f"note.{note.code}", language, **{"season_length": season_length, **note.values})
    return " ".join([note.code, *(f"{name}={value}" for name, value in note.values.items())])
