"""Page one: title, ribbons, five sentences, one figure, the verdicts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.drawings import Picture, pictures
from evaluera.report.fragments import figure, table
from evaluera.report.markup import Html, element
from evaluera.report.results_record import digest
from evaluera.report.section import Section
from evaluera.tables.verdicts import verdicts_table
from evaluera.text.answers import Answer, five_answers
from evaluera.text.messages import message
from evaluera.text.numbers import period_span

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.evaluation.record import Edition
    from evaluera.parameters.models import Parameters

__all__ = ["evaluated_on", "front_page", "ribbons", "ribbons_of"]


def front_page(evaluation: Evaluation) -> Section:
    """Page one of the report: what was done, what changed, how sure, what else, what next.

    Parameters
    ----------
    evaluation
        What :func:`evaluera.run` gave.

    Returns
    -------
    Section
        Shows itself at the end of a notebook cell; names all figures that the report must hold.
    """
    language = evaluation.language
    answers = five_answers(evaluation.results[evaluation.primary_id], language)
    drawn = pictures(evaluation, language)
    lead = lead_picture(evaluation, language)
    body = element(
        "section",
        element("h1", evaluation.title, id="title"),
        element("p", _standfirst(evaluation, language), class_="standfirst"),
        [element("p", ribbon, class_="ribbon") for ribbon in ribbons(evaluation, language)],
        _summary(answers, language),
        figure(lead, language=language) if lead else None,
        table(verdicts_table(evaluation.results, language, primary=evaluation.primary_id)),
        comment(evaluation.folder, "front_page", language),
        _foot(evaluation, language),
        class_="front",
        data_section="front_page",
        aria_labelledby="title",
    )
    return Section(
        name="front_page",
        body=body,
        plain="\n\n".join([evaluation.title, *(answer.text for answer in answers)]),
        figures=(lead.name,) if lead else (),
        document={
            "title": evaluation.title,
            "edition": edition(evaluation, language),
            "language": language,
            "figures": [picture.name for picture in drawn],
            "results": digest(evaluation),
        },
    )


def evaluated_on(year: int | str, today: dt.date) -> dt.date:
    """The evaluation date: the earlier of 31 December of the year and today.

    Examples
    --------
    >>> evaluated_on(2024, dt.date(2026, 2, 1)), evaluated_on("all", dt.date(2026, 2, 1))
    (datetime.date(2024, 12, 31), datetime.date(2026, 2, 1))
    """
    return min(dt.date(year, 12, 31), today) if isinstance(year, int) else today


def edition(evaluation: Evaluation, language: str) -> str:
    """What this report is called among those of other years."""
    if isinstance(evaluation.year, int):
        return message("report.front.edition", language, year=evaluation.year)
    return message("report.front.edition_all", language)


def ribbons(evaluation: Evaluation, language: str) -> list[str]:
    """What must be said across the whole page: invented, preliminary, not to be published."""
    return ribbons_of(evaluation.parameters, language, edition=evaluation.edition)


def ribbons_of(parameters: Parameters, language: str, *, edition: Edition | None = None) -> list[str]:
    """The same for settings alone."""
    found = []
    if parameters.synthetic:
        found.append(message("report.ribbon.synthetic", language))
    if edition is not None and edition.preliminary_from is not None:
        values = {"period": edition.preliminary_from, "season_length": edition.season_length}
        found.append(message("report.ribbon.preliminary", language, **values))
    return [*found, message("report.ribbon.working", language)]


def lead_picture(evaluation: Evaluation, language: str) -> Picture | None:
    """The figure of page one: the first of the main analysis."""
    return next(
        (picture for picture in pictures(evaluation, language) if picture.analysis == evaluation.primary_id), None
    )


def _standfirst(evaluation: Evaluation, language: str) -> str:
    """Municipality, edition, the period of the data and the date, on one line."""
    figures = evaluation.edition
    parts = [
        evaluation.parameters.project.municipality,
        edition(evaluation, language),
        message("report.front.period", language, span=_span(figures, language)),
    ]
    parts.append(message("report.front.made", language, date=evaluated_on(evaluation.year, dt.date.today())))
    return " · ".join(part for part in parts if part)


def _span(figures: Edition, language: str) -> str:
    return period_span(figures.first, figures.last, language, season_length=figures.season_length)


def _summary(answers: tuple[Answer, ...], language: str) -> Html:
    """The five answers, each below its question."""
    rows = [element("li", element("b", answer.question), " ", element("span", answer.text)) for answer in answers]
    return element("ol", rows, class_="summary", aria_label=message("report.summary.heading", language))


def _foot(evaluation: Evaluation, language: str) -> Html:
    owner = evaluation.parameters.project.owner
    sources = sorted({source.source for source in evaluation.parameters.data if source.source})
    lines = [
        message("report.front.by", language, owner=owner) if owner else message("report.front.by_unknown", language),
        message("report.front.source", language, source="; ".join(source.rstrip(".") for source in sources))
        if sources
        else message("report.front.no_source", language),
        message("report.front.small_numbers", language),
        message("report.front.annex", language),
    ]
    return element("div", [[element("p", line), " "] for line in lines], class_="foot")
