"""What could be seen before the start, as a steering group says it."""

from __future__ import annotations

from dataclasses import dataclass

from evaluera.results.power_analysis import Assumed, Outlook, PowerAnalysis
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import message
from evaluera.text.names import period_unit

__all__ = ["Ahead", "ahead", "ahead_lines", "areas_text", "length_text"]

_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What a follow-up of about a year shows, what the smallest change of interest takes, and what is assumed."""

    headline: str
    need: str
    basis: str

    def __str__(self) -> str:
        return f"{self.headline} {self.need} {self.basis}"


def ahead(power: PowerAnalysis, language: str | None = None) -> Ahead:
    """The answer of a power analysis in three sentences or so.

    Raises
    ------
    ParameterError
        The language is not known.

    Examples
    --------
    >>> import evaluera
    >>> found = evaluera.power(level=400, before=36, follow_up=[12])
    >>> ahead(found, "en").headline.startswith("With one year of follow-up")
    True
    """
    language = current_language() if language is None else checked(language)
    better, question = power.question.better, power.question
    main = _main(power)
    length = length_text(main.periods, power.assumed.season_length, language)
    headline = (
        message(f"plan.sentence.{better}", language, length=length, x=main.detectable)
        if main.detectable is not None
        else message("plan.sentence.nothing", language, length=length)
    )
    needed = power.periods_needed
    periods = power.outlooks[-1].periods if needed is None else needed
    never = "never_areas" if power.assumed.comparison_areas else "never"
    need = message(
        f"plan.need.{better}_{never if needed is None else 'found'}",
        language,
        x=question.smallest_change,
        length=length_text(periods, power.assumed.season_length, language),
        periods=periods,
        unit=period_unit(power.assumed.season_length, language),
    )
    return Ahead(headline=headline, need=need, basis=_basis(power, language))


def ahead_lines(power: PowerAnalysis, language: str) -> tuple[str, ...]:
    """The table of a power analysis as lines for a console: length, detectable change, power.

    Examples
    --------
    >>> import evaluera
    >>> ahead_lines(evaluera.power(level=400, follow_up=[12]), "en")[0].startswith("12 months: ")
    True
    """
    unit, wanted = period_unit(power.assumed.season_length, language), power.question.smallest_change
    return tuple(
        message(
            f"plan.line.{'beyond' if each.detectable is None else power.question.better}",
            language,
            periods=each.periods,
            unit=unit,
            x=each.detectable,
            wanted=wanted,
            power=each.power,
        )
        for each in power.outlooks
    )


def areas_text(assumed: Assumed, language: str) -> str:
    """How many areas there are on both sides; empty without comparison areas.

    Examples
    --------
    >>> import evaluera
    >>> areas_text(evaluera.power(level=400, comparison_areas=12, follow_up=[12]).assumed, "sv")
    'ett område med insatsen och 12 jämförelseområden'
    """
    if not assumed.comparison_areas:
        return ""
    numbers = {"treated": assumed.treated_areas, "comparison": assumed.comparison_areas}
    parts = {
        name: message(f"plan.areas.{name}{'_one' if n == 1 else ''}", language, n=n) for name, n in numbers.items()
    }
    return message("plan.areas.both", language, **parts)


def length_text(periods: int, season_length: int | None, language: str) -> str:
    """A follow-up of so many periods, whole years as years.

    Examples
    --------
    >>> length_text(12, 12, "sv"), length_text(6, 12, "sv"), length_text(8, 4, "en")
    ('ett års uppföljning', '6 månaders uppföljning', '2 years of follow-up')
    """
    if season_length is not None and periods % season_length == 0:
        years = periods // season_length
        return message("plan.length.one_year" if years == 1 else "plan.length.years", language, n=years)
    kind = {12: "months", 4: "quarters", 52: "weeks"}.get(season_length or 0, "periods")
    return message(f"plan.length.{kind}", language, n=periods)


def _main(power: PowerAnalysis) -> Outlook:
    """The length nearest to a year (twelve periods without a calendar)."""
    year = power.assumed.season_length or _YEAR
    return min(power.outlooks, key=lambda each: abs(each.periods - year))


def _basis(power: PowerAnalysis, language: str) -> str:
    assumed = power.assumed
    kind = "count" if assumed.kind == "count" else "value"
    kind = f"{kind}_areas" if assumed.comparison_areas else kind
    values = {
        "areas": areas_text(assumed, language),
        "level": assumed.level * (100.0 if assumed.kind == "share" else 1.0),
        "known": assumed.known,
        "before": assumed.before,
        "unit": period_unit(assumed.season_length, language),
    }
    return message(f"plan.basis.{kind}_{'known' if assumed.known else 'supposed'}", language, **values)
