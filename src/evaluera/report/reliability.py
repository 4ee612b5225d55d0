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

__all__ = ["checks_list", "diagnostics", "notes_of", "trust"]


def diagnostics(evaluation: Evaluation) -> Section:
    """Can the main result be trusted: which assumptions hold, and how the certainty was arrived at.

    The same about each other analysis stands in the annex.
    """
    if not evaluation.results:
        return Section.empty("diagnostics")
    language = evaluation.language
    main, *others = in_order(evaluation)
    body = part(
        "diagnostics",
        element("p", message("report.diagnostics.lead", language)),
        element("h3", heading(evaluation, main, language), id=f"checks-{main}"),
        trust(evaluation.results[main], language),
        element("p", message("report.diagnostics.others", language), class_="note") if others else None,
        comment(evaluation.folder, "diagnostics", language),
        heading=message("report.section.diagnostics", language),
    )
    plain = "\n".join(
        f"{name}: {check.name} {check.verdict}"
        for name in (main, *others)
        for check in evaluation.results[name].diagnostics
    )
    return Section(name="diagnostics", body=body, plain=plain)


def trust(result: EffectResult, language: str) -> list[Html]:
    """Each check in words, the steps to the certainty, and what is good to know about the data."""
    notes = notes_of(result, language)
    known = [element("h4", message("report.diagnostics.notes", language)), findings(notes)] if notes else []
    return [checks_list(result, language), table(steps_table(result, language)), *known]


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
