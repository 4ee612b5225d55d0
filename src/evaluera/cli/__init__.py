"""The command line: parse, call, print."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 fine, 1 something wrong inside a file, 2 wrong usage or missing file.

    Parameters
    ----------
    arguments
        What stands after ``evaluera``; the arguments of the process when left out.

    Examples
    --------
    >>> main(["--version"])
    evaluera 0.1.0
    0
    """
    from evaluera.cli.session import session

    return session(sys.argv[1:] if arguments is None else list(arguments))
