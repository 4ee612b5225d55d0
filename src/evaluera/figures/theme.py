"""The colours of a figure by their role, and the contrast that every theme must keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from evaluera.errors import Finding, ParameterError, Place

__all__ = ["DEFAULT", "GRAPHICS_CONTRAST", "TEXT_CONTRAST", "WHITE", "Theme", "contrast", "theme_from", "tint"]

WHITE = "#FFFFFF"
TEXT_CONTRAST = 4.5
"""Least contrast of text on white (WCAG 2.1, success criterion 1.4.3)."""
GRAPHICS_CONTRAST = 3.0
"""Least contrast of lines and marks on white (WCAG 2.1, success criterion 1.4.11)."""

_SECTION = ("report", "theme")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One colour a role, as ``#RRGGBB``. All of them also colour text, so all keep the contrast of text.

    Build another than the default with :func:`theme_from`, which checks the contrasts.
    """

    ink: str = "#1A1A1A"
    observed: str = "#3D3D3D"
    secondary: str = "#6B6B6B"
    fitted: str = "#12436D"
    counterfactual: str = "#C2410C"


DEFAULT = Theme()


def theme_from(colours: Mapping[str, str]) -> Theme:
    """A municipality's own colours in place of ours, accepted only when they can be read.

    Parameters
    ----------
    colours
        Role (a field of :class:`Theme`) to colour as ``#RRGGBB``; roles that are not named keep our colour.

    Raises
    ------
    ParameterError
        ``parameter.theme_role`` for a role that does not exist, ``parameter.theme_colour`` for something that is no
        colour, ``parameter.theme_contrast`` for a colour that is too pale on white; all of them together.

    Examples
    --------
    >>> theme_from({"fitted": "#004B87"}).fitted
    '#004B87'
    """
    findings = [finding for role, colour in colours.items() for finding in _findings(role, colour)]
    if findings:
        raise ParameterError(findings)
    return Theme(**colours)


def contrast(colour: str, other: str = WHITE) -> float:
    """How well two colours are told apart: 1 (the same) to 21 (black on white).

    References
    ----------
    WCAG 2.1, definition of contrast ratio.

    Examples
    --------
    >>> round(contrast("#12436D"), 1)
    10.2
    """
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tint(colour: str, share: float) -> str:
    """The colour thinned with white: ``share`` 1 is the colour itself, 0 is white. Prints the same everywhere.

    Examples
    --------
    >>> tint("#C2410C", 0.0)
    '#FFFFFF'
    """
    return "#" + "".join(f"{round(255 - share * (255 - channel)):02X}" for channel in _channels(colour))


def _findings(role: str, colour: str) -> list[Finding]:
    place = Place(parameter=".".join((*_SECTION, role)))
    roles = [field.name for field in fields(Theme)]
    if role not in roles:
        return [Finding(code="parameter.theme_role", place=place, values={"found": role, "known": ", ".join(roles)})]
    if not _HEX.fullmatch(colour):
        return [Finding(code="parameter.theme_colour", place=place, values={"found": colour})]
    reached = contrast(colour)
    if reached < TEXT_CONTRAST:
        values: dict[str, str | int | float] = {"found": colour, "contrast": round(reached, 1), "least": TEXT_CONTRAST}
        return [Finding(code="parameter.theme_contrast", place=place, values=values)]
    return []


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1: sRGB channels made linear, then weighted."""
    red, green, blue = (
        c / 12.92 if (c := channel / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
