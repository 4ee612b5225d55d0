"""Does the work with EST run: are observations sent in, acted on and checked?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.est_actions import backlog, check_back, long_term, recurrence, time_to_action
from evaluera.methods.process.est_rounds import observations, picture_on_time, reporter_response
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Est"]

_ROUNDS, _ACTIONS = ("est_round",), ("est_action",)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="PE01",
        theme="est",
        unit="share",
        dimension="fidelity",
        tables=_ROUNDS,
        uncertainty="full_count",
        compute=reporter_response,
        banded=True,
    ),
    Indicator(
        id="PE02",
        theme="est",
        unit="count",
        dimension="context",
        tables=("est_report", "est_round"),
        uncertainty="poisson",
        compute=observations,
    ),
    Indicator(
        id="PE03",
        theme="est",
        unit="days",
        dimension="timeliness",
        tables=_ACTIONS,
        uncertainty="kaplan_meier",
        compute=time_to_action,
    ),
    Indicator(
        id="PE04",
        theme="est",
        unit="count",
        dimension="structure",
        tables=_ACTIONS,
        uncertainty="full_count",
        compute=backlog,
    ),
    Indicator(
        id="PE05",
        theme="est",
        unit="share",
        dimension="follow_up",
        tables=_ACTIONS,
        uncertainty="full_count",
        compute=check_back,
        banded=True,
    ),
    Indicator(
        id="PE06",
        theme="est",
        unit="share",
        dimension="mechanism",
        tables=_ACTIONS,
        uncertainty="full_count",
        compute=recurrence,
    ),
    Indicator(
        id="PE07",
        theme="est",
        unit="share",
        dimension="fidelity_to_est",
        tables=_ACTIONS,
        uncertainty="full_count",
        compute=long_term,
    ),
    Indicator(
        id="PE08",
        theme="est",
        unit="share",
        dimension="fidelity",
        tables=_ROUNDS,
        uncertainty="full_count",
        compute=picture_on_time,
        banded=True,
    ),
)


class Est(ThemeMethod):
    """Does the work with EST run: are observations sent in, acted on and checked?

    Reporters who answer, observations per round and reporter, days from decision to done, actions that wait, checks
    that they helped, and pictures of the situation published in time. EST (effektiv samordning för trygghet) is a way
    of working in which partners report what they see, round by round, and decide together what to do about it.

    Assumptions
    -----------
    A report belongs to the period of its round. An action that is still open is no faster or slower than others open as
    long. Observations come one by one: where one person reports the same thing many times, their interval is too
    narrow.

    When not to use
    ---------------
    As a measure of crime in rounds where few reporters answered: they are marked, and the number per reporter is the
    one to compare. As an outcome before and after something, see :func:`evaluera.panel_from_est`.

    References
    ----------
    Kaplan and Meier (1958), JASA 53:457; Garwood (1936), Biometrika 28:437; Brå (2016), Samverkan i lokalt
    brottsförebyggande arbete.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> rounds = {"round_id": ["r1", "r2"], "area_id": ["a", "a"], "period": ["2024-01", "2024-02"]}
    >>> reporters = {"expected_reporters": [10, 10], "received_reporters": [9, 7]}
    >>> tables = process_tables(est_round=pd.DataFrame(rounds | reporters))
    >>> result = evaluera.estimate("est", tables, year=2024)
    >>> result.of("PE01").value, result.of("PE01", variant="low_rounds").value
    (0.8, 1.0)
    """

    name: ClassVar[str] = "est"
