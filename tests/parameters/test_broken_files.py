"""Every mistake in evaluation.yaml is said in both languages, with its line, in exactly these words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluera.errors import ParameterError
from evaluera.parameters import load
from evaluera.text.findings import render

CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("broken_files.toml").read_text(encoding="utf-8"))
PLACE = "min-insats/evaluation.yaml "


def _said(path: Path, language: str) -> list[str]:
    with pytest.raises(ParameterError) as caught:
        load(path)
    return [render(finding, language).removeprefix(PLACE) for finding in caught.value.findings]


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 45


@pytest.mark.parametrize("name", CASES)
def test_a_swedish_file_is_refused_in_these_words(name: str, swedish: str, write: Callable[..., Path]) -> None:
    there, instead = CASES[name]["swedish"]
    assert there in swedish
    assert _said(write(swedish.replace(there, instead, 1)), "sv") == CASES[name]["sv"]


@pytest.mark.parametrize("name", CASES)
def test_an_english_file_is_refused_in_these_words(name: str, english: str, write: Callable[..., Path]) -> None:
    there, instead = CASES[name]["english"]
    assert there in english
    assert _said(write(english.replace(there, instead, 1)), "en") == CASES[name]["en"]


@pytest.mark.parametrize("name", CASES)
def test_both_languages_find_the_same_at_the_same_line(
    name: str, swedish: str, english: str, write: Callable[..., Path]
) -> None:
    found = []
    for text, change in ((swedish, CASES[name]["swedish"]), (english, CASES[name]["english"])):
        with pytest.raises(ParameterError) as caught:
            load(write(text.replace(*change, 1)))
        found.append([(f.code.removesuffix("_near"), f.place.line, f.severity) for f in caught.value.findings])
    assert found[0] == found[1]


def test_everything_wrong_is_said_at_once(swedish: str, write: Callable[..., Path]) -> None:
    text = swedish.replace("version: 1", "version: 3").replace("10 %", "lite").replace("före: 24", "för: 24")
    codes = []
    with pytest.raises(ParameterError) as caught:
        load(write(text))
    codes = [(finding.code, finding.place.line) for finding in caught.value.findings]
    assert codes == [("parameter.unknown_version", 1), ("parameter.not_a_number", 8), ("parameter.unknown_near", 16)]


@pytest.mark.parametrize(
    ("content", "sv", "en"),
    [
        (
            b"",
            "min-insats/evaluation.yaml: Filen är tom. Skapa en ny med evaluera new, eller hämta en kopia.",
            "min-insats/evaluation.yaml: The file is empty. Make a new one with evaluera new, or fetch a copy.",
        ),
        (
            b"# only a comment\n",
            "min-insats/evaluation.yaml: Filen är tom. Skapa en ny med evaluera new, eller hämta en kopia.",
            "min-insats/evaluation.yaml: The file is empty. Make a new one with evaluera new, or fetch a copy.",
        ),
        (
            b"- version: 1\n",
            "min-insats/evaluation.yaml rad 1: Filen har inga uppgifter med namn och kolon, till exempel version: 1.",
            "min-insats/evaluation.yaml line 1: The file has no entries with a name and a colon, "
            "for example version: 1.",
        ),
        (
            b"version: \x00\n",
            "min-insats/evaluation.yaml: Raden går inte att läsa: . Jämför med raderna ovanför.",
            "min-insats/evaluation.yaml: The line cannot be read: . Compare it with the lines above.",
        ),
    ],
    ids=["empty", "comment", "list", "control_character"],
)
def test_a_file_without_settings(content: bytes, sv: str, en: str, write: Callable[..., Path]) -> None:
    path = write(content)
    with pytest.raises(ParameterError) as caught:
        load(path)
    assert [render(finding, "sv") for finding in caught.value.findings] == [sv]
    assert [render(finding, "en") for finding in caught.value.findings] == [en]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        load(tmp_path / "evaluation.yaml")
    (finding,) = caught.value.findings
    assert finding.code == "parameter.no_file"
    assert render(finding, "sv") == f"Filen {tmp_path / 'evaluation.yaml'} finns inte. Kontrollera namn och mapp."
    assert (
        render(finding, "en") == f"The file {tmp_path / 'evaluation.yaml'} does not exist. Check its name and folder."
    )


def test_a_folder_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        load(tmp_path)
    (finding,) = caught.value.findings
    said = f"Mappen {tmp_path} har ingen fil evaluation.yaml. Skapa en med evaluera new."
    assert render(finding, "sv") == said
    said = f"The folder {tmp_path} has no file evaluation.yaml. Make one with evaluera new."
    assert render(finding, "en") == said
