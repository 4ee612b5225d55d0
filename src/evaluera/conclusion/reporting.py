"""Is more happening, or is more reported? What other records say before a rise is interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evaluera.data.process.process_tables import ProcessTables
from evaluera.design.question import Reporting
from evaluera.design.span import Span
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.source_trends import est_trend, police_trend
from evaluera.methods.process.survey_trend import measures_named, survey_trend
from evaluera.results.trend import Moved, SourceTrend

__all__ = ["Reading", "ReportingCheck", "reporting_check", "weighed"]

Says = Literal["reality", "reporting", ""]

_SAYS: Mapping[str, Mapping[Moved, Says]] = {
    "victimisation": {"up": "reality", "same": "reporting", "down": "reporting"},
    "reported_share": {"up": "reporting", "same": "reality", "down": "reality"},
    "est": {"up": "reality", "down": "reporting"},
    "police_initiated": {"up": "reporting"},
    "police_hours": {"up": "reporting"},
}
"""What a movement of each source says of a rise in reported crime; nothing where it says neither."""

_DECIDES = frozenset({"victimisation", "reported_share", "est", "police_initiated"})
"""Hours of the police alone decide nothing: they say that more could have been found, not that it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One source, how it moved, and what that says of a rise: reality, reporting, or nothing ("")."""

    trend: SourceTrend
    says: Says


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingCheck:
    """The result code and the sources that it rests on, all of them also those that are silent."""

    code: Reporting
    readings: tuple[Reading, ...]

    @property
    def spoke(self) -> tuple[str, ...]:
        """The sources that say something."""
        return tuple(each.trend.source for each in self.readings if each.says)


def reporting_check(tables: ProcessTables, span: Span, *, limits: Limits) -> ReportingCheck:
    """Set the sources beside one another that tell a rise in crime from a rise in reporting.

    Survey victimisation (not touched by reporting), the share of victims who reported, observations in EST per
    reporter, the share of crimes that the police found themselves (both shares from ``survey_estimate``), and logged
    hours of the police. Which measures of the surveys are meant stands in ``limits``.

    Reference: the process data model of this project, section 4.2.
    """
    named = {
        "victimisation": limits.victimisation_measures,
        "reported_share": limits.reported_measures,
        "police_initiated": limits.police_initiated_measures,
    }
    surveys = {
        source: survey_trend(tables, measures_named(tables, words), span, source=source)
        for source, words in named.items()
    }
    return weighed(
        (
            surveys["victimisation"],
            surveys["reported_share"],
            est_trend(tables, span),
            surveys["police_initiated"],
            police_trend(tables, span),
        )
    )


def weighed(trends: tuple[SourceTrend, ...]) -> ReportingCheck:
    """The code that these sources give together.

    ``reality`` when all that speak say that more happens, ``reporting`` when all say that more is reported or found,
    ``both`` when some say the one and some the other, ``cannot_say`` when none speaks that can decide.

    Examples
    --------
    >>> up = SourceTrend(source="victimisation", moved="up")
    >>> weighed((up,)).code, weighed((up, SourceTrend(source="reported_share", moved="up"))).code
    ('reality', 'both')
    >>> weighed((SourceTrend(source="police_hours", moved="up"),)).code
    'cannot_say'
    """
    readings = tuple(Reading(trend=each, says=_SAYS[each.source].get(each.moved, "")) for each in trends)
    said = {each.says for each in readings if each.says}
    decided = any(each.says and each.trend.source in _DECIDES for each in readings)
    code: Reporting = "cannot_say"
    if decided:
        code = "both" if len(said) > 1 else ("reality" if "reality" in said else "reporting")
    return ReportingCheck(code=code, readings=readings)
