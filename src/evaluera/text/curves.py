"""What the choices of a specification curve are called."""

from __future__ import annotations

from evaluera.results.curve import Curve
from evaluera.text.messages import has, message
from evaluera.text.names import error_model_name

__all__ = ["choice_name", "value_name", "values_of"]


def choice_name(option: str, language: str) -> str:
    """What a choice is called; a third party's option by its own name.

    Examples
    --------
    >>> choice_name("errors", "en")
    'Noise'
    """
    return message(f"curve.choice.{option}", language) if has(f"curve.choice.{option}") else option.replace("_", " ")


def value_name(option: str, value: str, language: str) -> str:
    """What a value of a choice is called; numbers and periods as they are.

    Examples
    --------
    >>> value_name("transition", "none", "en"), value_name("window", "48+24", "en")
    ('nothing left out', '48+24')
    """
    if option == "errors":
        return error_model_name("drift" if value == "default" else value, language)
    key = f"curve.value.{option}.{value.lower()}"
    return message(key, language) if has(key) else value


def values_of(curve: Curve, option: str) -> tuple[str, ...]:
    """The values of a choice, the pre-specified one first."""
    given = curve.prespecified.choices[option]
    return tuple(dict.fromkeys([given, *sorted(row.choices[option] for row in curve.rows)]))
