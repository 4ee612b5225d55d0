"""The files of a run folder beside the page: data, workbook, figures, parameters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluera.parameters.writing import dump
from evaluera.report.estimates_frame import estimates_frame
from evaluera.report.measures_frame import measures_frame
from evaluera.report.opening import shown_pictures
from evaluera.report.products import Product
from evaluera.report.results_record import record
from evaluera.report.workbook import workbook

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["FIGURES", "write_figures", "write_tables"]

FIGURES = "figures"


def write_tables(evaluation: Evaluation, folder: Path) -> None:
    """``result.json``, ``estimates.csv``, ``indicators.csv``, ``resultat.xlsx`` and ``parameters.yaml``."""
    _write(folder / "result.json", record(evaluation))
    _write(folder / "estimates.csv", estimates_frame(evaluation).to_csv(index=False, lineterminator="\n"))
    if evaluation.follow_up is not None:
        _write(folder / "indicators.csv", measures_frame(evaluation).to_csv(index=False, lineterminator="\n"))
    _write(folder / "parameters.yaml", dump(evaluation.parameters))
    workbook(evaluation, folder / "resultat.xlsx")


def write_figures(evaluation: Evaluation, folder: Path, product: Product = "evaluation") -> None:
    """Each figure as SVG and PNG with its alternative text."""
    from evaluera.figures.saving import png, svg

    inside = folder / FIGURES
    inside.mkdir()
    for picture in shown_pictures(evaluation, product):
        _write(inside / f"{picture.name}.svg", svg(picture.drawn) + "\n")
        (inside / f"{picture.name}.png").write_bytes(png(picture.drawn))
        _write(inside / f"{picture.name}.txt", picture.drawn.alt + "\n")


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
