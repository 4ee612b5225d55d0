"""What could be seen, by length of follow-up."""

from __future__ import annotations

from evaluera.results.power_analysis import Outlook, PowerAnalysis
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.names import capital, period_unit
from evaluera.text.numbers import number, percent, percent_interval

__all__ = ["ahead_table", "assumed_table"]

_AREAS = ("treated_areas", "comparison_areas")


def ahead_table(power: PowerAnalysis, language: str) -> Table:
    """One row for each length: the change that is seen four times in five, and the chance to see the wanted one.

    Examples
    --------
    >>> import evaluera
    >>> ahead_table(evaluera.power(level=400, follow_up=[12]), "en").rows[0][0]
    '12'
    """
    question = power.question
    unit = capital(period_unit(power.assumed.season_length, language))
    return Table(
        caption=message(f"plan.table.caption_{question.better}", language),
        headers=(
            message("plan.table.follow_up", language, unit=unit),
            message(f"plan.table.{question.better}", language),
            message("plan.table.monte_carlo", language),
            message("plan.table.power", language, x=question.smallest_change),
        ),
        rows=tuple(_row(each, language) for each in power.outlooks),
        note=message(
            f"plan.table.{_kind('note', power)}", language, replicates=power.replicates, confidence=power.confidence
        ),
        align=("left", "right", "right", "right"),
    )


def assumed_table(power: PowerAnalysis, language: str) -> Table:
    """What the simulated series are like.

    Examples
    --------
    >>> import evaluera
    >>> assumed_table(evaluera.power(level=400, follow_up=[12]), "en").rows[0][1]
    '400'
    """
    assumed = power.assumed
    dispersion = "dispersion" if assumed.kind == "count" else "spread"
    rows: dict[str, float] = {
        "level": assumed.level,
        dispersion: assumed.dispersion,
        "autocorrelation": assumed.autocorrelation,
        "before": assumed.before,
        "known": assumed.known,
        **({name: getattr(assumed, name) for name in _AREAS} if assumed.comparison_areas else {}),
        "replicates": power.replicates,
        "seed": power.seed,
    }
    return Table(
        caption=message("plan.assumed.caption", language),
        headers=(message("plan.assumed.what", language), message("plan.assumed.value", language)),
        rows=tuple(
            (message(f"plan.assumed.{name}", language), number(value, language)) for name, value in rows.items()
        ),
        align=("left", "right"),
    )


def _kind(key: str, power: PowerAnalysis) -> str:
    return f"{key}_areas" if power.assumed.comparison_areas else key


def _row(outlook: Outlook, language: str) -> tuple[str, ...]:
    if outlook.detectable is None:
        found = (message("plan.table.beyond", language), "–")
    else:
        found = (
            percent(outlook.detectable, language, form="table"),
            percent_interval(outlook.low, outlook.high, language) if outlook.high is not None else "–",
        )
    error = percent(1.96 * outlook.power_error, language, 0, form="table")
    return (str(outlook.periods), *found, f"{percent(outlook.power, language, 0, form='table')} (±{error})")
