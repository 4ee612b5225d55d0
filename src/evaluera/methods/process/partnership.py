"""How do the partners work together, and what do they say of it?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.partner_answers import agreement, reliability, response_rate
from evaluera.methods.process.theme import ThemeMethod
from evaluera.methods.process.tie_levels import tie_centralisation, tie_density, tie_level, tie_reciprocity

__all__ = ["INDICATORS", "Partnership"]

_TIES = ("partner_tie",)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PS01",
        theme="partnership",
        unit="share",
        dimension="quality",
        tables=("partner_survey", "survey_invitation"),
        helped_by=("organisation",),
        uncertainty="full_count",
        compute=response_rate,
        banded=True,
    ),
    Indicator(
        id="PS02",
        theme="partnership",
        unit="index",
        dimension="collaboration",
        tables=_TIES,
        uncertainty="bounds",
        compute=tie_density,
    ),
    Indicator(
        id="PS03",
        theme="partnership",
        unit="scale",
        dimension="collaboration",
        tables=_TIES,
        uncertainty="full_count",
        compute=tie_level,
    ),
    Indicator(
        id="PS04",
        theme="partnership",
        unit="index",
        dimension="collaboration",
        tables=_TIES,
        uncertainty="full_count",
        compute=tie_reciprocity,
        research=True,
    ),
    Indicator(
        id="PS05",
        theme="partnership",
        unit="index",
        dimension="dependency",
        tables=_TIES,
        uncertainty="full_count",
        compute=tie_centralisation,
        research=True,
    ),
    Indicator(
        id="PS06",
        theme="partnership",
        unit="share",
        dimension="climate",
        tables=("partner_survey",),
        instead=("survey_micro",),
        helped_by=("survey_item", "organisation"),
        uncertainty="design_based",
        compute=agreement,
    ),
    Indicator(
        id="PS07",
        theme="partnership",
        unit="index",
        dimension="quality",
        tables=("partner_survey", "survey_item"),
        uncertainty="bootstrap",
        compute=reliability,
        research_variants=("omega",),
    ),
)


class Partnership(ThemeMethod):
    """How do the partners work together, and what do they say of it?

    Ties between organisations (level 0-5) as a network: density, mean level and its change, reciprocity and
    centralisation; the partner survey: response rate, share that agrees, and reliability of its scales; the share that
    agrees in the own survey among residents, with intervals that follow from how the sample was drawn.

    Assumptions
    -----------
    Each organisation answers for its own ties; one that did not is silent, not without ties, and the bounds say what it
    could have answered. The partner survey was sent to everybody concerned, so it has no interval; the survey among
    residents is a sample with the weights and strata that its table gives.

    When not to use
    ---------------
    Reliability of a scale with fewer than 30 complete answers (it is not computed); centralisation when many
    organisations are silent.

    References
    ----------
    Wasserman and Faust (1994), Social Network Analysis; Freeman (1979), Social Networks 1:215; Frey, Lohmeier, Lee and
    Tota (2006), American Journal of Evaluation 27:383 (levels of collaboration); Cronbach (1951), Psychometrika 16:297;
    McDonald (1999), Test Theory; Lumley (2004), J Stat Softw 9(8); Korn and Graubard (1998), Survey Methodology 24:193.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> ties = {"wave": "2024", "from_org": ["A", "A", "B", "B"], "to_org": ["B", "C", "A", "C"], "level": [4, 1, 3, 0]}
    >>> result = evaluera.estimate("partnership", process_tables(partner_tie=pd.DataFrame(ties)), year=2024)
    >>> density = result.of("PS02")
    >>> density.value, round(density.low, 4), round(density.high, 4)
    (0.5, 0.3333, 0.6667)
    """

    name: ClassVar[str] = "partnership"
