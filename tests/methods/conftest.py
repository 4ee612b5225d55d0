"""Panels made in the tests."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import Panel

MakePanel = Callable[..., Panel]


def make_panel(
    *,
    areas: tuple[str, ...] = ("",),
    months: int = 48,
    level: float = 40.0,
    effect: float = -0.3,
    treated: tuple[str, ...] = (),
    start: int = 24,
    kind: str = "count",
    seed: int = 1,
    **keywords: object,
) -> Panel:
    """Monthly data from 2015-01; the treated areas (all if none is named) change by ``effect`` (log) at ``start``."""
    random = np.random.default_rng(seed)
    frames = []
    for i, area in enumerate(areas):
        time = np.arange(months)
        changed = (time >= start) & (not treated or area in treated)
        mean = level * (1.0 + 0.1 * i) * np.exp(0.1 * np.cos(2 * np.pi * time / 12) + effect * changed)
        value = random.poisson(mean) if kind == "count" else mean + random.standard_normal(months)
        periods = pd.period_range("2015-01", periods=months, freq="M")
        frames.append(pd.DataFrame({"area": area, "period": periods, "value": value, "people": 1000.0 * (i + 1)}))
    frame = pd.concat(frames, ignore_index=True)
    named = {} if areas == ("",) else {"area": "area"}
    return evaluera.panel(frame, kind=kind, source="made here", **named, **keywords)  # type: ignore[arg-type]


@pytest.fixture(name="make_panel", scope="session")
def _make_panel() -> MakePanel:
    return make_panel


@pytest.fixture(scope="session")
def months() -> Panel:
    """One series of 24 + 24 months with a fall of a quarter from 2017-01."""
    return make_panel()


@pytest.fixture(scope="session")
def ten_areas() -> Panel:
    """Ten areas, a and b treated from 2017-01."""
    return make_panel(areas=tuple("abcdefghij"), treated=("a", "b"))
