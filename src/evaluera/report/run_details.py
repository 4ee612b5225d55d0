"""The record of the run: files with checksums, versions, settings, what was decided beforehand, rows in and out."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from evaluera.parameters.writing import dump
from evaluera.report.commentary import comment, files
from evaluera.report.fragments import findings, part, table
from evaluera.report.manifest import NAME as MANIFEST
from evaluera.report.manifest import sha256
from evaluera.report.markup import Html, element
from evaluera.report.products import product_of
from evaluera.report.section import Section
from evaluera.tables.table import Table
from evaluera.text.findings import render
from evaluera.text.messages import message

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["NOTEBOOK", "inputs", "run_record", "versions"]

NOTEBOOK = "notebook.ipynb"
PACKAGES = ("evaluera", "numpy", "pandas", "scipy", "matplotlib", "papermill")


def run_record(evaluation: Evaluation, report: str = "evaluation") -> Section:
    """What it takes to make the report again and get the same numbers.

    A separate product is short: it names the file beside it that has checksums and versions.
    """
    language, whole = evaluation.language, product_of(report) == "evaluation"
    body = part(
        "run_record",
        element("p", message("report.run.lead", language)),
        _lock(evaluation, language) if whole else None,
        _remarks(evaluation, language),
        _files(evaluation, language) if whole else element("p", message("report.run.in_file", language, file=MANIFEST)),
        _settings(evaluation, language),
        comment(evaluation.folder, "run_record", language),
        heading=message("report.section.run_record", language),
    )
    plain = "\n".join(f"{name}: {checksum}" for name, checksum in inputs(evaluation).items())
    return Section(name="run_record", body=body, plain=plain)


def inputs(evaluation: Evaluation) -> dict[str, str]:
    """Checksums of the files that the report rests on, by their path in the evaluation's folder."""
    folder = evaluation.folder
    named = [evaluation.file, *(folder / each.file for each in evaluation.parameters.data if each.file)]
    if evaluation.follow_up is not None:
        named += [folder / source.file for source in evaluation.follow_up.tables.sources]
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


def _files(evaluation: Evaluation, language: str) -> list[Html]:
    return [
        _pairs("inputs", "file", "hash", inputs(evaluation), language),
        _pairs("versions", "program", "version", versions(), language),
    ]


def _pairs(caption: str, first: str, second: str, rows: dict[str, str], language: str) -> Html:
    headers = (message(f"report.run.{first}", language), message(f"report.run.{second}", language))
    return table(Table(caption=message(f"report.run.{caption}", language), headers=headers, rows=tuple(rows.items())))


def _lock(evaluation: Evaluation, language: str) -> Html:
    """Whether outcomes and analyses were decided beforehand, and what was changed since."""
    lock, protocol = evaluation.lock, evaluation.parameters.protocol
    if lock.status == "none":
        key = "not_locked" if protocol is None else "protocol"
        date = None if protocol is None else protocol.decided_on
    else:
        key, date = ("locked" if lock.status == "same" else "lock_deviates"), lock.locked_on
    changed = [
        message(
            "report.run.deviation", language, parameter=each.parameter, locked=each.locked or "–", now=each.now or "–"
        )
        for each in lock.deviations
    ]
    return element(
        "div",
        element("h3", message("report.run.lock", language), id="lock"),
        element("p", message(f"report.run.{key}", language, date=date)),
        findings(changed) if changed else None,
    )


def _remarks(evaluation: Evaluation, language: str) -> Html:
    remarks = [render(finding, language) for finding in evaluation.findings]
    shown = findings(remarks) if remarks else element("p", message("report.run.no_findings", language))
    return element(
        "div",
        element("h3", message("report.run.findings", language), id="remarks"),
        shown,
    )


def _settings(evaluation: Evaluation, language: str) -> Html:
    return element(
        "details",
        element("summary", message("report.run.parameters_show", language)),
        element("pre", element("code", dump(evaluation.parameters)), tabindex=0),
    )
