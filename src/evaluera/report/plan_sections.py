"""The sections of a plan, for its notebook: what could be seen, and what the calculation rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.drawings import Picture
from evaluera.report.fragments import findings, part, table
from evaluera.report.markup import Html, element
from evaluera.report.opening import ribbons_of
from evaluera.report.section import Section
from evaluera.tables.ahead import ahead_table, assumed_table
from evaluera.text.looking_ahead import ahead
from evaluera.text.messages import message
from evaluera.text.synthetic_mark import synthetic_mark

if TYPE_CHECKING:
    from evaluera.evaluation.planning import Prospect
    from evaluera.results.power_analysis import PowerAnalysis

__all__ = ["front_page", "grounds", "plan_picture"]


def front_page(prospect: Prospect) -> Section:
    """What could be seen, in three sentences, a figure and a table.

    Parameters
    ----------
    prospect
        What :func:`evaluera.evaluation.planning.foresee` gave.
    """
    language, intention = prospect.language, prospect.intention
    said = ahead(prospect.power, language)
    title = message("plan.title", language, name=intention.parameters.title(language))
    picture = plan_picture(prospect.power, language, synthetic=intention.parameters.marked_synthetic)
    body = element(
        "section",
        element("h1", title, id="title"),
        [element("p", ribbon, class_="ribbon") for ribbon in ribbons_of(intention.parameters, language)],
        element("p", element("strong", said.headline), " ", said.need),
        element("p", said.basis),
        element("figure", picture.svg, element("figcaption", picture.drawn.caption), data_figure=picture.name),
        table(picture.table),
        class_="front",
        data_section="front_page",
        aria_labelledby="title",
    )
    return Section(
        name="front_page",
        body=body,
        plain=str(said),
        figures=(picture.name,),
        document={
            "title": title,
            "edition": _edition(intention.year, language),
            "language": language,
            "sheet": " · ".join(ribbons_of(intention.parameters, language)),
            "figures": [picture.name],
            "results": prospect.power.to_dict(),
        },
    )


def grounds(prospect: Prospect) -> Section:
    """How it was calculated, on which assumptions, and what it does not cover."""
    language, power = prospect.language, prospect.power
    gap = power.assumed.before - power.assumed.known
    later = ["later"] if gap > 0 else []
    keys = ["lead", "analysis", "stays", *later, "comparison", "use"]
    if power.assumed.comparison_areas:
        window = ["window"] if (power.assumed.season_length or 1) > 1 else []
        keys = ["lead_areas", f"analysis_{power.errors}", *window, "stays", *later, "comparison_areas", "use"]
    body = part(
        "grounds",
        findings([message(f"plan.grounds.{key}", language, gap=gap) for key in keys]),
        table(assumed_table(power, language)),
        heading=message("plan.section.grounds", language),
    )
    return Section(name="grounds", body=body, plain=str(power.assumed))


def plan_picture(power: PowerAnalysis, language: str, *, synthetic: bool | str = False) -> Picture:
    """The figure of a plan with its table."""
    from evaluera.figures.ahead_figure import draw_ahead
    from evaluera.figures.saving import svg

    drawn = draw_ahead(power, language, mark=synthetic_mark(synthetic, language))
    return Picture(
        name=drawn.name,
        analysis="plan",
        drawn=drawn,
        svg=Html(svg(drawn, prefix=drawn.name)),
        table=ahead_table(power, language),
    )


def _edition(year: str, language: str) -> str:
    return message("plan.edition" if year.isdigit() else "plan.edition_all", language, year=year)
