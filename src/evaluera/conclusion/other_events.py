"""Known events that may have changed the figures without anything happening, and that the analysis does not handle."""

from __future__ import annotations

from evaluera.design.event import Event
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult

__all__ = ["unmodelled_events"]

_REPORTING = frozenset({"reporting", "both"})


def unmodelled_events(result: EffectResult, course: Course | None) -> tuple[Event, ...]:
    """The events with ``affects`` reporting or both that touch a used period and have neither a term nor are left out.

    What the method did about an event stands in ``result.timing``; an event of the question that is not there was not
    handled by the method at all. Without a course every event is taken to touch the data.

    Examples
    --------
    >>> import evaluera
    >>> event = {"name": "Ny kod", "from": "1982-06", "affects": "reporting", "how": "mention"}
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("interrupted_time_series", panel, start="1983-02", before=36, events=[event])
    >>> [each.name for each in unmodelled_events(result, result.courses[0])]
    ['Ny kod']
    """
    told = {each.name for each in result.timing.events}
    open_ones = [each for each in result.timing.events if each.how == "mention"]
    open_ones += [each for each in result.question.events if each.name not in told]
    weighty = _REPORTING - ({"reporting"} if _answered(result) else set())
    return tuple(each for each in open_ones if each.affects in weighty and _touches(each, course))


def _answered(result: EffectResult) -> bool:
    """Whether the figures are what people answer in surveys, which reporting and recording do not touch."""
    return bool(result.evidence) and all(each.unit == "survey" for each in result.evidence)


def _touches(event: Event, course: Course | None) -> bool:
    if course is None:
        return True
    dated = course.frequency is not None

    def place(label: str) -> tuple[int, str]:
        """Labels with dates sort as text, those without as numbers."""
        return (0, label) if dated else (int(label), "")

    used = [place(label) for label, there in zip(course.periods, course.used, strict=True) if there]
    last = None if event.last is None else place(event.last)
    return any(place(event.first) <= period and (last is None or period <= last) for period in used)
