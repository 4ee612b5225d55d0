"""Lines on any console: Swedish letters and signs become plain ones where the code page lacks them."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from typing import IO

__all__ = ["prepare", "say", "say_wrong"]

HANDLER = "evaluera.plain"

_PLAIN = {
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "▼": "v",
    "▲": "^",
    "→": "->",
    "●": "*",
    "○": "o",
    "”": '"',
    "“": '"',
    "’": "'",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
}


def prepare() -> None:
    """Make standard output and error write every text, on a console of any code page."""
    codecs.register_error(HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=HANDLER)


def say(line: str) -> None:
    """One line of result or progress, shown at once."""
    _write(sys.stdout, line)


def say_wrong(line: str) -> None:
    """One line about what is wrong."""
    _write(sys.stderr, line)


def _write(stream: IO[str], line: str) -> None:
    try:
        stream.write(line + "\n")
        stream.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _plain(error: UnicodeError) -> tuple[str, int]:
    """The nearest signs that every code page has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign) or _letter(sign) for sign in text), error.end


def _letter(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return plain or "?"
