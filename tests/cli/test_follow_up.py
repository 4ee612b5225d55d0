"""The process half on the command line: a product, a day, and what is wrong said in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluera.cli import main

Make = Callable[..., Path]
Capture = pytest.CaptureFixture[str]


def test_a_product_until_a_day_has_a_folder_of_its_own(make_follow_up: Make, tmp_path: Path, capsys: Capture) -> None:
    folder = make_follow_up()
    out = tmp_path / "out"
    arguments = ["run", str(folder), "--until", "2024-06-30", "--report", "activities", "--out", str(out)]
    assert main(arguments) == 0
    (report,) = out.rglob("report.html")
    assert report.parent.name == "2024-06-30-activities"
    assert {"indicators.csv", "result.json", "resultat.xlsx", "notebook.ipynb"} <= {
        f.name for f in report.parent.iterdir()
    }
    said = capsys.readouterr().out
    assert "Av 9 tillfällen som skulle ha hållits till och med 30 juni 2024 hölls 10." in said
    page = report.read_text(encoding="utf-8")
    assert "Räkneexemplet: aktiviteter" in page
    assert "Uppföljning till och med 30 juni 2024" in page


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--until", "midsommar"],
            "until: Utvärderingsdatumet skrivs ÅÅÅÅ-MM-DD, till exempel 2025-06-30; här står midsommar.\n",
        ),
        (
            ["--report", "yearly"],
            "report: Rapporten yearly finns inte. Välj en av: evaluation, activities, agreement, promises, annual.\n",
        ),
    ],
)
def test_wrong_usage_is_two(options: list[str], sentence: str, make_follow_up: Make, capsys: Capture) -> None:
    assert main(["run", str(make_follow_up()), *options]) == 2
    assert capsys.readouterr().err == sentence


def test_a_day_in_another_year_is_one(make_follow_up: Make, capsys: Capture) -> None:
    assert main(["run", str(make_follow_up()), "--until", "2024-06-30", "--year", "2023"]) == 1
    assert (
        "until: Utvärderingsdatumet 30 juni 2024 ligger inte i år 2023. Ange ett av dem.\n" in capsys.readouterr().err
    )


def test_a_product_without_records_is_one(make: Callable[..., Path], tmp_path: Path, capsys: Capture) -> None:
    assert main(["run", str(make()), "--report", "promises", "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == (
        "report: Rapporten promises bygger på uppgifter om vad som gjordes. "
        "Ange filerna under process i evaluation.yaml.\n"
    )
    assert not (tmp_path / "out").exists()


def test_there_is_nothing_to_lock(make_follow_up: Make, capsys: Capture) -> None:
    assert main(["lock", str(make_follow_up())]) == 1
    assert capsys.readouterr().err == (
        "insats/evaluation.yaml: Det finns inga analyser att låsa. "
        "Vad som följs upp av genomförandet bestäms i planen.\n"
    )


def test_new_with_packs_makes_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "min-insats", "--with", "möten, est"]) == 0
    assert {file.name for file in (tmp_path / "min-insats").iterdir()} == {"evaluation.yaml", "process.xlsx"}
    assert capsys.readouterr().out.startswith("Mappen min-insats är skapad. Fyll i evaluation.yaml och process.xlsx.")


def test_new_with_an_unknown_pack_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "min-insats", "--with", "mötn"]) == 2
    assert capsys.readouterr().err.startswith("--with: Paketet mötn finns inte (närmast: möten). Paket: ")
    assert list(tmp_path.iterdir()) == []
