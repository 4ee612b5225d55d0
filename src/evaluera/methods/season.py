"""How a season is described: pairs of harmonics by the length of the series, or dummies."""

from __future__ import annotations

from typing import Literal

from evaluera.errors import Finding, Place

__all__ = ["DUMMIES_NEED", "harmonics_for", "season_findings"]

DUMMIES_NEED = 60
_STEPS = {12: ((30, 0), (48, 1), (None, 2)), 4: ((16, 0), (None, 1)), 52: ((104, 0), (156, 1), (None, 2))}
"""For each season length: so many pairs below that many periods."""


def harmonics_for(*, n: int, season_length: int | None, harmonics: Literal["auto"] | int) -> int:
    """The number of harmonic pairs for a series of n used periods.

    Examples
    --------
    >>> [harmonics_for(n=n, season_length=12, harmonics="auto") for n in (24, 36, 60)]
    [0, 1, 2]
    """
    if harmonics != "auto":
        return harmonics
    return next((pairs for limit, pairs in _STEPS.get(season_length or 0, ()) if limit is None or n < limit), 0)


def season_findings(
    *, season_length: int | None, harmonics: Literal["auto"] | int, season: Literal["harmonics", "dummies"]
) -> tuple[Finding, ...]:
    """Options that the frequency of the panel does not allow."""
    findings = []
    has_season = season_length is not None and season_length > 1
    if season == "dummies" and not has_season:
        findings.append(Finding(code="method.no_season", place=Place(parameter="season")))
    if season == "dummies" and harmonics not in ("auto", 0):
        findings.append(Finding(code="method.harmonics_with_dummies", place=Place(parameter="harmonics")))
    if isinstance(harmonics, int) and harmonics > 0:
        most = 0 if season_length is None else (season_length - 1) // 2
        if not has_season:
            findings.append(Finding(code="method.no_season", place=Place(parameter="harmonics")))
        elif harmonics > most:
            values = {"found": harmonics, "most": most}
            findings.append(
                Finding(code="method.too_many_harmonics", place=Place(parameter="harmonics"), values=values)
            )
    return tuple(findings)
