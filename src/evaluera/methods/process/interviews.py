"""What do those involved say, and do coders read it the same way?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.coded_segments import coder_agreement, saturation, theme_prevalence
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Interviews"]

_SEGMENTS = ("segment",)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PI01",
        theme="interviews",
        unit="share",
        dimension="mechanism",
        tables=_SEGMENTS,
        uncertainty="full_count",
        compute=theme_prevalence,
    ),
    Indicator(
        id="PI02",
        theme="interviews",
        unit="index",
        dimension="quality",
        tables=_SEGMENTS,
        uncertainty="bootstrap",
        compute=coder_agreement,
    ),
    Indicator(
        id="PI03",
        theme="interviews",
        unit="count",
        dimension="quality",
        tables=_SEGMENTS,
        uncertainty="range",
        compute=saturation,
        research=True,
    ),
)


class Interviews(ThemeMethod):
    """What do those involved say, and do coders read it the same way?

    Coded segments of interviews (the texts stay outside): interviews with each theme, agreement of coders
    (Krippendorff's alpha), and new codes for each further interview. Segments have no date: the numbers are the same
    whatever the year.

    Assumptions
    -----------
    A theme counts in an interview when any coder found it. Coders worked independently.

    When not to use
    ---------------
    To say how common an opinion is among all concerned: those interviewed were chosen, not drawn.

    References
    ----------
    Krippendorff (2019), Content Analysis, 4th ed., chapter 12; Guest, Bunce and Johnson (2006), Field Methods 18:59.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> coded = {"segment_id": ["s1", "s2", "s3"], "interview_id": ["i1", "i2", "i3"], "coder": "k1", "role": "officer"}
    >>> segment = pd.DataFrame(coded | {"theme": ["trust", "time", "trust"], "code": ["a", "b", "a"]})
    >>> result = evaluera.estimate("interviews", process_tables(segment=segment), year=2024)
    >>> trust = result.of("PI01", split="theme", part="trust")
    >>> trust.numerator, trust.denominator
    (2.0, 3.0)
    """

    name: ClassVar[str] = "interviews"
