"""The words that mark pages and figures of made-up data, so that nobody takes them for an outcome."""

from __future__ import annotations

from evaluera.text.messages import message

__all__ = ["synthetic_mark"]


def synthetic_mark(synthetic: bool | str, language: str) -> str | None:
    """What stands across every page and figure; None when the data are real.

    Parameters
    ----------
    synthetic
        Whether the data are made up; a text is the place whose outcome they do not show.
    language
        ``sv`` or ``en``.

    Examples
    --------
    >>> synthetic_mark("Umeå", "sv"), synthetic_mark(True, "en"), synthetic_mark(False, "en")
    ('SYNTETISKA DATA – visar inte utfallet i Umeå', 'SYNTHETIC DATA – does not show a real outcome', None)
    """
    if not synthetic:
        return None
    if synthetic is True:
        return message("figure.synthetic", language)
    return message("figure.synthetic_place", language, place=synthetic)
