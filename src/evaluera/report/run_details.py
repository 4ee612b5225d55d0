"""The record of the run: files with checksums, versions, settings, what was decided beforehand, rows in and out."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from evaluera.report.commentary import comment, files
from evaluera.report.contents import parameters_text
from evaluera.report.fragments import findings, part, table
from evaluera.report.manifest import sha256
from evaluera.report.markup import Html, element
from evaluera.report.outcomes import analysis_heading, in_order
from evaluera.report.section import Section
from evaluera.tables.table import Table
from evaluera.text.findings import render
from evaluera.text.messages import message
from evaluera.text.numbers import count

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["NOTEBOOK", "inputs", "run_record", "versions"]

NOTEBOOK = "notebook.ipynb"
PACKAGES = ("evaluera", "numpy", "pandas", "scipy", "matplotlib", "papermill")


def run_record(evaluation: Evaluation) -> Section:
    """What it takes to make the report again and get the same numbers."""
    language = evaluation.language
    body = part(
        "run_record",
        element("p", message("report.run.lead", language)),
        _lock(evaluation, language),
        _remarks(evaluation, language),
        _rows(evaluation, language),
        _pairs("inputs", "file", "hash", inputs(evaluation), language),
        _pairs("versions", "program", "version", versions(), language),
        _settings(evaluation, language),
        comment(evaluation.folder, "run_record", language),
        heading=message("report.section.run_record", language),
    )
    plain = "\n".join(f"{name}: {checksum}" for name, checksum in inputs(evaluation).items())
    return Section(name="run_record", body=body, plain=plain)


def inputs(evaluation: Evaluation) -> dict[str, str]:
    """Checksums of the files that the report rests on, by their path in the evaluation's folder."""
    folder = evaluation.folder
    named = [evaluation.file, *(folder / source.file for source in evaluation.parameters.data)]
    own = [folder / NOTEBOOK] if (folder / NOTEBOOK).is_file() else []
    every = [*named, *own, *files(folder)]
    return {_within(file, folder): sha256(file) for file in dict.fromkeys(every)}


def versions() -> dict[str, str]:
    """Python and the packages that the numbers depend on."""
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _within(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name


def _pairs(caption: str, first: str, second: str, rows: dict[str, str], language: str) -> Html:
    headers = (message(f"report.run.{first}", language), message(f"report.run.{second}", language))
    return table(Table(caption=message(f"report.run.{caption}", language), headers=headers, rows=tuple(rows.items())))


def _rows(evaluation: Evaluation, language: str) -> Html:
    """How many rows each analysis read, used and left out: they add up."""
    columns = ("rows_read", "rows_used", "rows_missing", "rows_excluded", "rows_other")
    rows = [
        (
            analysis_heading(evaluation, name, language),
            *(count(getattr(evaluation.results[name].provenance, column), language) for column in columns),
        )
        for name in in_order(evaluation)
    ]
    headers = tuple(message(f"report.run.{column}", language) for column in ("analysis", *columns))
    note = message("report.run.rows_note", language)
    return table(Table(caption=message("report.run.rows", language), headers=headers, rows=tuple(rows), note=note))


def _remarks(evaluation: Evaluation, language: str) -> Html:
    remarks = [render(finding, language) for finding in evaluation.findings]
    shown = findings(remarks) if remarks else element("p", message("report.run.no_findings", language))
    return element(
        "section",
        element("h3", message("report.run.findings", language), id="remarks"),
        shown,
        aria_labelledby="remarks",
    )


def _settings(evaluation: Evaluation, language: str) -> Html:
    return element(
        "section",
        element("h3", message("report.run.parameters", language), id="settings"),
        element(
            "details",
            element("summary", message("report.run.parameters_show", language)),
            element("pre", element("code", parameters_text(evaluation)), tabindex=0),
        ),
        aria_labelledby="settings",
    )
