"""What a result rests on: method, dates, sources and rows in and out."""

from __future__ import annotations

from collections.abc import Iterator

from evaluera.results.effect import EffectResult
from evaluera.tables.names import analysis_label
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.names import capital, design_name, method_name
from evaluera.text.numbers import date, number, period_span, period_text

__all__ = ["run_table"]

_ROWS = ("rows_read", "rows_used", "rows_missing", "rows_excluded", "rows_other")


def run_table(result: EffectResult, language: str) -> Table:
    """Method, design, timing, evidence, source and how many rows were read and used.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> run_table(result, "sv").rows[0]
    ('Metod', 'Före–efter-jämförelse')
    """
    facts = (*_method(result, language), *_timing(result, language), *_evidence(result, language))
    return Table(
        caption=message("table.caption.run", language, label=analysis_label(result, language)),
        headers=(message("table.head.fact", language), message("table.head.value", language)),
        rows=tuple(
            (message(f"table.run.{key}", language), value) for key, value in (*facts, *_origin(result, language))
        ),
    )


def _method(result: EffectResult, language: str) -> Iterator[tuple[str, str]]:
    yield "method", capital(method_name(result.method, language))
    yield "design", capital(design_name(result.design, language))


def _timing(result: EffectResult, language: str) -> Iterator[tuple[str, str]]:
    timing, season = result.timing, result.season_length
    yield "start", period_text(timing.start, language, season_length=season)
    if timing.transition is not None:
        yield "transition", period_span(*timing.transition, language, season_length=season)
    if timing.end is not None:
        yield "end", period_text(timing.end, language, season_length=season)
    if timing.events:
        yield (
            "events",
            ", ".join(f"{each.name} ({message(f'table.run.how_{each.how}', language)})" for each in timing.events),
        )
    if timing.preliminary_from is not None:
        yield "preliminary", period_text(timing.preliminary_from, language, season_length=season)


def _evidence(result: EffectResult, language: str) -> Iterator[tuple[str, str]]:
    """Periods and areas of the first series; those of the others differ only by missing periods."""
    for evidence in result.evidence[:1]:
        values = {"before": evidence.periods_before, "after": evidence.periods_after}
        yield "evidence", message("table.run.evidence_value", language, **values)
        if evidence.comparison_areas:
            areas = {"treated": evidence.treated_areas, "comparison": evidence.comparison_areas}
            yield "areas", message("table.run.areas_value", language, **areas)


def _origin(result: EffectResult, language: str) -> Iterator[tuple[str, str]]:
    origin = result.provenance
    for key, value in (("source", origin.source), ("file", origin.file), ("sha256", origin.sha256)):
        if value is not None:
            yield key, value
    if origin.retrieved_on is not None:
        yield "retrieved", date(origin.retrieved_on, language)
    for key in _ROWS:
        yield key, number(getattr(origin, key), language)
