"""The reasonable ways to ask a question: other values of the options that an evaluator has to choose."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluera.data.calendar import period_label
from evaluera.data.panel import Period
from evaluera.methods.checks.change_of_window import windows_of
from evaluera.methods.checks.trial import Trial
from evaluera.results.estimate import Estimate

__all__ = ["Choice", "choices_of", "combinations"]

_PLAIN: Mapping[str, tuple[object, ...]] = {
    "errors": ("drift", "ar2", "random_effects", "controlled_series", "ancova"),
    "shape": ("level", "level_and_slope"),
    "harmonics": (1, 2),
    "same_season": (True, False),
}
"""Values that are reasonable whatever the data. Error models whose intervals are too narrow are none of them."""

_TRANSITION = {12: 3, 4: 1, 52: 13}
"""Periods of a quarter of a year, left out as the time of introduction."""

_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of one choice: what it is called, and the options or the window that it means."""

    option: str
    value: str
    changes: Mapping[str, Any]
    window: tuple[int, int] | None = None


def choices_of(trial: Trial) -> tuple[tuple[Choice, ...], ...]:
    """For each choice its values, the given one first; choices without another value are left out.

    A value counts when the method can answer with it and the answer is another one than the given.
    """
    found = []
    for listed in _candidates(trial):
        others = [each for each in listed[1:] if _differs(trial, each)]
        if others:
            found.append((listed[0], *others))
    return tuple(found)


def combinations(
    trial: Trial, choices: tuple[tuple[Choice, ...], ...] | None = None
) -> Iterator[tuple[tuple[Choice, ...], Estimate]]:
    """Every combination of the choices but the given one, with its answer.

    Left out are those that are refused and those that come to exactly the same as an earlier one.
    """
    listed = choices_of(trial) if choices is None else choices
    seen = [trial.estimate]
    for combination in itertools.islice(itertools.product(*listed), 1, None):
        found = _answered(trial, combination)
        if found is not None and found.scale == trial.estimate.scale and not any(_same(found, each) for each in seen):
            seen.append(found)
            yield combination, found


def _answered(trial: Trial, combination: tuple[Choice, ...]) -> Estimate | None:
    """The answer with these values; None where the method cannot answer."""
    changes: dict[str, Any] = dict(itertools.chain.from_iterable(each.changes.items() for each in combination))
    window = next((each.window for each in combination if each.window is not None), None)
    if window is None:
        return trial.refit(**changes)
    before, after = trial.before(), trial.after()
    return trial.within(before[-window[0]], after[window[1] - 1], **changes)


def _candidates(trial: Trial) -> Iterator[tuple[Choice, ...]]:
    for option, values in _PLAIN.items():
        if trial.has_option(option):
            given = trial.option(option)
            others = (Choice(option=option, value=str(v), changes={option: v}) for v in values if v != given)
            yield (Choice(option=option, value=str(given), changes={}), *others)
    yield _windows(trial)
    if trial.has_option("transition"):
        yield _transitions(trial)


def _windows(trial: Trial) -> tuple[Choice, ...]:
    """The given windows, the shortest one before, and the shortest one after."""
    used = trial.used()
    pairs = list(windows_of(trial))
    shorter = [
        min((pair for pair in pairs if pair[1 - side] == used[1 - side] and pair[side] < used[side]), default=None)
        for side in (0, 1)
    ]
    others = (
        Choice(option="window", value=f"{pair[0]}+{pair[1]}", changes={}, window=pair)
        for pair in shorter
        if pair is not None
    )
    return (Choice(option="window", value=f"{used[0]}+{used[1]}", changes={}), *others)


def _transitions(trial: Trial) -> tuple[Choice, ...]:
    """None, or the first quarter of a year left out."""
    given = trial.option("transition")
    if given is not None:
        said = "–".join(str(each) for each in given)
        other = Choice(option="transition", value="none", changes={"transition": None})
        return Choice(option="transition", value=said, changes={}), other
    first = Choice(option="transition", value="none", changes={})
    later = trial.after()
    length = _TRANSITION.get(trial.panel.season_length or 0, 1)
    if len(later) <= 2 * length:
        return (first,)
    ends: tuple[Period, Period] = (later[0], later[length - 1])
    labels = (period_label(ends[0]), period_label(ends[1]))
    return first, Choice(option="transition", value="–".join(labels), changes={"transition": labels})


def _differs(trial: Trial, choice: Choice) -> bool:
    again = _answered(trial, (choice,))
    return again is not None and again.scale == trial.estimate.scale and not _same(again, trial.estimate)


def _same(one: Estimate, other: Estimate) -> bool:
    edges = ("estimate", "low", "high")
    return all(math.isclose(getattr(one, edge), getattr(other, edge), rel_tol=_SAME) for edge in edges)
