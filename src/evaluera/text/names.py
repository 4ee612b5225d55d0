"""What the parts of a result are called: outcomes, areas, terms, units, methods, designs."""

from __future__ import annotations

from collections.abc import Mapping

from evaluera.text.labels import label, labels
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import has, message

__all__ = [
    "capital",
    "design_name",
    "error_model_name",
    "method_name",
    "named",
    "period_unit",
    "term_name",
    "unit_name",
]

Labels = Mapping[str, Mapping[str, str]]

_PERIOD_UNITS = {12: "months", 4: "quarters", 52: "weeks", 1: "years"}


def named(key: str, given: Labels, language: str) -> str:
    """The label that the question gives an outcome or area, in the language or the other one; else the key in words.

    Examples
    --------
    >>> named("y", {"y": {"sv": "Skadegörelse"}}, "en"), named("Teg", {}, "sv"), named("any_crime", {}, "sv")
    ('Skadegörelse', 'Teg', 'any crime')
    """
    words = given.get(key, {})
    return next((words[each] for each in (language, *LANGUAGES) if words.get(each)), key.replace("_", " "))


def capital(text: str) -> str:
    """The text with a capital first letter.

    Examples
    --------
    >>> capital("antalet")
    'Antalet'
    """
    return text[:1].upper() + text[1:]


def term_name(term: str, language: str) -> str:
    """What an estimated quantity is called: a message ``term.<term>``, else the glossary, else the term itself.

    Examples
    --------
    >>> term_name("drift", "en")
    'drift'
    """
    if has(f"term.{term}"):
        return message(f"term.{term}", language)
    return label(term, language) if term in labels(language) else term


def unit_name(unit: str, language: str) -> str:
    """What a unit is called: a message ``unit.<unit>``, else the unit itself (that of the user's own outcome).

    Examples
    --------
    >>> unit_name("per 1 000 invånare", "sv")
    'per 1 000 invånare'
    """
    return message(f"unit.{unit}", language) if has(f"unit.{unit}") else unit


def method_name(method: str, language: str) -> str:
    """What a method is called: a message ``method.<name>.label``, else the glossary, else its name.

    Examples
    --------
    >>> method_name("before_after", "en")
    'before/after comparison'
    """
    if has(f"method.{method}.label"):
        return message(f"method.{method}.label", language)
    return label(method, language) if method in labels(language) else method


def design_name(design: str, language: str) -> str:
    """What a design class is called.

    Examples
    --------
    >>> design_name("only_after", "sv")
    'bara efter'
    """
    return message(f"design.{design}", language)


def error_model_name(name: str, language: str) -> str:
    """What an error model assumes, in a few words: a message ``error_model.<name>``, else its name in words.

    Examples
    --------
    >>> error_model_name("poisson", "sv"), error_model_name("own_model", "en")
    ('Bara slump (Poisson)', 'own model')
    """
    return message(f"error_model.{name}", language) if has(f"error_model.{name}") else name.replace("_", " ")


def period_unit(season_length: int | None, language: str) -> str:
    """What so many periods a year are called, in the plural.

    Examples
    --------
    >>> period_unit(12, "sv"), period_unit(None, "en")
    ('månader', 'periods')
    """
    return message(f"statement.period.{_PERIOD_UNITS.get(season_length or 0, 'periods')}", language)
