"""A check in plain words."""

from __future__ import annotations

from evaluera.results.diagnostic import Diagnostic
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import has, message

__all__ = ["check_heading", "check_name", "explain", "reason_text", "verdict_text"]


def explain(diagnostic: Diagnostic, language: str | None = None) -> str:
    """What a check asked, what it found, and why.

    Parameters
    ----------
    diagnostic
        One of ``result.diagnostics``; its ``null`` and ``reason`` are message keys.
    language
        ``sv`` or ``en``; None takes ``EVALUERA_LANGUAGE``, else Swedish.

    Returns
    -------
    str
        The question of the check, the assumption (the null hypothesis in words), the verdict, and the reason with its
        numbers.

    Raises
    ------
    KeyError
        The check brings a key that no message file has.
    ParameterError
        The language is not known.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> evaluera.explain(result.diagnostics[0], language="en")
    'Are there enough periods? The assumption is: There are enough periods before and after. ...'
    """
    language = current_language() if language is None else checked(language)
    return message(
        "conclusion.check.sentence",
        language,
        label=_asked(diagnostic, language),
        verdict=message(f"conclusion.assumption.{diagnostic.verdict}", language),
        null=message(diagnostic.null, language, **_values(diagnostic)),
        reason=reason_text(diagnostic, language),
    )


def check_name(diagnostic: Diagnostic, language: str) -> str:
    """What the check is called: ``diagnostic.<name>.label``, else its name.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> check_name(result.diagnostics[0], "sv")
    'Räcker antalet perioder?'
    """
    key = f"diagnostic.{diagnostic.name}.label"
    return message(key, language) if has(key) else diagnostic.name


def check_heading(diagnostic: Diagnostic, language: str) -> str:
    """The question of the check and whether its assumption holds, as a heading.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> check_heading(result.diagnostics[0], "sv")
    'Räcker antalet perioder? Antagandet håller.'
    """
    verdict = message(f"conclusion.assumption.{diagnostic.verdict}", language)
    return f"{_asked(diagnostic, language)} {verdict}"


def verdict_text(diagnostic: Diagnostic, language: str) -> str:
    """The verdict on the assumption in words, for a table.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> verdict_text(result.diagnostics[0], "sv")
    'håller'
    """
    return message(f"conclusion.check.{diagnostic.verdict}", language)


def reason_text(diagnostic: Diagnostic, language: str, *, season_length: int | None = None) -> str:
    """The reason with its numbers; ``season_length`` says what numbered periods are called.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> reason_text(result.diagnostics[0], "sv")
    'Perioder före: 12. Perioder efter: 12. Det räcker.'
    """
    return message(diagnostic.reason, language, **{"season_length": season_length, **_values(diagnostic)})


def _asked(diagnostic: Diagnostic, language: str) -> str:
    """The name as the beginning of a sentence: a question as it is, other names with a colon."""
    name = check_name(diagnostic, language)
    return name if name.endswith("?") else f"{name}:"


def _values(diagnostic: Diagnostic) -> dict[str, object]:
    """The values of the reason, with the check's own number as ``value`` unless it is given."""
    return {"value": diagnostic.value, **diagnostic.values}
