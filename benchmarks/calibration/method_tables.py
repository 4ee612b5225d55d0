"""The tables of the methods that have a suite of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from calibration.displacement import EFFECTS
from calibration.markdown import named, table
from calibration.measuring import seed_of
from calibration.store import Measured
from calibration.suites import MODELS
from calibration.summary import Summary, beginning, summarise

__all__ = ["displacement_table", "survey_table"]


def displacement_table(rows: Sequence[Measured]) -> str:
    """Worst cell / mean of the coverage, by what is asked and what happened."""
    body = []
    for asked in ("difference", "quotient"):
        for model in MODELS["displacement"]:
            found = [summarise(rows, model, term=asked, among=partial(_about, effect=effect)) for effect in EFFECTS]
            whole = summarise(rows, model, term=asked)
            if whole is not None:
                given = f"{whole.cells} x {whole.replicates}, {_share(rows, model, asked)} answered"
                body.append([asked, named(model, "displacement"), *map(_worst_and_mean, found), given])
    head = ("asked", "variance", *EFFECTS, "cells x draws")
    said = f"Per cent of the intervals that hold the truth: worst cell / mean. Seed {seed_of('displacement')}."
    return table(head, body, said)


def survey_table(rows: Sequence[Measured]) -> str:
    """Worst cell / mean of the coverage, by how the share moves when nothing happens."""
    body = []
    for kind in dict.fromkeys(row.cell.partition(",")[0] for row in _in_order(rows)):
        found = [summarise(rows, model, among=beginning(f"{kind},")) for model in MODELS["survey"]]
        body.append([kind, *map(_worst_and_mean, found)])
    size = summarise(rows, MODELS["survey"][0])
    draws = 0 if size is None else size.replicates
    said = (
        f"Per cent of {draws} draws a cell whose interval holds the truth: worst of six cells / mean. "
        f"Seed {seed_of('survey')}."
    )
    return table(("the true share", *(named(model, "survey") for model in MODELS["survey"])), body, said)


def _in_order(rows: Iterable[Measured]) -> list[Measured]:
    """Drift first, then years that differ."""
    return sorted(rows, key=lambda row: (not row.cell.startswith("drifts"), row.cell))


def _about(cell: str, *, effect: str) -> bool:
    return cell.split(", ")[1] == effect


def _share(rows: Iterable[Measured], model: str, asked: str) -> str:
    """Per cent of the draws that got an answer."""
    chosen = [row for row in rows if row.model == model and row.term == asked]
    draws = sum(row.replicates for row in chosen)
    return f"{100.0 * (1.0 - sum(row.failed for row in chosen) / draws):.0f} %"


def _worst_and_mean(found: Summary | None) -> str:
    return "" if found is None else f"{found.worst:.1f} / {found.mean:.1f}"
