"""The figures that the documentation shows, in the colours of the reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calibration.real_crime import ROWS
from calibration.store import Measured
from calibration.suites import DEFAULT, MODELS
from calibration.summary import NOMINAL, coverage
from evaluera.figures.theme import DEFAULT as THEME

__all__ = ["pictures"]

Rows = Mapping[str, Sequence[Measured]]
TITLES = {
    "gaussian": "Level and slope, AR(1) errors",
    "other": "Other errors, uneven splits",
    "counts": "Monthly counts",
    "crude": "Before/after, 12 + 12 months",
}


def pictures(rows: Rows, folder: Path) -> None:
    """Write both into ``folder``, the same bytes for the same numbers."""
    with mpl.rc_context({"svg.hashsalt": "evaluera", "svg.fonttype": "path", "font.size": 9.0}):
        for name, figure in (("coverage", _coverage(rows)), ("real", _real(rows["real"]))):
            figure.savefig(folder / f"calibration_{name}.svg", metadata={"Date": None})


def _coverage(rows: Rows) -> Figure:
    """Each cell is a mark: how often its intervals for the step hold the truth."""
    counts = [len(_models(rows[suite], suite)) for suite in TITLES]
    figure = Figure(figsize=(7.2, 0.24 * sum(counts) + 3.0), layout="constrained")
    panels = figure.subplots(len(TITLES), 1, sharex=True, height_ratios=[count + 1 for count in counts])
    for panel, suite in zip(panels, TITLES, strict=True):
        _strips(panel, rows[suite], suite)
    panels[-1].set_xlabel("Coverage, per cent: one mark a cell, a diamond for the worst")
    return figure


def _models(rows: Sequence[Measured], suite: str) -> list[str]:
    return [model for model in MODELS[suite] if any(row.model == model for row in rows)]


def _strips(axes: Axes, rows: Sequence[Measured], suite: str) -> None:
    models = _models(rows, suite)
    for place, model in enumerate(models):
        shares = [coverage(row) for row in rows if row.model == model and row.term == "level"]
        colour = THEME.fitted if model == DEFAULT[suite] else THEME.secondary
        axes.plot(shares, [place] * len(shares), "|", color=colour, markersize=8)
        axes.plot([min(shares)], [place], "D", color=colour, markersize=4)
    axes.axvline(NOMINAL, color=THEME.counterfactual, linewidth=1.0)
    labels = [f"{model} (default)" if model == DEFAULT[suite] else model for model in models]
    axes.set_yticks(range(len(models)), labels)
    axes.set_ylim(len(models) - 0.5, -0.5)
    axes.set_title(TITLES[suite], loc="left", fontsize=10, color=THEME.ink)
    axes.spines[["top", "right"]].set_visible(False)


MARKS = "oDs^vXP"


def _real(rows: Sequence[Measured]) -> Figure:
    """How often a change is found in real crime where nothing happened, for each window and model."""
    known = {row.key: row for row in rows}
    figure = Figure(figsize=(7.2, 3.4), layout="constrained")
    axes = figure.subplots()
    for model, mark in zip(_models(rows, "real"), MARKS, strict=False):
        found = [known.get((f"placebo: {name}", model, "level")) for name, *_ in ROWS]
        shares = [100.0 - coverage(row) if row is not None else float("nan") for row in found]
        chosen = model == DEFAULT["real"]
        label = f"{model} (default)" if chosen else model
        colour = THEME.fitted if chosen else THEME.secondary
        axes.plot(shares, range(len(ROWS)), mark, color=colour, fillstyle="full" if chosen else "none", label=label)
    axes.axvline(100.0 - NOMINAL, color=THEME.counterfactual, linewidth=1.0)
    axes.set_yticks(range(len(ROWS)), [name for name, *_ in ROWS])
    axes.set_ylim(len(ROWS) - 0.5, -0.5)
    axes.set_xlim(left=0.0)
    axes.set_xlabel("False findings of a changed level, per cent; 5 is right (the line)")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figure
