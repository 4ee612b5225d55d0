"""Several results as one, their series told apart by area or start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from evaluera.errors import Finding, MethodError
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence, Provenance

__all__ = ["merged"]

Piece = TypeVar("Piece", Estimate, Course, Diagnostic, Evidence)


def merged(results: Sequence[EffectResult]) -> EffectResult:
    """The results below each other, each series named by its area and, where that is not enough, the start.

    Question, timing, design and options are those of the first; the rows are counted together.

    Raises
    ------
    MethodError
        No results, or results that answer with different primary terms or about different outcomes.
    """
    if not results:
        raise MethodError(Finding(code="method.nothing_to_pool"))
    first = results[0]
    terms = sorted({each.primary_term for each in results})
    outcomes = sorted({estimate.outcome for each in results for estimate in each.primary()})
    if len(terms) > 1 or len(outcomes) > 1:
        values = {"terms": ", ".join(terms), "outcomes": ", ".join(outcomes)}
        raise MethodError(Finding(code="method.pool_differs", values=values))
    named = [_named(each, name) for each, name in zip(results, _names(results), strict=True)]
    return replace(
        first,
        estimates=tuple(one for each in named for one in each.estimates),
        courses=tuple(one for each in named for one in each.courses),
        diagnostics=tuple(one for each in named for one in each.diagnostics),
        evidence=tuple(one for each in named for one in each.evidence),
        notes=tuple(dict.fromkeys(note for each in named for note in each.notes)),
        provenance=_together([each.provenance for each in results]),
    )


def _names(results: Sequence[EffectResult]) -> list[str]:
    """One name for each result: what stands before the areas of its series."""
    starts = [each.timing.start for each in results]
    areas = [{estimate.area for estimate in each.primary()} for each in results]
    apart = (
        all(areas) and len(set().union(*areas)) == sum(len(each) for each in areas) and "" not in set().union(*areas)
    )
    if apart:
        return [""] * len(results)
    seen: dict[str, int] = {}
    names = []
    for start in starts:
        seen[start] = seen.get(start, 0) + 1
        names.append(start if starts.count(start) == 1 else f"{start} ({seen[start]})")
    return names


def _named(result: EffectResult, name: str) -> EffectResult:
    def moved(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        return tuple(replace(piece, area=", ".join(word for word in (piece.area, name) if word)) for piece in pieces)

    return replace(
        result,
        estimates=moved(result.estimates),
        courses=moved(result.courses),
        diagnostics=moved(result.diagnostics),
        evidence=moved(result.evidence),
    )


def _together(rows: Sequence[Provenance]) -> Provenance:
    return replace(
        rows[0],
        rows_read=sum(each.rows_read for each in rows),
        rows_used=sum(each.rows_used for each in rows),
        rows_missing=sum(each.rows_missing for each in rows),
        rows_excluded=sum(each.rows_excluded for each in rows),
        rows_other=sum(each.rows_other for each in rows),
    )
