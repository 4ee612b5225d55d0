"""The examples of the documentation run: Python blocks of a page share one namespace, YAML blocks are read."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from ruamel.yaml import YAML

import evaluera

ROOT = Path(__file__).resolve().parents[2]
# The pages of methods and checks are docstrings, and test_docstrings runs their examples.
DOCSTRINGS = {"methods", "checks", "process-methods"}
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name not in DOCSTRINGS),
]
FENCE = re.compile(r"^ *```(?P<language>python|pycon|yaml)\n(?P<code>.*?)^ *```", flags=re.MULTILINE | re.DOTALL)
DATA = re.compile(r"\bdata/[\w-]+/[\w.-]+")
# A file of a package of the reader's own, not a step in a session.
FILE = re.compile(r"^# [\w/]+\.py\n")


def _blocks(page: Path, *languages: str) -> list[tuple[int, str]]:
    """Line and code of every block in one of the languages."""
    text = page.read_text(encoding="utf-8")
    found = [(text[: m.start()].count("\n") + 2, m["code"]) for m in FENCE.finditer(text) if m["language"] in languages]
    return [(line, code) for line, code in found if not FILE.match(code)]


def _with(*languages: str) -> list[Path]:
    return [page for page in PAGES if page.is_file() and _blocks(page, *languages)]


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(ROOT)
    with mpl.rc_context({"backend": "agg"}):
        yield


def _needs_data(code: str) -> None:
    missing = [name for name in DATA.findall(code) if not (ROOT / name).exists()]
    if missing:
        pytest.skip(f"data/ is not here, so this example is NOT tested: {', '.join(sorted(set(missing)))}")


def test_there_are_examples() -> None:
    assert {"README.md", "quickstart.md", "evaluator.md", "python.md"} <= {page.name for page in _with("python")}


@pytest.mark.parametrize("page", _with("python", "pycon"), ids=lambda page: page.name)
def test_python_examples_run(page: Path) -> None:
    blocks = _blocks(page, "python", "pycon")
    _needs_data("".join(code for _, code in blocks))
    names: dict[str, Any] = {"__name__": "__main__"}
    for line, code in blocks:
        if code.startswith(">>>"):
            _run_session(code, names, f"{page.name}:{line}")
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile("\n" * (line - 1) + code, str(page), "exec"), names)


def _run_session(code: str, names: dict[str, Any], name: str) -> None:
    test = doctest.DocTestParser().get_doctest(code, names, name, name, 0)
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    runner.run(test, out=report.write, clear_globs=False)
    assert runner.failures == 0, report.getvalue()
    names.update(test.globs)


def _evaluation_files() -> list[Any]:
    return [
        pytest.param(code, id=f"{page.name}:{line}")
        for page in PAGES
        for line, code in _blocks(page, "yaml")
        if code.startswith("version:")
    ]


@pytest.mark.parametrize("code", _evaluation_files())
def test_evaluation_files_in_the_documentation_run(code: str, tmp_path: Path) -> None:
    (tmp_path / "evaluation.yaml").write_text(code, encoding="utf-8")
    (tmp_path / "brott.csv").write_text(_crimes(), encoding="utf-8")
    evaluation = evaluera.run(tmp_path / "evaluation.yaml")
    assert len(evaluation.results) == len(YAML(typ="safe").load(code)["analyser"])


def _crimes() -> str:
    """Four years of months for the area of the example and eight others."""
    areas = ["Centrum", *(f"Område {number}" for number in range(1, 9))]
    rows = [
        f"{year}-{month:02d};{area};{20 + (3 * year + 5 * month + 7 * number) % 11}"
        for number, area in enumerate(areas)
        for year in range(2022, 2026)
        for month in range(1, 13)
    ]
    return "\n".join(["månad;område;antal", *rows]) + "\n"
