"""The documentation builds offline without a warning, and what it says is true of the code."""

from __future__ import annotations

import html
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import evaluera
from evaluera.methods.checks.registry import checks
from evaluera.methods.process.indicator_registry import indicators, of_theme
from evaluera.methods.registry import methods, process_methods
from evaluera.text.messages import message

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LOADED = re.compile(
    r"""<(?:script|img|iframe)[^>]*\bsrc="([^"]+)"|<link[^>]*\bhref="([^"]+)"|@import\s+["'(]*([^"')]+)"""
)
LINK = re.compile(r"(?<!\\)\]\(([^)#\s]+)(?:#[^)]*)?\)")
CONSOLE = re.compile(r"```console\n(.*?)```", flags=re.DOTALL)
MADE_LATER = {
    *("docs/evaluation-file.md", "docs/all-tables.md", "docs/indicators.md", "docs/traceability.md"),
    *("docs/methods/", "docs/checks/", "docs/process-methods/"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built documentation."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    command += ["-d", str(folder / "doctrees"), str(ROOT / "docs"), str(folder / "html")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "html"


def _commands() -> list[tuple[str, list[str]]]:
    """Every command line in a console block: the page and its words, without prompt and comment."""
    found = []
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
            lines = [line.strip().removeprefix("$ ") for line in block.splitlines()]
            found += [(page.name, shlex.split(line, comments=True)) for line in lines if line]
    return found


def test_documentation_fetches_nothing_from_a_network(site: Path) -> None:
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 20
    addresses = [
        address
        for page in pages
        for groups in LOADED.findall(page.read_text(encoding="utf-8"))
        for address in groups
        if re.match(r"(?:https?:)?//", address)
    ]
    assert addresses == []


def test_every_method_has_its_page(site: Path) -> None:
    pages = {page.stem for page in (site / "methods").glob("*.html")} - {"index"}
    assert pages == set(methods())


@pytest.mark.parametrize("name", sorted(methods()))
def test_method_page_says_what_it_assumes_and_when_not_to_use_it(site: Path, name: str) -> None:
    text = (site / "methods" / f"{name}.html").read_text(encoding="utf-8")
    headings = set(re.findall(r"<h2>([^<]+)<", text))
    assert {"Options", "References", "Examples"} <= headings
    assert re.search("Assum(?:es|ptions)", text)
    assert "When not to use" in text


def test_every_process_method_has_its_page(site: Path) -> None:
    pages = {page.stem for page in (site / "process-methods").glob("*.html")} - {"index"}
    assert pages == set(process_methods())


@pytest.mark.parametrize("name", sorted(process_methods()))
def test_process_page_has_its_question_its_indicators_and_its_limits(site: Path, name: str) -> None:
    page = (site / "process-methods" / f"{name}.html").read_text(encoding="utf-8")
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert message(f"method.{name}.question", "en") in text
    assert re.search("Assum(?:es|ptions)", text)
    assert "When not to use" in text
    assert {"Indicators", "References", "Examples"} <= set(re.findall(r"<h2>([^<]+)<", page))
    for each in of_theme(name):
        assert f"{each.id} {message(f'indicator.{each.id}.name', 'en')}" in text


def test_the_page_of_indicators_holds_exactly_those_that_are_registered(site: Path) -> None:
    page = (site / "indicators.html").read_text(encoding="utf-8")
    found = re.findall(r"<td><p>([A-Z]{2}\d\d) ", page)
    assert found == [*indicators(), *indicators()]


def _diagnostics() -> set[str]:
    """Every check that has words, and every one that a line of the package names."""
    words = tomllib.loads((ROOT / "src" / "evaluera" / "text" / "sv.toml").read_text(encoding="utf-8"))
    modules = (ROOT / "src" / "evaluera").rglob("*.py")
    named = [re.findall(r"Diagnostic\(\s*name=\"(\w+)\"", module.read_text(encoding="utf-8")) for module in modules]
    return {*words["diagnostic"], *checks(), *(name for names in named for name in names)}


def test_every_check_has_its_page(site: Path) -> None:
    pages = {page.stem for page in (site / "checks").glob("*.html")} - {"index"}
    assert len(pages) > 15
    assert pages == _diagnostics()


@pytest.mark.parametrize("name", sorted(_diagnostics()))
def test_check_page_has_every_part(site: Path, name: str) -> None:
    text = (site / "checks" / f"{name}.html").read_text(encoding="utf-8")
    headings = set(re.findall(r"<h2>([^<]+)<", text))
    assert {"How it works", "Assumes", "When not to use", "How it was tested", "References", "Examples"} <= headings
    assert "Null hypothesis: " in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [
        t for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t and not t.startswith("mailto:")
    ]
    names = {(page.parent / target).resolve() for target in targets}
    missing = {str(name.relative_to(ROOT)) for name in names if not name.exists()}
    generated = {name for name in missing if name.startswith(tuple(MADE_LATER))}
    assert missing - generated == set()


def test_every_public_name_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    names = [name for name in evaluera.__all__ if not name.startswith("__")]
    assert len(names) > 20
    assert [name for name in names if not re.search(rf":: evaluera\.{name}\b", page)] == []


def test_every_make_command_in_the_documentation_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    called = {words[1] for _, words in _commands() if words[0] == "make"}
    assert {"run", "test"} <= called
    assert called <= targets


def test_every_evaluera_command_in_the_documentation_exists() -> None:
    program = Path(sys.executable).with_name("evaluera")
    helped = subprocess.run([str(program), "--help"], capture_output=True, text=True, check=True).stdout
    called = {words[1] for _, words in _commands() if words[0].endswith("evaluera")}
    assert {"run", "lab"} <= called
    assert [name for name in sorted(called) if not re.search(rf"\b{name}\b", helped)] == []


def test_every_module_on_the_map_exists() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## The modules")[2]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name for cell in cells for name in re.findall(r"`([\w.]+)`", cell)]
    assert len(named) > 20
    missing = []
    for name in named:
        path = ROOT / "src" / "evaluera" / name.replace(".", "/")
        if not (path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()):
            missing.append(name)
    assert missing == []


def test_the_readme_is_honest_about_what_was_not_tried() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "Ingenting är prövat på Windows" in readme
    assert "Solving it with conda was not tried here" in readme
