"""The programme theory, the causes behind it, and what was said in interviews, coded."""

from __future__ import annotations

from typing import Any

from umea_vaxer.goal_tables import GOALS
from umea_vaxer.truth import Truth

__all__ = ["theory_tables"]

Row = dict[str, Any]

_LINK = ("from_node", "to_node", "mechanism", "prior_evidence", "indicator_id", "expected_lag_months")
_INPUT = "Tre processledare"
_LINKS: tuple[tuple[Any, ...], ...] = (
    (_INPUT, "est-samordning", "Någon håller ihop arbetet", "moderate", "PB05", 0),
    ("est-samordning", "samverkan", "Gemensam lägesbild", "moderate", "PE01", 3),
    ("est-samordning", "Brister åtgärdas snabbt", "Ansvar pekas ut", "moderate", "PE03", 3),
    ("Brister åtgärdas snabbt", "brott", "Färre tillfällen till brott", "moderate", None, 12),
    ("kvall-ersboda", "Unga har vuxna omkring sig", "Tillsyn och relation", "moderate", "PR01", 6),
    ("kvall-alidhem", "Unga har vuxna omkring sig", "Tillsyn och relation", "moderate", "PR01", 6),
    ("Unga har vuxna omkring sig", "brott", "Färre konflikter", "weak", None, 12),
    ("belysning-alidhem", "brott", "Ökad upptäcktsrisk", "strong", None, 1),
    ("poliskvall-alidhem", "Polisen syns", "Närvaro på rätt tider", "moderate", "PL02", 1),
    ("Polisen syns", "trygghet", "Boende litar på att få hjälp", "weak", "ntu-otrygg", 12),
    ("nattvandring-ersboda", "trygghet", "Vuxna ute på kvällen", "weak", "ntu-otrygg", 12),
    ("vandring-ersboda", "Platser blir bättre", "Boende pekar ut brister", "weak", "PW01", 6),
    ("vandring-alidhem", "Platser blir bättre", "Boende pekar ut brister", "weak", "PW01", 6),
    ("vandring-mariehem", "Platser blir bättre", "Boende pekar ut brister", "weak", "PW01", 6),
    ("Platser blir bättre", "trygghet", "Färre otrygga platser", "moderate", "ntu-otrygg", 12),
    ("vandring-ersboda", "delaktighet", "Boende bjuds in", "weak", "PW02", 1),
    ("foraldrastod-mariehem", "Föräldrar sätter gränser", "Kunskap och stöd", "moderate", "PR01", 6),
    ("skolteam-mariehem", "Elever går i skolan", "Tidig kontakt", "moderate", "PR01", 6),
    ("Föräldrar sätter gränser", "antd", "Mindre alkohol hemma", "moderate", "skolenkat-alkohol", 24),
    ("Elever går i skolan", "antd", "Mer tid i trygg miljö", "weak", "skolenkat-alkohol", 24),
    ("spelinformation", "spel", "Kunskap om risker", "none", None, 24),
)  # fmt: skip

_CAUSES = (
    ("vuxna", "Få vuxna där unga är på kvällar", "place_situation", "direct", "est", 1),
    ("morker", "Mörka gångvägar och skymd sikt", "place_situation", "direct", "resident", 2),
    ("skola", "Hög frånvaro från skolan", "offender", "indirect", "statistics", 2),
    ("foraldrar", "Föräldrar saknar stöd i frågor om alkohol", "offender", "indirect", "professional", 3),
    ("trangt", "Trångboddhet gör att unga är ute sent", "offender", "indirect", "professional", 4),
    ("splittrat", "Flera ansvariga utan gemensam lägesbild", "place_situation", "indirect", "professional", 3),
    ("spel", "Lätt att spela om pengar på nätet", "victim_target", "indirect", "research", None),
)

_MEETS = {
    "kvall-ersboda": "vuxna",
    "kvall-alidhem": "vuxna",
    "nattvandring-ersboda": "vuxna",
    "poliskvall-alidhem": "vuxna",
    "belysning-alidhem": "morker",
    "vandring-ersboda": "morker",
    "vandring-alidhem": "morker",
    "vandring-mariehem": "morker",
    "skolteam-mariehem": "skola",
    "foraldrastod-mariehem": "foraldrar",
    "est-samordning": "splittrat",
    "spelinformation": "spel",
}

_THEMES = ("Tid och resurser", "Gemensam lägesbild", "Stöd från ledningen", "Kontakt med boende")
_CONSTRUCTS = ("inner_setting", "process", "inner_setting", "outer_setting")
_INTERVIEWED = (
    ("processledare", "municipality", 3),
    ("kommunpolis", "police", 2),
    ("rektor", "school", 2),
    ("fritidsledare", "leisure", 3),
    ("områdeschef", "housing", 2),
)


def theory_tables(truth: Truth) -> dict[str, list[Row]]:
    """Links, causes, and coded segments of interviews."""
    names = ("cause_id", "problem", "dimension", "order", "evidence", "priority")
    return {
        "theory_link": [_link(number, each) for number, each in enumerate(_LINKS, start=1)],
        "cause": [dict(zip(names, each, strict=True)) for each in _CAUSES],
        "activity_cause": [{"activity_id": activity, "cause_id": cause} for activity, cause in _MEETS.items()],
        "segment": _segments(truth),
    }


def _link(number: int, written: tuple[Any, ...]) -> Row:
    row: Row = dict(zip(_LINK, written, strict=True))
    kinds = {"from_type": _node_type(row["from_node"]), "to_type": _node_type(row["to_node"])}
    return {"link_id": f"l{number}", **row, **kinds}


def _node_type(node: str) -> str:
    """An activity, a goal (the last outcome of a chain), what was put in, or what lies between."""
    if node in _MEETS:
        return "activity"
    if node in GOALS:
        return "long_outcome"
    return "input" if node == _INPUT else "short_outcome"


def _segments(truth: Truth) -> list[Row]:
    """Five segments an interview; every third is coded by two, who agree in most cases."""
    random = truth.random("segments")
    rows: list[Row] = []
    interviews = [(role, sector) for role, sector, number in _INTERVIEWED for _ in range(number)]
    for number, (role, sector) in enumerate(interviews, start=1):
        for part in range(1, 6):
            theme = int(random.integers(len(_THEMES)))
            common = {"segment_id": f"i{number}-{part}", "interview_id": f"i{number}", "role": role}
            common["org_sector"] = sector
            valence = int(random.integers(-2, 3))
            rows.append(common | _coding(theme, valence, "kodare1"))
            if part % 3 == 0:
                other = theme if random.uniform() < 0.85 else int(random.integers(len(_THEMES)))
                nearby = min(2, valence + int(random.uniform() < 0.3))
                rows.append(common | _coding(other, nearby, "kodare2"))
    return rows


def _coding(theme: int, valence: int, coder: str) -> Row:
    return {
        "code": f"kod{theme + 1}",
        "theme": _THEMES[theme],
        "construct": _CONSTRUCTS[theme],
        "valence": valence,
        "coder": coder,
    }
