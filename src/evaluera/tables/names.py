"""What the rows and captions of tables are called."""

from __future__ import annotations

from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.text.names import capital, method_name, named

__all__ = ["analysis_label", "series_label"]


def analysis_label(result: EffectResult, language: str) -> str:
    """What an analysis is called: its outcomes and its method.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> analysis_label(result, "sv")
    'Front ksi, före–efter-jämförelse'
    """
    outcomes = dict.fromkeys(each.outcome for each in result.primary())
    names = [capital(named(each, result.question.labels, language)) for each in outcomes if each]
    return ", ".join([*names, method_name(result.method, language)])


def series_label(estimate: Estimate, result: EffectResult, language: str) -> str:
    """What one series is called: its outcome, and its area when it has one.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> series_label(result.primary()[0], result, "sv")
    'Front ksi'
    """
    labels = result.question.labels
    outcome = capital(named(estimate.outcome, labels, language))
    return f"{outcome}, {named(estimate.area, labels, language)}" if estimate.area else outcome
