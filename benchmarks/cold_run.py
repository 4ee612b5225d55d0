"""Time and memory of a cold run, against importing the usual libraries in the same environment.

Exits with 1 when a target is missed: a run at most 3 times the import of pandas, statsmodels and matplotlib, its
largest process below 300 MB, and ``import evaluera`` at most half of ``import pandas``.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cost import Cost, cost

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "measured" / "cold_run.md"
EVALUATION = ROOT / "data" / "sicily-smoking-ban" / "evaluation.yaml"
USUAL_IMPORTS = "import pandas, statsmodels.api, matplotlib.pyplot"
REPEATS = 5
LONGEST_RUN, LARGEST_PROCESS, LONGEST_IMPORT = 3.0, 300.0, 0.5


def best(command: Sequence[str]) -> Cost:
    """The fastest of several runs after one that fills the caches, and the largest memory of all."""
    cost(command)
    costs = [cost(command) for _ in range(REPEATS)]
    return Cost(
        seconds=min(c.seconds for c in costs),
        processor_seconds=min(c.processor_seconds for c in costs),
        megabytes=max(c.megabytes for c in costs),
    )


def imports(code: str) -> list[str]:
    """The command that runs ``code`` in a fresh interpreter."""
    return [sys.executable, "-c", code]


def main() -> int:
    """Measure, write the table, and say whether the targets are met."""
    nothing = best(imports("pass")).seconds
    usual = best(imports(USUAL_IMPORTS))
    pandas, ours = (best(imports(f"import {name}")).seconds - nothing for name in ("pandas", "evaluera"))
    with tempfile.TemporaryDirectory() as folder:
        evaluera = str(Path(sys.executable).with_name("evaluera"))
        run = best([evaluera, "run", str(EVALUATION), "--formats", "html", "--out", folder])
    rows = [
        ("cold `evaluera run`, HTML, against the usual imports", run.seconds / usual.seconds, LONGEST_RUN, "times"),
        ("largest process of the run", run.megabytes, LARGEST_PROCESS, "MB"),
        ("`import evaluera` against `import pandas`", ours / pandas, LONGEST_IMPORT, "times"),
    ]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, fastest of {REPEATS} runs"
    table = ["| measured | value | target | unit |", "|---|---|---|---|"]
    table += [f"| {name} | {value:.2f} | at most {target:g} | {unit} |" for name, value, target, unit in rows]
    seconds = f"Run {run.seconds:.2f} s; `{USUAL_IMPORTS}` {usual.seconds:.2f} s. {machine}."
    TABLE.write_text("\n".join([*table, "", seconds, ""]), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
    return int(any(value > target for _, value, target, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
