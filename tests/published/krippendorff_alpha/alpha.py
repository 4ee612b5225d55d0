"""Krippendorff's alpha from the Python package krippendorff: python alpha.py > alpha.json (numpy and krippendorff)."""

import json
import sys
from importlib.metadata import version

import krippendorff
import numpy as np

NO = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, part C: four observers, twelve units, missing codes.
# Printed there: nominal 0.743, ordinal 0.815.
TEXTBOOK = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3],
    [NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO],
]
# The same source, part A: two observers, two codes. Printed there: 0.095.
BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]


def valence(seed: int, coders: int, units: int, missing: float) -> list[list[float | None]]:
    """Coders that agree more often than not on -2 to 2, some codes missing at random."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(-2, 3, units)
    codes = np.clip(truth + rng.choice([-1, 0, 0, 0, 1], size=(coders, units)), -2, 2)
    kept = rng.random((coders, units)) >= missing
    return [[int(c) if k else NO for c, k in zip(*row, strict=True)] for row in zip(codes, kept, strict=True)]


cases = {
    "textbook": TEXTBOOK,
    "binary": BINARY,
    "valence_two": valence(1, 2, 60, 0.0),
    "valence_five": valence(2, 5, 40, 0.4),
}
out: dict[str, object] = {"made_by": f"krippendorff {version('krippendorff')}, numpy {np.__version__}"}
for name, codes in cases.items():
    data = np.array(codes, dtype=float)
    out[name] = {
        "codes": codes,
        **{scale: float(krippendorff.alpha(data, level_of_measurement=scale)) for scale in ("nominal", "ordinal")},
    }
sys.stdout.write(json.dumps(out, indent=1).replace("\n   ", " ").replace("\n  ]", "]") + "\n")
