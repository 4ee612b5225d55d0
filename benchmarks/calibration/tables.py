"""The tables that the documentation shows, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from calibration.markdown import named, table
from calibration.measuring import SEED, seed_of
from calibration.method_tables import displacement_table, survey_table
from calibration.real_crime import ESTIMAND_WINDOWS, ESTIMANDS, ROWS
from calibration.running import WORST
from calibration.store import Measured
from calibration.suites import DEFAULT, ITERATIVE, MODELS
from calibration.summary import Summary, beginning, coverage, summarise
from calibration.targets import reached

__all__ = ["tables", "targets_table"]

Rows = Mapping[str, Sequence[Measured]]
SELECTIONS = ("random", "level", "trend")


def tables(rows: Rows, folder: Path) -> None:
    """Write all of them into ``folder``."""
    texts = {
        "targets": targets_table(rows),
        "gaussian": _models(rows["gaussian"], "gaussian", ("level", "slope")),
        "other": _models(rows["other"], "other", ("level", "slope")),
        "counts": _models(rows["counts"], "counts", ("level",)),
        "crude": _models(rows["crude"], "crude", ("level",)),
        "everyday": _everyday(rows["everyday"]),
        "real": _real(rows["real"]),
        "estimand": _estimand(rows["real"]),
        "areas": _areas(rows["areas"]),
        "real_areas": _real_areas(rows["real_areas"]),
        "displacement": displacement_table(rows["displacement"]),
        "survey": survey_table(rows["survey"]),
        "pool": _models(rows["pool"], "pool", ("mean", "new area"), "pooled by"),
        "pool_shared": _models(rows["pool_shared"], "pool_shared", ("mean", "new area"), "pooled by"),
    }
    for name, text in texts.items():
        (folder / f"calibration_{name}.md").write_text(text, encoding="utf-8")


def targets_table(rows: Rows) -> str:
    body = [
        (
            r.what,
            f"{'at least' if r.least else 'at most'} {r.target:g}",
            f"{r.value:.2f}" if r.target < 3 else f"{r.value:.1f}",
            r.verdict,
            r.detail,
        )
        for r in reached(rows)
    ]
    return table(
        ("measured", "target", "value", "verdict", "where, how many"),
        body,
        f"Seed {SEED}; displacement, surveys and pooled effects have seeds of their own.",
    )


def _models(rows: Sequence[Measured], suite: str, terms: Sequence[str], what: str = "errors") -> str:
    """One row for each model: worst cell and mean, for each term."""
    head = [what]
    for term in terms:
        head += [f"{term}: worst cell", "mean", "distance from 95"]
    body = []
    for model in MODELS[suite]:
        found = [summarise(rows, model, term=term) for term in terms]
        if all(found):
            body.append([named(model, suite), *(text for one in found for text in _cells(one)), _size(found[0])])
    said = f"Per cent of the intervals that hold the truth. Seed {seed_of(suite)}."
    if ITERATIVE & set(MODELS[suite]):
        said += f" Measured only in the {WORST} cells where the default covers least: {', '.join(sorted(ITERATIVE))}."
    return table([*head, "cells x draws"], body, said)


def _cells(found: Summary | None) -> tuple[str, str, str]:
    assert found is not None
    return f"{found.worst:.1f}", f"{found.mean:.1f}", f"{found.miss:.1f}"


def _size(found: Summary | None) -> str:
    assert found is not None
    refused = f", {found.refused} refused" if found.refused else ""
    return f"{found.cells} x {found.replicates}{refused}"


def _everyday(rows: Sequence[Measured]) -> str:
    """Both methods on everyday counts, the default beside the usual tool."""
    known = {row.key: row for row in rows}
    kinds = dict.fromkeys(row.cell.rpartition(", ")[0] for row in rows)
    body = []
    for kind in kinds:
        cells = [kind]
        for method in ("interrupted_time_series", "before_after"):
            for model in MODELS["everyday"]:
                row = known.get((f"{kind}, {method}", model, "level"))
                cells.append("" if row is None else f"{coverage(row):.1f}")
        body.append(cells)
    head = (
        "series",
        "`interrupted_time_series`",
        "the same, quasi-Poisson",
        "`before_after`",
        "the same, quasi-Poisson",
    )
    draws = min((row.replicates for row in rows), default=0)
    return table(head, body, f"Per cent of {draws} series a cell whose interval holds the truth. Seed {SEED}.")


def _real(rows: Sequence[Measured]) -> str:
    known = {row.key: row for row in rows}
    models = [model for model in MODELS["real"] if any(row.model == model for row in rows)]
    body = []
    for term, label in (("level", "{}"), ("slope", "{}: the slope")):
        for name, *_, slope in ROWS:
            if term == "slope" and not slope:
                continue
            answers = [known.get((f"placebo: {name}", model, term)) for model in models]
            number = next(row.replicates for row in answers if row is not None)
            body.append([label.format(name), str(number), *map(_false, answers)])
    return table(["window", "series", *(named(model, "real") for model in models)], body, "Per cent with p below 0.05.")


def _false(row: Measured | None) -> str:
    return "" if row is None else f"{100.0 - coverage(row):.1f}"


def _estimand(rows: Sequence[Measured]) -> str:
    """False findings and half-width of the default engine, by what is asked."""
    known = {row.key: row for row in rows}
    body = []
    for before, after in ESTIMAND_WINDOWS:
        cells = [f"{before} + {after}"]
        for name, _, slope in ESTIMANDS:
            row = known.get((f"estimand: {before} + {after}, {name}", DEFAULT["real"], "average" if slope else "level"))
            cells.append("" if row is None else f"{_false(row)} %, {row.half_width:.2f}")
        body.append(cells)
    head = (
        "window",
        'step on the trend (`shape="level"`)',
        "average effect out of level and slope",
        "step without trend",
    )
    return table(head, body, "False findings, and the median half-width of the log ratio.")


def _areas(rows: Sequence[Measured]) -> str:
    head = ("comparison", "chosen at random", "for their level", "for their rise", "cells x draws")
    return _by_selection(rows, "areas", SELECTIONS, head)


def _real_areas(rows: Sequence[Measured]) -> str:
    head = ("comparison", "tracts at random", "the tracts with most last year", "cells x draws")
    return _by_selection(rows, "real_areas", ("random", "highest"), head)


def _by_selection(rows: Sequence[Measured], suite: str, selections: Sequence[str], head: Sequence[str]) -> str:
    """False findings of each comparison, by how the areas were chosen: cells are named after that."""
    body = []
    for model in MODELS[suite]:
        cells = []
        for selection in selections:
            found = summarise(rows, model, among=beginning(selection))
            cells.append("" if found is None else f"{100 - found.worst:.1f} / {100 - found.mean:.1f}")
        size = summarise(rows, model)
        if size is not None:
            body.append([named(model, suite), *cells, _size(size)])
    return table(head, body, f"Per cent false findings: worst cell / mean. Seed {SEED}.")
