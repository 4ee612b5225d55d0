"""What several test folders build on: an effect result made by hand, and a small process evaluation in a folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from evaluera.design.question import DesignClass, Question
from evaluera.report.page import stylesheet
from evaluera.report.section import Section
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence, Provenance, Timing

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

MakeResult = Callable[..., EffectResult]

_ESTIMATE = Estimate(
    outcome="vandalism",
    area="",
    term="rate_ratio",
    estimand="ratio_of_levels",
    scale="log",
    estimate=0.78,
    std_error=0.16,
    low=0.57,
    high=1.06,
    confidence=0.95,
    p_value=0.11,
    df=44.0,
    unit="ratio",
    n=48,
)
_EVIDENCE = Evidence(
    outcome="vandalism",
    area="",
    unit="series",
    periods_before=24,
    periods_after=24,
    season_length=12,
    expected=40.0,
)
_QUESTION = Question(
    implementation="full",
    decided_beforehand=True,
    selection_reason="policy",
    labels={"vandalism": {"sv": "Skadegörelse", "en": "Vandalism"}},
)


def pytest_configure(config: pytest.Config) -> None:
    """The pages that are made from the code are not tracked: they are written once, before any worker looks for them.

    Their links and examples are tested as those of other pages are.
    """
    asked = {Path(each.partition("::")[0]).resolve() for each in config.args}
    house = ROOT / "tests" / "house"
    if not hasattr(config, "workerinput") and any(
        house in (each, *each.parents) or each in house.parents for each in asked
    ):
        place = spec_from_file_location("generated", ROOT / "docs" / "generated.py")
        assert place is not None
        assert place.loader is not None
        generated = module_from_spec(place)
        place.loader.exec_module(generated)
        generated.write(ROOT / "docs")


def make_course(*, expected: float = 40.0, outcome: str = "vandalism", area: str = "") -> Course:
    """Four months, the last two after the start."""
    return Course(
        outcome=outcome,
        area=area,
        unit="events",
        frequency="M",
        periods=("2018-01", "2018-02", "2018-03", "2018-04"),
        observed=(41.0, 39.0, 30.0, None),
        fitted=(40.5, 39.25, 31.0, 30.0),
        counterfactual=(40.5, 39.25, expected, expected),
        low=(None, None, expected - 5, expected - 6),
        high=(None, None, expected + 5, expected + 6),
        used=(True, True, True, True),
    )


def make_result(
    estimate: float = 0.78,
    low: float = 0.57,
    high: float = 1.06,
    *,
    design: DesignClass = DesignClass.BEFORE_AFTER,
    kind: str = "count",
    checks: dict[str, Verdict] | None = None,
    question: dict[str, Any] | None = None,
    evidence: dict[str, Any] | None = None,
    expected: float = 40.0,
    timing: Timing | None = None,
    **changes: Any,
) -> EffectResult:
    """A before/after result over 24 + 24 months whose parts can be replaced by keyword."""
    number = replace(_ESTIMATE, estimate=estimate, low=low, high=high, **changes)
    diagnostics = tuple(
        Diagnostic(
            name=name,
            verdict=verdict,
            value=1.5,
            null="conclusion.step.sensitive",
            reason="conclusion.step.short_window",
            values={"periods": 4, "season": 12},
        )
        for name, verdict in (checks or {}).items()
    )
    return EffectResult(
        method="before_after",
        design=design,
        kind=kind,
        primary_term="rate_ratio",
        question=replace(_QUESTION, **(question or {})),
        timing=timing or Timing(start="2018-09"),
        estimates=(number,),
        courses=(make_course(expected=expected),),
        diagnostics=diagnostics,
        evidence=(replace(_EVIDENCE, **(evidence or {})),),
        notes=(),
        provenance=Provenance(rows_read=50, rows_used=48, rows_missing=0, rows_excluded=2, rows_other=0),
        options={"start": "2018-09"},
    )


@pytest.fixture(name="make_result", scope="session")
def _make_result() -> MakeResult:
    return make_result


WORKED_EXAMPLE = Path(__file__).parent / "methods" / "process" / "worked_example"
FOLLOW_UP = """\
version: 1
namn: {sv: Räkneexemplet, en: The worked example}
projekt: {ägare: Kommunen, kommun: Umeå}
process: records
"""

MakeFollowUp = Callable[..., Path]


def write_follow_up(folder: Path, settings: str = FOLLOW_UP, **tables: str) -> Path:
    """The worked example of the process data model as an evaluation; ``tables`` are CSV texts put instead or beside."""
    copytree(WORKED_EXAMPLE, folder / "records", ignore=lambda _, names: [n for n in names if not n.endswith(".csv")])
    for name, text in tables.items():
        (folder / "records" / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "evaluation.yaml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def make_follow_up(tmp_path: Path) -> MakeFollowUp:
    """Write a process evaluation below ``tmp_path/data``; keywords as :func:`write_follow_up`."""

    def make(settings: str = FOLLOW_UP, *, name: str = "insats", **tables: str) -> Path:
        return write_follow_up(tmp_path / "data" / name, settings, **tables)

    return make


@pytest.fixture(scope="session")
def follow_up_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One process evaluation; read it, do not change it."""
    return write_follow_up(tmp_path_factory.mktemp("follow-up") / "data" / "insats")


@pytest.fixture(scope="session")
def browser() -> list[str]:
    """Headless Chromium that asks no network; skips loudly without one, fails without one where CI=true."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        needed = "Chromium is needed: run tests/setup_browser.sh"
        if os.environ.get("CI") == "true":
            pytest.fail(needed)
        pytest.skip(needed)
    return [found, *QUIET]


@pytest.fixture(scope="session")
def printed_pages(browser: list[str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Section]], int]:
    """On how many A4 pages the browser prints these sections of a report."""

    def count(sections: list[Section]) -> int:
        folder = tmp_path_factory.mktemp("print")
        page, printed = folder / "page.html", folder / "page.pdf"
        body = "".join(str(section.body) for section in sections)
        page.write_text(
            f"<!DOCTYPE html><meta charset=utf-8><style>{stylesheet()}</style><main>{body}</main>", encoding="utf-8"
        )
        command = [*browser, f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={printed}", page.as_uri()]
        subprocess.run(command, capture_output=True, timeout=240, check=True)
        return len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes()))

    return count
