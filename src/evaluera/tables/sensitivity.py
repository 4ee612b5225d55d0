"""The answer across error models, one row each."""

from __future__ import annotations

from evaluera.results.sensitivity import Answer, Sensitivity
from evaluera.tables.cells import estimate_cell
from evaluera.tables.table import Align, Table
from evaluera.text.findings import render
from evaluera.text.messages import message
from evaluera.text.names import capital, error_model_name, method_name, named
from evaluera.text.numbers import MISSING, p_value

__all__ = ["sensitivity_table"]


def sensitivity_table(found: Sensitivity, language: str) -> Table:
    """Every error model in plain words with the estimate, its interval and p-value, or why it gave none.

    The pre-specified model stands first and is marked; the columns outcome and area stand only where they differ.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> found = evaluera.sensitivity("before_after", panel, start="1983-02", before=12, after=12)
    >>> sensitivity_table(found, "sv").rows[0][0]
    'Nivån kan driva'
    """
    parts = [part for part in ("outcome", "area") if len({getattr(each, part) for each in found.answers}) > 1]
    confidence = next(each.estimate.confidence for each in found.answers if each.estimate is not None)
    heads = ("error_model", *parts, "estimate", "p_value", "remark")
    aligns: dict[str, Align] = {"estimate": "right", "p_value": "right"}
    return Table(
        caption=message("table.caption.sensitivity", language, label=_label(found, language)),
        headers=tuple(message(f"table.head.{head}", language, confidence=confidence) for head in heads),
        rows=tuple(_row(each, found, parts, language) for each in found.answers),
        note=_note(found, language),
        align=tuple(aligns.get(head, "left") for head in heads),
    )


def _label(found: Sensitivity, language: str) -> str:
    outcomes = dict.fromkeys(outcome for outcome, _ in found.series())
    names = [capital(named(each, found.question.labels, language)) for each in outcomes]
    return ", ".join([*names, method_name(found.method, language)])


def _row(answer: Answer, found: Sensitivity, parts: list[str], language: str) -> tuple[str, ...]:
    estimate = answer.estimate
    return (
        error_model_name(answer.errors, language),
        *(named(getattr(answer, part), found.question.labels, language) for part in parts),
        MISSING if estimate is None else estimate_cell(estimate, found.kind, language),
        MISSING if estimate is None else p_value(estimate.p_value, language),
        _remark(answer, language),
    )


def _remark(answer: Answer, language: str) -> str:
    said = [message("figure.sensitivity.remark", language)] if answer.pre_specified else []
    if answer.reason is not None:
        said.append(render(answer.reason, language))
    return ". ".join(said)


def _note(found: Sensitivity, language: str) -> str:
    given = [each.estimate for each in found.answers if each.estimate is not None]
    scale = "ratio" if given[0].scale == "log" else "difference"
    notes = [message(f"table.note.{scale}", language), message("table.note.sensitivity", language)]
    if len(given) < len(found.answers):
        notes.append(message("table.missing_note", language))
    return " ".join(notes)
