"""Who works with whom: the ties of the partners in the latest wave and the one before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from evaluera.design.span import Span
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.tie_levels import tie_matrix, wave_before
from evaluera.numerics.tie_network import BoundedShare, density

__all__ = ["NetworkView", "Tie", "TieWave", "network_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two organisations (sorted) of which at least one names a tie; ``mutual``: both do."""

    one: str
    other: str
    mutual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWave:
    """One wave: the organisations in it, the ``silent`` ones that did not answer, the ties and their density (PS02)."""

    wave: str
    organisations: tuple[str, ...]
    silent: tuple[str, ...]
    ties: tuple[Tie, ...]
    density: BoundedShare


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView:
    """The latest wave of the span, after the one before where there is one; all organisations, sorted."""

    span: Span
    tie_from: int
    waves: tuple[TieWave, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Those of any wave: each has the same place in both drawings."""
        return tuple(sorted({name for wave in self.waves for name in wave.organisations}))

    def frame(self) -> pd.DataFrame:
        """One row for each tie of each wave."""
        ties = [(wave.wave, tie) for wave in self.waves for tie in wave.ties]
        return pd.DataFrame(
            {
                "wave": [wave for wave, _ in ties],
                "one": [tie.one for _, tie in ties],
                "other": [tie.other for _, tie in ties],
                "mutual": [tie.mutual for _, tie in ties],
            }
        )


def network_view(asked: Asked) -> NetworkView | None:
    """The waves that can be drawn; None where the span has no answers."""
    now = asked.within("partner_tie")
    if now["level"].isna().all():
        return None
    before, _ = wave_before(asked.tables, now)
    frames = [now] if before is None else [before, now]
    limit = asked.limits.tie_from
    return NetworkView(span=asked.span, tie_from=limit, waves=tuple(_wave(frame, tie_from=limit) for frame in frames))


def _wave(ties: pd.DataFrame, *, tie_from: int) -> TieWave:
    names, levels = tie_matrix(ties)
    tied = levels >= tie_from
    pairs = [(i, j) for i, j in combinations(range(len(names)), 2) if tied[i, j] or tied[j, i]]
    return TieWave(
        wave=str(ties["wave"].iloc[0]),
        organisations=names,
        silent=tuple(name for name, row in zip(names, levels, strict=True) if not np.isfinite(row).any()),
        ties=tuple(Tie(one=names[i], other=names[j], mutual=bool(tied[i, j] and tied[j, i])) for i, j in pairs),
        density=density(levels=levels, tie_from=tie_from),
    )
