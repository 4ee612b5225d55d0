"""Wrong usage in words: the parser's complaints as sentences of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from evaluera.methods.options import nearest

__all__ = ["complaint"]

Say = Callable[..., str]


def complaint(error: Exception, *, commands: Sequence[str], arguments: Sequence[str], say: Say) -> str:
    """One sentence about a command line that cannot be understood.

    Parameters
    ----------
    error
        What the parser raised; its class says what kind of mistake it is.
    commands
        The commands that exist.
    arguments
        The command line.
    say
        Gives the sentence for a key below ``cli.usage``.
    """
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _unknown(str(getattr(error, "option_name", "")), getattr(error, "possibilities", None) or (), say)
    if kind == "MissingParameter":
        return say(f"missing_{_name(error)}")
    if kind == "BadOptionUsage":
        return say("no_value", found=getattr(error, "option_name", ""))
    if kind == "BadParameter":
        return say(f"bad_{_name(error)}")
    command = arguments[0] if arguments else ""
    if command not in commands:
        near = nearest(command, commands)
        return say("unknown_command_near" if near else "unknown_command", found=command, nearest=near)
    return say("too_many", command=command)


def _name(error: Any) -> str:
    """The name of the argument or option that is wrong."""
    return str(getattr(getattr(error, "param", None), "name", ""))


def _unknown(found: str, possibilities: Sequence[str], say: Say) -> str:
    near = nearest(found, possibilities)
    return say("unknown_option_near" if near else "unknown_option", found=found, nearest=near)
