"""The command line itself: help, version and wrong usage, in both languages, never a stack trace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import evaluera
from evaluera.cli import main
from evaluera.cli.commands import COMMANDS
from evaluera.methods.registry import methods, process_methods

Capture = pytest.CaptureFixture[str]


def test_the_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"evaluera {evaluera.__version__}\n"


@pytest.mark.parametrize(("set_by_user", "used"), [(None, "1"), ("4", "4")])
def test_small_matrices_stay_on_one_core_unless_the_user_says_else(
    set_by_user: str | None, used: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    if set_by_user is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    else:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", set_by_user)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out
    assert os.environ["OPENBLAS_NUM_THREADS"] == used


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_names_every_command(arguments: list[str], capsys: Capture) -> None:
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert said.startswith("Utvärderar lokalt brottsförebyggande arbete: från en fil till en rapport.")
    assert all(f"evaluera {command}" in said for command in COMMANDS)


def test_help_in_english(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["--help", "--language", "en"]) == 0
    asked = capsys.readouterr().out
    monkeypatch.setenv("EVALUERA_LANGUAGE", "en")
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == asked
    assert asked.startswith("Evaluates local crime prevention: from a file to a report.")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_command_has_help(command: str, language: str, capsys: Capture) -> None:
    assert main([command, "--help", "--language", language]) == 0
    assert capsys.readouterr().out.startswith(f"evaluera {command}")


@pytest.mark.parametrize(
    ("arguments", "sv", "en"),
    [
        (["rnu", "x"], "Kommandot rnu finns inte. Menade du run?", "The command rnu does not exist. Did you mean run?"),
        (["xyz"], "Kommandot xyz finns inte.", "The command xyz does not exist."),
        (
            ["run", "x", "--yaer", "3"],
            "--yaer finns inte. Menade du --year?",
            "--yaer does not exist. Did you mean --year?",
        ),
        (["lock", "x", "--mark"], "--mark finns inte.", "--mark does not exist."),
        (
            ["run", "x", "--year", "nu"],
            "Årtalet efter --year ska vara ett heltal, till exempel 2025.",
            "The year after --year must be a whole number, for example 2025.",
        ),
        (["run", "x", "--out"], "--out behöver ett värde efter sig.", "--out needs a value after it."),
        (
            ["run"],
            "Ange vilken fil det gäller, till exempel data/min-insats/evaluation.yaml.",
            "Say which file, for example data/my-initiative/evaluation.yaml.",
        ),
        (
            ["lab"],
            "Ange vilken fil det gäller, till exempel data/min-insats/evaluation.yaml.",
            "Say which file, for example data/my-initiative/evaluation.yaml.",
        ),
        (
            ["new"],
            "Ange vad den nya mappen ska heta, till exempel min-insats.",
            "Say what the new folder is called, for example my-initiative.",
        ),
        (
            ["lock", "a", "b"],
            "Kommandot lock fick för många uppgifter. Sätt citattecken runt en sökväg med mellanslag.",
            "The command lock was given too much. Put a path with spaces in quotation marks.",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_said_in_words(
    arguments: list[str], sv: str, en: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, expected in (("sv", sv), ("en", en)):
        monkeypatch.setenv("EVALUERA_LANGUAGE", language)
        assert main(arguments) == 2
        captured = capsys.readouterr()
        assert captured.err.splitlines()[0] == expected
        assert "--help" in captured.err.splitlines()[1]
        assert captured.out == ""


def test_an_unknown_language_is_wrong_usage(capsys: Capture) -> None:
    for command in ("run", "plan", "check", "lock", "lab", "new", "methods"):
        assert main([command, *(["x"] if command != "methods" else []), "--language", "de"]) == 2
        assert "sv, en" in capsys.readouterr().err


def test_a_format_that_does_not_exist_yet_is_wrong_usage(capsys: Capture) -> None:
    assert main(["run", "x", "--formats", "html,pdf"]) == 2
    said = capsys.readouterr()
    assert "pdf" in said.err
    assert said.out == ""


def test_methods_are_listed_with_their_questions(capsys: Capture) -> None:
    assert main(["methods"]) == 0
    swedish = capsys.readouterr().out
    assert "interrupted_time_series: avbruten tidsserie\n" in swedish
    assert "meetings: möten och beslut\n" in swedish
    effects, followed = swedish.split("Genomförande: vad gjordes?\n")
    assert effects.startswith("Effekt: vad ändrades i utfallet?\n")
    assert ("before_after" in effects, "meetings" in effects) == (True, False)
    assert ("before_after" in followed, "meetings" in followed) == (False, True)
    assert main(["methods", "--language", "en"]) == 0
    english = capsys.readouterr().out
    assert "interrupted_time_series: interrupted time series\n" in english
    assert len(swedish.splitlines()) == len(english.splitlines()) == 2 + 2 * (len(methods()) + len(process_methods()))


def test_the_schema_is_printed_as_json(capsys: Capture) -> None:
    import json

    from evaluera.parameters import schema

    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_something_unexpected_is_said_without_a_stack_trace(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("evaluera.parameters.starting.new", broken)
    assert main(["new", "x"]) == 1
    said = capsys.readouterr().err
    assert said == (
        "Något oväntat gick fel i evaluera (RuntimeError: a bug). "
        "Kör igen med --debug och skicka texten till utvecklarna.\n"
    )
    assert main(["new", "x", "--debug"]) == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_is_said(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("evaluera.parameters.starting.new", interrupted)
    assert main(["new", "x"]) == 130
    assert capsys.readouterr().err == "Avbrutet. Inget är ändrat.\n"
