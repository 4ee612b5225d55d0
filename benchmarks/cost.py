"""What a command costs: seconds on the clock and memory of its largest process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Cost", "cost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of one command: seconds on the clock and of processor time, and MB (1e6 bytes) of its largest process.

    Children are included. The processor time says what an idle machine with one core would take.
    """

    seconds: float
    processor_seconds: float
    megabytes: float


# Measured in a process of its own: RUSAGE_CHILDREN is the largest of all descendants that were waited for.
WATCH = (
    "import resource, subprocess, sys, time;"
    "start = time.perf_counter();"
    "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode;"
    "seconds = time.perf_counter() - start;"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
    "print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6);"
    "sys.exit(code)"
)


def cost(command: Sequence[str]) -> Cost:
    """Run the command once."""
    done = subprocess.run([sys.executable, "-c", WATCH, *command], check=True, capture_output=True, text=True)
    seconds, processor_seconds, megabytes = map(float, done.stdout.split())
    return Cost(seconds=seconds, processor_seconds=processor_seconds, megabytes=megabytes)
