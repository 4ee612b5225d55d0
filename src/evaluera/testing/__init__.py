"""For authors of methods: does a method keep what evaluera promises, and do its intervals hold?

Call :func:`check_method` and :func:`calibrate` in the tests of your own package. A method that passes the first gets
report, figure, table and text from evaluera without any change there; the second says how often it is right.
"""

from __future__ import annotations

from evaluera.testing.calibration import Calibration, calibrate
from evaluera.testing.contract import check_method

__all__ = ["Calibration", "calibrate", "check_method"]
