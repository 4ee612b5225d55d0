"""A new evaluation: a commented file that says what to fill in, and runs when it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluera.errors import ParameterError
from evaluera.parameters import load
from evaluera.parameters.starting import new
from evaluera.text.findings import render


def test_it_is_made_in_data_where_there_is_one(tmp_path: Path) -> None:
    assert new("min-insats", folder=tmp_path, language="sv") == tmp_path / "min-insats"
    (tmp_path / "data").mkdir()
    assert new("min-insats", folder=tmp_path, language="sv") == tmp_path / "data" / "min-insats"


@pytest.mark.parametrize(
    ("language", "data_file", "headings", "said"),
    [
        ("sv", "brott.csv", "månad;område;antal", "# Utvärdering av en insats."),
        ("en", "crime.csv", "month;area;count", "# Evaluation of an initiative."),
    ],
)
def test_the_files_are_in_the_language(language: str, data_file: str, headings: str, said: str, tmp_path: Path) -> None:
    folder = new("min insats", folder=tmp_path, language=language)
    assert sorted(each.name for each in folder.iterdir()) == sorted([data_file, "evaluation.yaml"])
    assert (folder / data_file).read_bytes() == b"\xef\xbb\xbf" + headings.encode("utf-8") + b"\r\n"
    text = (folder / "evaluation.yaml").read_text(encoding="utf-8")
    assert text.startswith(said)
    assert 'evaluera check "min insats"' in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "sv",
            [
                "min-insats/evaluation.yaml rad 11, namn: Här står ingenting. Fyll i ett värde.",
                "min-insats/evaluation.yaml rad 30, insats.start: Här står ingenting. Fyll i ett värde.",
            ],
        ),
        (
            "en",
            [
                "min-insats/evaluation.yaml line 11, name: There is nothing here. Fill in a value.",
                "min-insats/evaluation.yaml line 30, intervention.start: There is nothing here. Fill in a value.",
            ],
        ),
    ],
)
def test_it_says_what_is_to_be_filled_in(language: str, expected: list[str], tmp_path: Path) -> None:
    folder = new("min-insats", folder=tmp_path, language=language)
    with pytest.raises(ParameterError) as caught:
        load(folder)
    assert [render(finding, language) for finding in caught.value.findings] == expected


def test_both_templates_mean_the_same_when_filled_in(tmp_path: Path) -> None:
    found = []
    for language, name, start in (("sv", "namn:", "start:"), ("en", "name:", "start:")):
        folder = new(language, folder=tmp_path, language=language)
        file = folder / "evaluation.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace(name, f"{name} x", 1).replace(f"  {start}", f"  {start} 2024-09", 1), encoding="utf-8"
        )
        found.append(load(folder))
    swedish, english = found
    assert swedish.project == english.project
    assert swedish.intervention == english.intervention
    assert [(a.method, a.primary, a.options) for a in swedish.analyses] == [
        (a.method, a.primary, a.options) for a in english.analyses
    ]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    folder = new("min-insats", folder=tmp_path, language="sv")
    before = (folder / "evaluation.yaml").read_bytes()
    with pytest.raises(ParameterError) as caught:
        new("min-insats", folder=tmp_path, language="en")
    (finding,) = caught.value.findings
    assert render(finding, "sv") == f"Mappen {folder} finns redan och innehåller filer. Välj ett annat namn."
    assert render(finding, "en") == f"The folder {folder} already exists and holds files. Choose another name."
    assert (folder / "evaluation.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["", "a:b", "vad?", "insats.", "a|b", "slut "])
def test_a_name_that_windows_cannot_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        new(name, folder=tmp_path, language="sv")
    (finding,) = caught.value.findings
    assert finding.code == "parameter.bad_folder_name"
    assert render(finding, "sv") == (
        f'"{name}" kan inte vara namn på en mapp. Använd bokstäver, siffror och bindestreck.'
    )
    assert list(tmp_path.iterdir()) == []
