"""The commands: each parses, calls and prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from evaluera.cli.console import say, say_wrong
from evaluera.cli.outcome import FINE, USAGE, each_file, exit_code, list_findings, number_of
from evaluera.errors import Finding
from evaluera.text.languages import LANGUAGES, checked, current_language
from evaluera.text.messages import has, message

__all__ = ["COMMANDS", "application"]

COMMANDS = ("new", "check", "run", "plan", "lock", "methods", "schema", "lab")

Files = Annotated[list[str], typer.Argument()]
OneFile = Annotated[str, typer.Argument()]
Language = Annotated[str | None, typer.Option("--language")]


def application(*, debug: bool = False) -> typer.Typer:
    """The commands as typer wants them; help and version are ours, in both languages."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": []},
    )
    commands = _Commands(debug=debug)
    for name in COMMANDS:
        app.command(name)(getattr(commands, name))
    return app


class _Commands:
    """The commands; every one returns its exit code."""

    def __init__(self, *, debug: bool) -> None:
        self._debug = debug

    def new(
        self,
        name: OneFile,
        language: Language = None,
        packs: Annotated[str | None, typer.Option("--with")] = None,
        old: Annotated[str | None, typer.Option("--from")] = None,
    ) -> int:
        from evaluera.parameters.starting import new

        spoken = checked(language) if language else current_language()
        if packs is None and old is None:
            made = new(name, folder=Path.cwd(), language=spoken)
            say(message("cli.new", spoken, folder=_near(made)))
            return FINE
        from evaluera.report.process_start import start_process

        started = start_process(name, folder=Path.cwd(), packs=packs or "", old=old, language=spoken)
        if started.copy is None:
            say(message("cli.new_process", spoken, folder=_near(started.folder)))
        else:
            say(message("cli.new_sheets", spoken, sheets=", ".join(started.sheets), file=_near(started.copy)))
        return FINE

    def check(
        self, files: Files, language: Language = None, mark: Annotated[bool, typer.Option("--mark")] = False
    ) -> int:
        from evaluera.evaluation import check
        from evaluera.parameters.loading import language_of

        _refuse_language(language)

        def look_at(file: str) -> int:
            spoken = language_of(file, language=language)
            findings = check(file, language=language)
            list_findings(findings, spoken, say)
            errors, warnings = (number_of(findings, severity) for severity in ("error", "warning"))
            key = "cli.check.errors" if errors else "cli.check.fine"
            if mark:
                _mark(file, findings, spoken)
            say(message(key, spoken, file=file, errors=errors, warnings=warnings))
            return exit_code(findings)

        return each_file(files, look_at, debug=self._debug, language=language)

    def run(
        self,
        files: Files,
        year: Annotated[int | None, typer.Option("--year")] = None,
        language: Language = None,
        formats: Annotated[str, typer.Option("--formats")] = "html",
        out: Annotated[str | None, typer.Option("--out")] = None,
        until: Annotated[str | None, typer.Option("--until")] = None,
        report: Annotated[str, typer.Option("--report")] = "evaluation",
    ) -> int:
        from evaluera.evaluation.dating import day_of
        from evaluera.parameters.loading import language_of
        from evaluera.report.products import product_of
        from evaluera.report.running import refuse_formats, run

        _refuse_language(language)
        day = day_of(until)
        product = product_of(report)
        wanted = tuple(name.strip() for name in formats.split(",") if name.strip())
        refuse_formats(wanted)

        def evaluate(file: str) -> int:
            spoken = language_of(file, language=language)
            say(message("cli.run.file", spoken, file=file))
            made = run(
                file,
                year=year,
                language=language,
                formats=wanted,
                out=out,
                until=day,
                report=product,
                progress=_step,
            )
            list_findings(made.evaluation.findings, spoken, say)
            say(message("cli.run.report", spoken, path=str(made.html)))
            say(made.headline)
            return FINE

        return each_file(files, evaluate, debug=self._debug, language=language, advice="cli.run.mend")

    def plan(
        self,
        file: OneFile,
        language: Language = None,
        out: Annotated[str | None, typer.Option("--out")] = None,
    ) -> int:
        from evaluera.parameters.loading import language_of
        from evaluera.report.planning import write_plan
        from evaluera.text.looking_ahead import ahead, ahead_lines

        _refuse_language(language)

        def look_ahead(path: str) -> int:
            spoken = language_of(path, language=language)
            say(message("cli.plan.file", spoken, file=path))
            made = write_plan(path, language=language, out=out, progress=_step)
            said = ahead(made.power, spoken)
            for line in ahead_lines(made.power, spoken):
                say(f"  {line}")
            for sentence in (said.headline, said.need, said.basis):
                say(sentence)
            say(message("cli.plan.report", spoken, path=str(made.html)))
            return FINE

        return each_file([file], look_ahead, debug=self._debug, language=language)

    def lock(self, file: OneFile, language: Language = None) -> int:
        from evaluera.parameters.loading import language_of
        from evaluera.parameters.locking import lock

        _refuse_language(language)

        def fix(path: str) -> int:
            target, fixed = lock(path, language=language)
            spoken = language_of(path, language=language)
            say(message("cli.lock", spoken, file=_near(target), date=fixed.locked_on))
            return FINE

        return each_file([file], fix, debug=self._debug, language=language)

    def methods(self, language: Language = None) -> int:
        from evaluera.methods.registry import methods, process_methods

        spoken = checked(language) if language else current_language()
        for group, names in (("effect", methods()), ("process", process_methods())):
            say(message(f"cli.methods.{group}", spoken))
            for name in names:
                label = _words(f"method.{name}.label", name, spoken)
                say(f"  {message('cli.methods.row', spoken, name=name, label=label)}")
                question = _words(f"method.{name}.question", "", spoken)
                if question:
                    say(f"      {question}")
        return FINE

    def schema(self) -> int:
        from evaluera.parameters.schema_form import schema

        say(json.dumps(schema(), ensure_ascii=False, indent=2))
        return FINE

    def lab(
        self,
        file: OneFile,
        analysis: Annotated[str | None, typer.Option("--analysis")] = None,
        language: Language = None,
    ) -> int:
        from evaluera.parameters.loading import language_of
        from evaluera.report.lab import open_lab

        _refuse_language(language)

        def show(path: str) -> int:
            say(message("cli.lab", language_of(path, language=language)))
            open_lab(path, analysis=analysis, language=language)
            return FINE

        return each_file([file], show, debug=self._debug, language=language)


def _mark(file: str, findings: Sequence[Finding], language: str) -> None:
    """Write the copies with what was found, and say where they are, or that there is nothing to mark."""
    from evaluera.evaluation.checking import checked_files
    from evaluera.report.marking import mark

    files = checked_files(file, language=language)
    made = () if files is None else mark(findings, files, language=language)
    for path in made:
        say(message("cli.check.marked", language, path=_near(path)))
    if not made:
        say(message("cli.check.nothing_marked" if files is not None else "cli.check.unmarked", language))


def _refuse_language(language: str | None) -> None:
    if language is not None and language not in LANGUAGES:
        say_wrong(message("cli.usage.bad_language", current_language(), known=", ".join(LANGUAGES)))
        raise typer.Exit(USAGE)


def _step(line: str) -> None:
    say(f"  {line}")


def _near(path: Path) -> str:
    """A path as it is shorter to read: from here, where that is possible."""
    full = path.absolute()
    return str(full.relative_to(Path.cwd())) if full.is_relative_to(Path.cwd()) else str(full)


def _words(key: str, otherwise: str, language: str) -> str:
    """The words of a method; one that brought none is shown by its name."""
    return message(key, language) if has(key) else otherwise
