"""The command line: parse, call, print."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
"""Matrices of some hundred months are too small to share between cores: with several threads a run of many analyses
takes 2 to 4 times the processor time. Read by numpy when it is first imported, and by the notebook's own process."""


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
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    from evaluera.cli.session import session

    return session(sys.argv[1:] if arguments is None else list(arguments))
