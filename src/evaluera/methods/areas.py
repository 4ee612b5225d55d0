"""Which areas had the initiative and which they are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluera.data.panel import Panel
from evaluera.errors import Finding, Place
from evaluera.methods.options import nearest

__all__ = ["Groups", "joint_name", "resolve_groups", "twice", "unknown_areas"]

_SHOWN = 12
"""Names that a message lists at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """``treated`` is empty when every area is a series of its own, ``comparison`` when nothing is compared with."""

    treated: tuple[str, ...]
    comparison: tuple[str, ...]


def joint_name(areas: Sequence[str]) -> str:
    """The name of areas taken together: that of a single area, "" for several."""
    return areas[0] if len(areas) == 1 else ""


def resolve_groups(
    panel: Panel,
    *,
    treated: tuple[str, ...],
    comparison: Literal["rest"] | tuple[str, ...] = (),
    displacement: tuple[str, ...] = (),
) -> tuple[Groups, tuple[Finding, ...]]:
    """Read the names against the panel; "rest" is every area that is neither treated nor one of ``displacement``.

    Areas that crime may move to are never compared with. Finds: names that the data do not have (with the nearest),
    areas in both groups, comparison areas without treated ones, and a rest that is empty.
    """
    known = panel.areas
    treated = tuple(sorted(set(treated)))
    others = tuple(area for area in known if area not in (*treated, *displacement))
    chosen = others if comparison == "rest" else tuple(sorted(set(comparison)))
    findings = [*unknown_areas(treated, known, "treated"), *unknown_areas(displacement, known, "displacement")]
    if comparison != "rest":
        findings.extend(unknown_areas(chosen, known, "comparison"))
    findings.extend(twice({"treated": treated, "displacement": displacement}))
    findings.extend(twice({"comparison": chosen, "displacement": displacement}))
    both = sorted(set(treated) & set(chosen))
    if both:
        values = {"areas": _listed(both)}
        findings.append(
            Finding(code="parameter.area_in_both_groups", place=Place(parameter="comparison"), values=values)
        )
    if comparison and not treated:
        findings.append(Finding(code="parameter.comparison_without_treated", place=Place(parameter="treated")))
    elif comparison == "rest" and not others:
        findings.append(Finding(code="parameter.no_area_left", place=Place(parameter="comparison")))
    return Groups(treated=treated, comparison=chosen), tuple(findings)


def twice(groups: Mapping[str, Sequence[str]]) -> list[Finding]:
    """Areas that stand in more than one of these groups (by the name of the option)."""
    findings = []
    seen: set[str] = set()
    for parameter, names in groups.items():
        if both := sorted(seen & set(names)):
            values = {"areas": _listed(both)}
            findings.append(
                Finding(code="parameter.area_in_two_groups", place=Place(parameter=parameter), values=values)
            )
        seen |= set(names)
    return findings


def unknown_areas(names: Sequence[str], known: Sequence[str], parameter: str) -> list[Finding]:
    """Names that the data do not have, each with the nearest."""
    findings = []
    for name in names:
        if name in known:
            continue
        near = nearest(name, known)
        values = {"found": name, "nearest": near, "known": _listed(known)}
        code = "parameter.unknown_area_near" if near else "parameter.unknown_area"
        findings.append(Finding(code=code, place=Place(parameter=parameter), values=values))
    return findings


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
