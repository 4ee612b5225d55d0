"""The result of an effect method out of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluera.data.calendar import period_label
from evaluera.data.panel import Panel
from evaluera.design.question import DesignClass, Question
from evaluera.errors import Finding
from evaluera.methods.choices import WindowParams
from evaluera.methods.moment import Moment
from evaluera.methods.part import Part
from evaluera.methods.refusal import refuse
from evaluera.methods.rows import RowCount, provenance
from evaluera.results.diagnostic import Note
from evaluera.results.effect import EffectResult

__all__ = ["assembled"]


def assembled(
    parts: Sequence[Part],
    *,
    method: str,
    design: DesignClass,
    primary_term: str,
    panel: Panel,
    params: WindowParams,
    question: Question,
    moment: Moment,
    notes: Sequence[Note] = (),
) -> EffectResult:
    """Put the parts together, with the notes that every effect method gives and the rows counted.

    Raises
    ------
    MethodError
        ``method.break_inside``: the way to measure changed between used periods, and no change is computed across that.
    """
    refuse(_breaks_inside(panel, parts))
    rows = sum((part.rows for part in parts), RowCount(used=0, missing=0, excluded=0))
    own = (note for part in parts for note in part.notes)
    return EffectResult(
        method=method,
        design=design,
        kind=panel.kind,
        primary_term=primary_term,
        question=question,
        timing=moment.timing,
        estimates=tuple(estimate for part in parts for estimate in part.estimates),
        courses=tuple(course for part in parts for course in part.courses),
        diagnostics=tuple(diagnostic for part in parts for diagnostic in part.diagnostics),
        evidence=tuple(part.evidence for part in parts),
        notes=_once((*_common_notes(panel, params, moment, rows), *notes, *own)),
        provenance=provenance(panel, rows),
        options=params.model_dump(mode="json"),
    )


def _breaks_inside(panel: Panel, parts: Sequence[Part]) -> tuple[Finding, ...]:
    """Declared changes of the way to measure that have used periods on both sides."""
    crossed = []
    for period in (period_label(each) for each in panel.breaks):
        for course in (each for part in parts for each in part.courses if period in each.periods):
            at = course.periods.index(period)
            if any(course.used[:at]) and any(course.used[at:]):
                crossed.append(period)
    return tuple(Finding(code="method.break_inside", values={"period": each}) for each in dict.fromkeys(crossed))


def _common_notes(panel: Panel, params: WindowParams, moment: Moment, rows: RowCount) -> tuple[Note, ...]:
    """How the start was read, what was left out, what is missing."""
    notes = list(moment.notes)
    preliminary = moment.timing.preliminary_from
    if preliminary is not None:
        code = "preliminary_used" if params.include_preliminary else "preliminary_left_out"
        notes.append(Note(code=code, values={"period": preliminary}))
    if rows.missing:
        notes.append(Note(code="missing_values", values={"rows": rows.missing, "of": len(panel.rows)}))
    return tuple(notes)


def _once(notes: Iterable[Note]) -> tuple[Note, ...]:
    kept: list[Note] = []
    for note in notes:
        if note not in kept:
            kept.append(note)
    return tuple(kept)
