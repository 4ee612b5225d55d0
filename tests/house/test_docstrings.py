"""The examples in the docstrings run, module by module."""

from __future__ import annotations

import doctest
import importlib
import io
from pathlib import Path

import matplotlib as mpl
import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
MODULES = sorted(
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
    for path in (SRC / "evaluera").rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def test_most_examples_are_found() -> None:
    assert len(MODULES) > 50


def test_every_example_is_run() -> None:
    left_out = [str(path) for path in (SRC / "evaluera").rglob("*.py") if "+SKIP" in path.read_text(encoding="utf-8")]
    assert left_out == []


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # examples on real data name their files from here
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    with mpl.rc_context({"backend": "agg"}):
        for test in doctest.DocTestFinder().find(importlib.import_module(name)):
            runner.run(test, out=report.write)
    assert runner.summarize(verbose=False).failed == 0, report.getvalue()
