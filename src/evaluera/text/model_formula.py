"""The model behind a result as a formula in words, from what the result contains."""

from __future__ import annotations

from evaluera.results.effect import EffectResult
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import message
from evaluera.text.names import error_model_name

__all__ = ["formula"]


def formula(result: EffectResult, language: str | None = None, *, exposure: bool = False) -> str:
    """What the expected outcome is made of, term by term.

    Parameters
    ----------
    result
        Its kind decides the left side; the options it was made with decide which terms there are.
    exposure
        Whether the data have an exposure (inhabitants).

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=60)
    >>> formula(result, "sv")
    'log(väntat antal) = nivå + trend · tid + säsong + effekt · efter starten + slump (Nivån kan driva)'
    """
    language = current_language() if language is None else checked(language)
    options = result.options
    counts = result.kind == "count"
    terms = ["offset"] if counts and exposure else []
    terms.append("intercept")
    if "shape" in options:
        terms.append("trend")
    if options.get("comparison"):
        terms.append("comparison")
    if _seasonal(result):
        terms.append("season")
    if options.get("covariates"):
        terms.append("covariates")
    terms.append("effect")
    left = message(f"bench.formula.{'count' if counts else 'value'}", language)
    noise = message("bench.formula.noise", language, errors=_errors(result, language))
    right = [message(f"bench.formula.{term}", language) for term in terms]
    return f"{left} = {' + '.join([*right, noise])}"


def _seasonal(result: EffectResult) -> bool:
    """Whether a season longer than one period was described at all."""
    lengths = {each.season_length for each in result.evidence}
    wanted = result.options.get("harmonics", 0) not in (0, None) or result.options.get("season") == "dummies"
    return wanted and any(length is not None and length > 1 for length in lengths)


def _errors(result: EffectResult, language: str) -> str:
    """The error model that was used: as the result tells, else as it was asked for."""
    told = next((note.code.partition(".")[2] for note in result.notes if note.code.startswith("errors.")), None)
    return error_model_name(told or str(result.options.get("errors", "default")), language)
