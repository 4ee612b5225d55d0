"""One call of the command line: its language, its errors in words and its exit code."""

from __future__ import annotations

import traceback
from collections.abc import Sequence

import typer

from evaluera.cli.commands import COMMANDS, application
from evaluera.cli.console import prepare, say, say_wrong
from evaluera.cli.outcome import USAGE, WRONG, list_findings
from evaluera.errors import EvalueraError
from evaluera.text.languages import LANGUAGES, current_language
from evaluera.text.messages import message

__all__ = ["session"]

INTERRUPTED = 130
"""What typer returns after Ctrl+C."""

_HELP = ("--help", "-h")


def session(arguments: list[str]) -> int:
    """Run the command and return the exit code; a stack trace is shown only with ``--debug``."""
    prepare()
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    language = _language(arguments)
    if "--version" in arguments[:1]:
        return _version()
    if not arguments or any(argument in _HELP for argument in arguments):
        return _help(arguments, language)
    try:
        code = int(application(debug=debug)(args=arguments, standalone_mode=False) or 0)
    except EvalueraError as error:
        list_findings(error.findings, language, say_wrong)
        return USAGE
    except typer.TyperException as error:
        return _misunderstood(error, arguments, language)
    except Exception as error:  # noqa: BLE001 - the last stop: a user never meets a stack trace
        return _unexpected(error, language, debug=debug)
    if code == INTERRUPTED:
        say_wrong(message("cli.interrupted", language))
    return code


def _version() -> int:
    import evaluera

    say(f"evaluera {evaluera.__version__}")
    return 0


def _help(arguments: Sequence[str], language: str) -> int:
    command = next((argument for argument in arguments if argument in COMMANDS), "main")
    say(message(f"cli.help.{command}", language))
    return 0


def _misunderstood(error: Exception, arguments: Sequence[str], language: str) -> int:
    from evaluera.cli.usage import complaint

    def sentence(key: str, **values: object) -> str:
        return message(f"cli.usage.{key}", language, **values)

    say_wrong(complaint(error, commands=COMMANDS, arguments=arguments, say=sentence))
    command = arguments[0] if arguments[0] in COMMANDS else ""
    say_wrong(message("cli.usage.more", language, command=f"evaluera {command} --help".replace("  ", " ")))
    return USAGE


def _unexpected(error: Exception, language: str, *, debug: bool) -> int:
    if debug:
        say_wrong(traceback.format_exc())
    say_wrong(message("cli.unexpected", language, kind=type(error).__name__, text=str(error)))
    return WRONG


def _language(arguments: Sequence[str]) -> str:
    """The language to speak about the command line itself: ``--language``, else the environment's, else Swedish."""
    for before, argument in zip(("", *arguments), arguments, strict=False):
        said = argument.partition("=")[2] if argument.startswith("--language=") else argument
        if (before == "--language" or argument.startswith("--language=")) and said in LANGUAGES:
            return said
    return current_language()
