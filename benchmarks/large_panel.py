"""All municipalities at once: 290 areas, 10 outcomes, 120 months, through the public API on one core.

Exits with 1 when a target is missed: two minutes of processor time, 500 MB.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from cost import cost

TABLE = Path(__file__).resolve().parents[1] / "docs" / "measured" / "large_panel.md"
AREAS, OUTCOMES, MONTHS = 290, 10, 120
LONGEST, LARGEST = 120.0, 500.0

RUN = f"""
import numpy, pandas, evaluera
random = numpy.random.default_rng(20260101)
months = pandas.period_range("2013-01", periods={MONTHS}, freq="M").astype(str)
season = 1.0 + 0.2 * numpy.cos(numpy.arange({MONTHS}) * numpy.pi / 6)
mean = random.lognormal(3.0, 1.0, ({AREAS}, {OUTCOMES}, 1)) * season
frame = pandas.DataFrame(
    {{
        "area": numpy.repeat([f"{{1 + i:04d}}" for i in range({AREAS})], {MONTHS}),
        "month": numpy.tile(months, {AREAS}),
        **{{f"outcome{{k}}": random.poisson(mean[:, k]).ravel() for k in range({OUTCOMES})}},
    }}
)
outcomes = [f"outcome{{k}}" for k in range({OUTCOMES})]
panel = evaluera.panel(frame, period="month", value=outcomes, area="area")
result = evaluera.estimate("interrupted_time_series", panel, start="2019-01")
assert len(result.primary()) == {AREAS * OUTCOMES}, len(result.primary())
"""


def main() -> int:
    """Measure, write the table, and say whether the targets are met."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    run = cost([sys.executable, "-c", RUN])
    rows = [
        ("from a data frame to all results, processor time", run.processor_seconds, LONGEST, "s"),
        ("largest process", run.megabytes, LARGEST, "MB"),
    ]
    table = ["| measured | value | target | unit |", "|---|---|---|---|"]
    table += [f"| {name} | {value:.0f} | below {target:g} | {unit} |" for name, value, target, unit in rows]
    size = f"{AREAS} areas x {OUTCOMES} outcomes x {MONTHS} months"
    said = f"{size}, Python {platform.python_version()}, one core, one run; {run.seconds:.0f} s on the clock."
    TABLE.write_text("\n".join([*table, "", said, ""]), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))
    return int(any(value > target for _, value, target, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
