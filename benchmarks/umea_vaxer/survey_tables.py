"""Surveys: of partners and their ties in two waves, of residents, and the published share beside them."""

from __future__ import annotations

from typing import Any

import numpy as np

from umea_vaxer.frame_tables import CITY, area_id
from umea_vaxer.goal_values import goal_values
from umea_vaxer.truth import Truth

__all__ = ["survey_tables"]

Row = dict[str, Any]

_WAVES = ("2022", "2024")
_INVITED = {"umebra": 6, "polisen": 9, "socialtjansten": 9, "skolan": 10, "fritid": 8, "bostadsbolaget": 7, "gator": 4}
_ITEMS = (
    ("s1", "samverkan", "Vi har en gemensam bild av problemen", "We share a picture of the problems", False),
    ("s2", "samverkan", "Vi vet vem som gör vad", "We know who does what", False),
    ("s3", "samverkan", "Mötena leder till beslut", "The meetings lead to decisions", False),
    ("s4", "samverkan", "Samverkan tar mer tid än den ger", "Collaboration takes more time than it gives", True),
    ("g1", "genomforande", "Vår organisation har tid för arbetet", "Our organisation has time for the work", False),
    ("g2", "genomforande", "Besluten blir genomförda", "The decisions are carried out", False),
)
_TIED = ("umebra", "polisen", "socialtjansten", "skolan", "fritid", "bostadsbolaget", "handeln")
_SILENT = {"2022": ("handeln",), "2024": ("handeln", "fritid")}
"""Organisations that did not answer about their ties."""

_RESIDENTS = 70
"""Answers in each district and wave of the residents' own survey."""


def survey_tables(truth: Truth) -> dict[str, list[Row]]:
    """The tables of the packs of surveys and of ties."""
    return {
        "survey_item": [
            dict(zip(("item_id", "scale_id", "text_sv", "text_en", "reversed"), each, strict=True)) for each in _ITEMS
        ],
        "survey_invitation": [
            {"wave": wave, "org_id": org, "invited_n": n} for wave in _WAVES for org, n in _INVITED.items()
        ],
        "partner_survey": [row for wave in _WAVES for row in _answers(wave, truth)],
        "partner_tie": [row for wave in _WAVES for row in _ties(wave, truth)],
        "survey_estimate": _published(truth),
        "survey_micro": [row for wave in _WAVES for row in _residents(wave, truth)],
    }


def _answers(wave: str, truth: Truth) -> list[Row]:
    """Seven in ten answer; who is content is content with most things; some say that they do not know."""
    random = truth.random(f"partner survey {wave}")
    rows: list[Row] = []
    for org, invited in _INVITED.items():
        for number in range(1, int(random.binomial(invited, 0.72)) + 1):
            content = 3.4 + (0.2 if wave == "2024" else 0.0) + 0.8 * random.standard_normal()
            for item, *_, reversed_ in _ITEMS:
                value = int(np.clip(round(content + 0.7 * random.standard_normal()), 1, 5))
                known = random.uniform() > 0.06
                answer = (6 - value if reversed_ else value) if known else None
                rows.append(
                    {"wave": wave, "respondent_id": f"{org}-{number}", "org_id": org, "item_id": item, "value": answer}
                )
    return rows


def _ties(wave: str, truth: Truth) -> list[Row]:
    """Every organisation that answers lists all others."""
    random = truth.random("ties")
    levels = {(one, two): float(random.uniform(0.5, 4.2)) for one in _TIED for two in _TIED if one != two}
    closer = 0.4 if wave == "2024" else 0.0
    return [
        {
            "wave": wave,
            "from_org": one,
            "to_org": two,
            "level": int(np.clip(round(level + closer + (0.8 if "umebra" in (one, two) else 0.0)), 0, 5)),
            "trust": int(np.clip(round(2.0 + 0.6 * level), 1, 5)),
        }
        for (one, two), level in levels.items()
        if one not in _SILENT[wave]
    ]


def _published(truth: Truth) -> list[Row]:
    """The made-up survey of the police area, as it would be published; the method changed once."""
    survey = truth.unsafe
    values = goal_values(truth)["trygghet"]
    return [
        {
            "source": "Trygghetsundersökning (syntetisk)",
            "year": year,
            "area_id": CITY,
            "measure_id": "ntu-otrygg",
            "value": found.value,
            "ci_low": found.low,
            "ci_high": found.high,
            "n": found.n,
            "mode": "post_web" if year >= (survey.method_break or 0) else "telephone",
            "comparable_from": survey.method_break if year >= (survey.method_break or 0) else survey.years[0],
            "reference_year": year,
        }
        for year, found in values.items()
    ]


def _residents(wave: str, truth: Truth) -> list[Row]:
    """Whether residents feel unsafe in their district (1 or 0), weighted to its residents."""
    rows: list[Row] = []
    for area in truth.crime.treated:
        random = truth.random(f"residents {wave} {area.name}")
        weight = round(area.residents_in(int(wave)) / _RESIDENTS, 2)
        share = 0.30 if wave == "2022" else 0.27
        for number in range(1, _RESIDENTS + 1):
            name = area_id(area.name)
            row = {"respondent_id": f"{name}-{number}", "wave": wave, "area_id": name, "stratum": name}
            rows.append(row | {"weight": weight, "item_id": "otrygg", "value": int(random.uniform() < share)})
    return rows
