"""The limits that process indicators use: parameters with a documented default."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evaluera.methods.method import Params

__all__ = ["Limits"]


def _share(default: float, description: str) -> float:
    return Field(default=default, ge=0.0, le=1.0, description=description, examples=[default])


def _whole(default: int, description: str, *, least: int = 0) -> int:
    return Field(default=default, ge=least, description=description, examples=[default])


class Limits(Params):
    """What counts as low, late, small or answered (``trösklar`` in evaluation.yaml)."""

    low_below: float = _share(0.60, "Shares below this are low.")
    high_from: float = _share(0.80, "Shares from this on are high.")
    fewest_for_band: int = _whole(5, "No band below this many.", least=1)
    partly_counts: float = _share(0.5, "What a partly held session counts in the second delivery rate.")
    start_days: int = _whole(14, "An activity begins on time within so many days of its planned start.")
    picture_days: int = _whole(7, "A situation picture is on time within so many days after the period of its round.")
    report_months: int = _whole(3, "A promise is reported back within so many months.")
    response_from: float = _share(0.80, "Rounds with a lower share of reporters are flagged.")
    staffed_from: float = _share(0.80, "Months with a lower share of the planned staff are counted.")
    balanced_from: float = Field(
        default=0.8, gt=0.0, description="Lowest ratio of a group to its share of residents.", examples=[0.8]
    )
    balanced_to: float = Field(
        default=1.25, gt=0.0, description="Highest ratio of a group to its share of residents.", examples=[1.25]
    )
    youth: tuple[str, ...] = Field(
        default=("age_0_15", "age_16_19", "age_20_24"),
        description="Age groups that are youth.",
        examples=[["age_16_19", "age_20_24"]],
    )
    tie_from: int = _whole(3, "Levels of collaboration from this on are a tie.")
    agree_from: int = _whole(4, "Answers from this on agree.")
    good_from: int = _whole(4, "Ratings from this on are good.")
    fewest_persons: Literal[3, 5, 10] = Field(
        default=5, description="Smaller numbers of persons are not shown.", examples=[5]
    )
    nearest_persons: Literal[1, 5] = Field(
        default=1, description="Numbers of persons that are shown are rounded to the nearest so many.", examples=[5]
    )
    fewest_for_reliability: int = _whole(30, "The reliability of a scale needs so many complete answers.", least=3)
    coders_agree_from: float = _share(0.80, "Coders agree well from this alpha on.")
    coders_tentative_from: float = _share(0.67, "Agreement of coders allows tentative conclusions from this alpha on.")
    decay: float = _share(1.0, "What remains of a dose after a month, in the cumulative dose.")
    action_days: tuple[int, ...] = Field(
        default=(30, 90), description="Shares of actions done within so many days.", examples=[[30, 90]]
    )
    finding_days: int = _whole(90, "Share of findings fixed within so many days.")
    picture_months: int = _whole(24, "A situation picture is current for so many months.")
    log_days: int = _whole(30, "Rows logged later than so many days after the session.")
    generalise: bool = Field(
        default=False,
        description="Take participants as a sample of more to come: representativeness has a 95 % interval.",
        examples=[False],
    )
    cause_limit: int = _whole(5, "Causes with this priority or a stronger one are prioritised.", least=1)
    victimisation_measures: tuple[str, ...] = Field(
        default=("utsatthet", "utsatta", "victimisation"),
        description="Survey measures of victimisation, by name or the beginning of it.",
        examples=[["utsatthet"]],
    )
    reported_measures: tuple[str, ...] = Field(
        default=("anmalt", "anmalningsandel", "reported_share"),
        description="Survey measures of the share of victims who reported to the police.",
        examples=[["anmalningsandel"]],
    )
    police_initiated_measures: tuple[str, ...] = Field(
        default=("polisinitierat", "police_initiated"),
        description="Published share of crimes that the police found themselves.",
        examples=[["polisinitierat"]],
    )
