"""``python -m calibration``: run what is missing, write tables and figures."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from calibration.running import run_suite
from calibration.suites import MODELS, cells

MEASURED = Path(__file__).resolve().parents[2] / "docs" / "measured"
REPLICATES = 1000


def main() -> int:
    """Calibrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suites", default=",".join(MODELS))
    parser.add_argument("--models", default="")
    parser.add_argument("--replicates", type=int, default=REPLICATES)
    parser.add_argument("--minutes", type=float, default=24 * 60.0)
    given = parser.parse_args()
    until = time.monotonic() + 60 * given.minutes
    grids = cells()
    for suite in given.suites.split(","):
        models = given.models.split(",") if given.models else MODELS[suite]
        path = MEASURED / f"calibration_{suite}.csv"
        run_suite(suite, grids[suite], path=path, replicates=given.replicates, models=models, until=until)
    return 0


if __name__ == "__main__":
    sys.exit(main())
