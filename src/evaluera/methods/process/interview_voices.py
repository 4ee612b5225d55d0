"""What those who were interviewed say of a goal: segments that were coded with the goal as their theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evaluera.data.process.process_tables import ProcessTables
from evaluera.numerics.sign_test import sign_test

__all__ = ["Voices", "voices_of"]

_LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """How many interviews speak well or ill of a goal, of those that value it; what that says together."""

    says: Literal["better", "worse", "unclear", "silent"]
    well: int = 0
    ill: int = 0
    n: int = 0


def voices_of(tables: ProcessTables, goal: str, *, fewest: int) -> Voices:
    """What the coded interviews say of a goal.

    A segment speaks of the goal when its ``theme`` or ``code`` is the goal's id and its ``valence`` is filled in.
    An interview speaks well when the mean of its segments and coders is above zero, ill when it is below. ``better``
    and ``worse`` when a sign test over the interviews rules out chance (5 per cent, so six that all agree at the
    least), else ``unclear``. ``silent`` with fewer than ``fewest`` interviews: what so few persons think is not shown.

    Segments have no date: they speak of the whole time. Those interviewed were chosen, not drawn, so that the answer
    is weak whatever the number.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> coded = {"segment_id": list("abcdef"), "interview_id": list("abcdef"), "theme": "G1", "coder": "k"}
    >>> voices_of(process_tables(segment=pd.DataFrame(coded | {"valence": 1})), "G1", fewest=5)
    Voices(says='better', well=6, ill=0, n=6)
    """
    rows = tables.frame("segment")
    about = (rows["theme"].map(_folded) == _folded(goal)) | (rows["code"].map(_folded) == _folded(goal))
    means = rows[about & rows["valence"].notna()].groupby("interview_id")["valence"].mean()
    if len(means) < max(fewest, 1):
        return Voices(says="silent", n=len(means))
    well, ill = int((means > 0).sum()), int((means < 0).sum())
    if sign_test(positive=well, negative=ill) > _LEVEL:
        return Voices(says="unclear", well=well, ill=ill, n=len(means))
    return Voices(says="better" if well > ill else "worse", well=well, ill=ill, n=len(means))


def _folded(word: object) -> str:
    return word.strip().casefold() if isinstance(word, str) else ""
