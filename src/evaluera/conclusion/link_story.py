"""The programme theory link by link: supported, weakly supported, contradicted or untested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.finding import FindingClass
from evaluera.conclusion.goal_effect import GoalEffect
from evaluera.design.programme_theory import ProgrammeTheory, TheoryLink
from evaluera.results.measure import Band, Measure

__all__ = ["LinkStatus", "LinkStory", "Tested", "link_stories", "weakest"]

LinkStatus = Literal["supported", "weakly_supported", "contradicted", "untested"]
By = Literal["indicator", "effect", "follow_up"]

_OF_BAND: Mapping[Band, LinkStatus] = {
    "high": "supported",
    "partly": "weakly_supported",
    "low": "contradicted",
    "": "untested",
}
_OF_ASSESSMENT: Mapping[str, LinkStatus] = {
    "met": "weakly_supported",
    "partly": "weakly_supported",
    "not_met": "contradicted",
}
_WEAKEST_FIRST: tuple[LinkStatus, ...] = ("contradicted", "untested", "weakly_supported", "supported")
_PRIOR = ("strong", "moderate", "weak", "none", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One thing that a link was tested by, and what it said."""

    by: By
    name: str
    status: LinkStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStory:
    """A link with its status and what it rests on. ``was``: its status the year before; None when that is not known."""

    link: TheoryLink
    status: LinkStatus
    tested: tuple[Tested, ...]
    was: LinkStatus | None = None


def link_stories(
    theory: ProgrammeTheory,
    *,
    measures: Sequence[Measure],
    effects: Sequence[GoalEffect],
    earlier: Sequence[Measure] | None = None,
) -> tuple[LinkStory, ...]:
    """The status of each link.

    A link is tested by its indicator: a high band supports it, a partly one supports it weakly, a low one contradicts
    it; for the activity or goal at one of its ends where there is such a number, else for all together. A link to a
    goal is tested by the main analysis of the goal's outcome too: an improvement supports it (weakly when the certainty
    is low or very low), a worsening or a change that can be ruled out contradicts it, an unclear answer tests nothing.
    Where no analysis answers, the latest follow-up of the goal stands in: met or partly met supports weakly, since a
    goal can be met for other reasons; not met contradicts.

    One contradiction makes the link contradicted; else it is supported when everything that tested it supports it.
    Earlier research is no test of this initiative and is shown beside.

    Parameters
    ----------
    theory
        The programme theory.
    measures
        What the process methods found for the year (all of them).
    effects
        The analyses with their goals, the main one first.
    earlier
        What the process methods found for the year before; the effects are those of this run in both years.

    Reference: Mayne (2012), Evaluation 18:270, contribution analysis, steps 3 and 4.
    """
    return tuple(
        LinkStory(
            link=link,
            status=_status(now := _tests(link, measures, effects)),
            tested=now,
            was=None if earlier is None else _status(_tests(link, earlier, effects)),
        )
        for link in theory.links
    )


def weakest(stories: Iterable[LinkStory]) -> tuple[LinkStory, ...]:
    """Links that are contradicted or untested, the contradicted first, then those with the weakest earlier research."""
    weak = [each for each in stories if each.status in ("contradicted", "untested")]
    return tuple(sorted(weak, key=lambda each: (_WEAKEST_FIRST.index(each.status), -_PRIOR.index(each.link.evidence))))


def _tests(link: TheoryLink, measures: Sequence[Measure], effects: Sequence[GoalEffect]) -> tuple[Tested, ...]:
    return (*_by_indicator(link, measures), *_by_goal(link, measures, effects))


def _status(tests: tuple[Tested, ...]) -> LinkStatus:
    said = {each.status for each in tests} - {"untested"}
    if not said:
        return "untested"
    if "contradicted" in said:
        return "contradicted"
    return "supported" if said == {"supported"} else "weakly_supported"


def _by_indicator(link: TheoryLink, measures: Sequence[Measure]) -> tuple[Tested, ...]:
    """The band of the link's indicator; one without a band, or that could not be computed, tests nothing."""
    main = [m for m in measures if m.indicator == link.indicator and not m.variant and not m.period]
    own = [m for m in main if m.split in ("activity", "goal") and m.part in (link.start, link.end)]
    bands = [m.band for m in own or [m for m in main if not m.split] if m.value is not None]
    return tuple(Tested(by="indicator", name=link.indicator, status=_OF_BAND[band]) for band in bands)


def _by_goal(link: TheoryLink, measures: Sequence[Measure], effects: Sequence[GoalEffect]) -> tuple[Tested, ...]:
    own = [each for each in effects if each.goal and each.goal == link.end]
    if own and _answered(own[0]):
        return (Tested(by="effect", name=own[0].analysis, status=_of_effect(own[0])),)
    assessed = (m.state for m in measures if m.indicator == "PG02" and m.split == "goal" and m.part == link.end)
    return tuple(
        Tested(by="follow_up", name=link.end, status=_OF_ASSESSMENT[state])
        for state in assessed
        if state in _OF_ASSESSMENT
    )


def _answered(effect: GoalEffect) -> bool:
    too_little = effect.conclusion.finding is FindingClass.TOO_LITTLE_DATA
    return not too_little and effect.outcome != "no_clear_imprecise"


def _of_effect(effect: GoalEffect) -> LinkStatus:
    if effect.outcome != "improvement":
        return "contradicted"
    sure = effect.conclusion.certainty in (Certainty.MODERATE, Certainty.HIGH)
    return "supported" if sure else "weakly_supported"
