"""The languages a reader can choose, and the one that is chosen."""

from __future__ import annotations

import os
from typing import Literal

from evaluera.errors import Finding, ParameterError

__all__ = ["DEFAULT", "LANGUAGES", "VARIABLE", "Language", "checked", "current_language"]

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
DEFAULT: Language = "sv"
VARIABLE = "EVALUERA_LANGUAGE"


def current_language() -> Language:
    """The language of messages when none is given: the environment's ``EVALUERA_LANGUAGE``, else Swedish.

    A locale is understood (``en_GB.UTF-8`` is ``en``); a language that is not known gives Swedish, because an error
    message must never fail for its language.

    Examples
    --------
    >>> current_language() in ("sv", "en")
    True
    """
    wanted = os.environ.get(VARIABLE, "")[:2].lower()
    return next((each for each in LANGUAGES if each == wanted), DEFAULT)


def checked(language: str) -> Language:
    """The language, if it is one of ``sv`` and ``en``.

    Raises
    ------
    ParameterError
        ``parameter.unknown_language`` for any other.

    Examples
    --------
    >>> checked("en")
    'en'
    """
    for each in LANGUAGES:
        if each == language:
            return each
    values = {"found": language, "known": ", ".join(LANGUAGES)}
    raise ParameterError(Finding(code="parameter.unknown_language", values=values))
