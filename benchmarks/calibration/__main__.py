"""``python -m calibration``: measure what is missing, then write the tables and figures of the documentation.

The measurements stand in ``docs/measured/calibration_*.csv``; a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from calibration.measuring import SEED
from calibration.pictures import pictures
from calibration.running import run_suite
from calibration.store import Measured, Store
from calibration.suites import DEFAULT, MODELS, cells
from calibration.tables import tables, targets_table

MEASURED = Path(__file__).resolve().parents[2] / "docs" / "measured"
REPLICATES, QUICK = 1000, 20


def main() -> int:
    """Calibrate."""
    given = _arguments()
    print(f"seed {SEED}", flush=True)
    if given.quick:
        print(targets_table({suite: _measured(suite, given, path=None) for suite in MODELS}))
        print(f"{QUICK} draws a cell: the worst of many cells says little, the real series say what they say.")
        return 0
    for suite in given.suites.split(","):
        _measured(suite, given, path=_file(suite))
    rows = {suite: list(Store(_file(suite))) for suite in MODELS}
    tables(rows, MEASURED)
    pictures(rows, MEASURED)
    print(targets_table(rows))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suites", default=",".join(MODELS), help="some suites only")
    parser.add_argument("--models", default="", help="some models only")
    parser.add_argument("--replicates", type=int, default=REPLICATES, help="draws a cell")
    parser.add_argument("--minutes", type=float, default=24 * 60.0, help="stop then; the next run goes on")
    parser.add_argument("--quick", action="store_true", help="few draws, the defaults only, nothing is written")
    given = parser.parse_args()
    given.until = time.monotonic() + 60.0 * given.minutes
    return given


def _file(suite: str) -> Path:
    return MEASURED / f"calibration_{suite}.csv"


def _measured(suite: str, given: argparse.Namespace, *, path: Path | None) -> Sequence[Measured]:
    """Run one suite as far as the time goes."""
    models = given.models.split(",") if given.models else MODELS[suite]
    replicates = QUICK if given.quick else given.replicates
    chosen = [DEFAULT[suite]] if given.quick else models
    grid = [cell for cell in cells()[suite] if not (given.quick and cell.name.startswith("estimand"))]
    begun = time.monotonic()
    store = run_suite(suite, grid, path=path, replicates=replicates, models=chosen, until=given.until)
    print(f"{suite}: {time.monotonic() - begun:.0f} s", flush=True)
    return list(store)


if __name__ == "__main__":
    sys.exit(main())
