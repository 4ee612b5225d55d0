"""Write the example anew: `PYTHONPATH=benchmarks python -m umea_vaxer [folder]`."""

from __future__ import annotations

import sys
from pathlib import Path

from umea_vaxer.truth import FOLDER, truth
from umea_vaxer.writing import write_all

if __name__ == "__main__":
    write_all(truth(), Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
