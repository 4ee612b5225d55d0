"""What an indicator and its numbers are called, and how it is computed, with the limits that were used."""

from __future__ import annotations

import re
from typing import Literal

from evaluera.methods.process.limits import Limits
from evaluera.text.messages import has, message

__all__ = ["indicator_words", "variant_words"]

_DAYS = re.compile(r"(?P<name>\w+)_(?P<days>\d+)")
"""A variant of so many days, ``within_30``."""


def indicator_words(
    indicator: str, part: Literal["name", "formula", "source"], language: str, *, limits: Limits | None = None
) -> str:
    """Name, formula or source of an indicator; ``limits`` are those that it was computed with, else the defaults.

    Examples
    --------
    >>> indicator_words("PC02", "formula", "en", limits=Limits(picture_months=12))
    'whole calendar months since the latest situation picture was adopted; the limit is 12'
    """
    return message(f"indicator.{indicator}.{part}", language, **(limits or Limits()).model_dump())


def variant_words(indicator: str, variant: str, language: str, *, limits: Limits | None = None) -> str:
    """What one of the numbers of an indicator is called; the machine name where nobody has words for it.

    Examples
    --------
    >>> variant_words("PE03", "within_60", "en"), variant_words("PE03", "my_own", "en")
    ('done within 60 days', 'my_own')
    """
    values = (limits or Limits()).model_dump()
    key = f"indicator.{indicator}.variant"
    if has(f"{key}.{variant}"):
        return message(f"{key}.{variant}", language, **values)
    of_days = _DAYS.fullmatch(variant)
    if of_days is not None and has(f"{key}.{of_days['name']}"):
        return message(f"{key}.{of_days['name']}", language, days=int(of_days["days"]))
    return variant
