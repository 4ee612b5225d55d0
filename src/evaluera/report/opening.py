"""Page one: title, ribbons, five sentences, one figure, the verdicts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.drawings import Picture, pictures
from evaluera.report.fragments import figure, table
from evaluera.report.markup import Html, element
from evaluera.report.process_drawings import process_pictures
from evaluera.report.products import ABOUT_GOALS, THEMES, Product, product_of, refuse_without_records
from evaluera.report.results_record import digest
from evaluera.report.section import Section
from evaluera.tables.verdicts import verdicts_table
from evaluera.text.answers import Answer, five_answers
from evaluera.text.messages import message
from evaluera.text.numbers import period_span
from evaluera.text.process_answers import next_year, process_answers
from evaluera.text.synthetic_mark import synthetic_mark

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.evaluation.record import Edition
    from evaluera.parameters.models import Parameters

__all__ = ["answers_of", "front_page", "headline_of", "ribbons", "ribbons_of", "shown_pictures", "title_of"]


MOST_VERDICTS = 4
"""With more rows of verdicts the figure of page one is smaller on paper, so that all of it is one page."""


def front_page(evaluation: Evaluation, report: str = "evaluation") -> Section:
    """Page one of the report: what was done, what changed, how sure, what else, what next.

    Parameters
    ----------
    evaluation
        What :func:`evaluera.run` gave.
    report
        ``evaluation``, or one of the separate products of the process half.

    Returns
    -------
    Section
        Shows itself at the end of a notebook cell; names all figures that the report must hold.
    """
    language, product = evaluation.language, product_of(report)
    refuse_without_records(product, records=evaluation.follow_up is not None)
    title = title_of(evaluation, product)
    answers = answers_of(evaluation, product)
    drawn = shown_pictures(evaluation, product)
    lead = lead_of(evaluation, product)
    with_effects = product == "evaluation" and bool(evaluation.results)
    verdicts = verdicts_table(evaluation.results, language, primary=evaluation.primary_id) if with_effects else None
    crowded = verdicts is not None and len(verdicts.rows) > MOST_VERDICTS
    kind = "product" if product != "evaluation" else "crowded" if crowded else ""
    body = element(
        "section",
        element("h1", title, id="title"),
        element("p", _standfirst(evaluation, product), class_="standfirst"),
        [element("p", ribbon, class_="ribbon") for ribbon in ribbons(evaluation, product)],
        _summary(answers, language),
        figure(lead, language=language) if lead else None,
        table(verdicts) if verdicts else None,
        comment(evaluation.folder, "front_page", language),
        _foot(evaluation, product),
        class_=f"front {kind}".rstrip(),
        data_section="front_page",
        aria_labelledby="title",
    )
    return Section(
        name="front_page",
        body=body,
        plain="\n\n".join([title, *(answer.text for answer in answers)]),
        figures=(lead.name,) if lead else (),
        document={
            "title": title,
            "edition": edition(evaluation, product),
            "language": language,
            "sheet": " · ".join(ribbons_of(evaluation.parameters, language)),
            "figures": [picture.name for picture in drawn],
            "results": digest(evaluation),
        },
    )


def answers_of(evaluation: Evaluation, product: Product) -> tuple[Answer, ...]:
    """The five answers: about the main analysis where there is one, else about what was done.

    What to do next year comes from the recommendations that were handed in, where there are records.
    """
    language, followed = evaluation.language, evaluation.follow_up
    if evaluation.primary is not None and _about_effects(evaluation, product):
        answers = five_answers(evaluation.primary, language)
        if followed is None or not followed.tables.has("recommendation"):
            return answers
        said = next_year(followed.tables, evaluated_on=followed.evaluated_on, language=language)
        return (*answers[:-1], replace(answers[-1], text=said))
    assert followed is not None
    return process_answers(
        followed.results,
        followed.tables,
        evaluated_on=followed.evaluated_on,
        language=language,
        themes=THEMES[product],
        low_below=followed.limits.low_below,
    )


def headline_of(evaluation: Evaluation, product: Product = "evaluation") -> str:
    """What the command line says of a run: the finding, or what was done.

    First the goals where a product is about them; never the effect where the report is about what was done.
    """
    if _about_effects(evaluation, product):
        return evaluation.statement(evaluation.language).headline
    done, changed, *_ = answers_of(evaluation, product)
    return f"{changed.text} {done.text}" if product in ABOUT_GOALS else done.text


def title_of(evaluation: Evaluation, product: Product) -> str:
    """The name of the initiative, and that of the product where it is a separate one."""
    if product == "evaluation":
        return evaluation.title
    return message(f"follow_up.title.{product}", evaluation.language, name=evaluation.title)


def edition(evaluation: Evaluation, product: Product) -> str:
    """What this report is called among those of other years, and until which day where that is not a whole year."""
    language, day = evaluation.language, evaluation.evaluated_on
    if not _about_effects(evaluation, product):
        if (day.month, day.day) == (12, 31):
            return message("follow_up.edition", language, year=day.year)
        return message("follow_up.edition_until", language, date=day)
    if isinstance(evaluation.year, int):
        return message("report.front.edition", language, year=evaluation.year)
    return message("report.front.edition_all", language)


def ribbons(evaluation: Evaluation, product: Product) -> list[str]:
    """What must be said across the whole page: invented, preliminary outcomes, not to be published."""
    edition = evaluation.edition if _about_effects(evaluation, product) else None
    return ribbons_of(evaluation.parameters, evaluation.language, edition=edition)


def ribbons_of(parameters: Parameters, language: str, *, edition: Edition | None = None) -> list[str]:
    """The same for settings alone."""
    mark = synthetic_mark(parameters.marked_synthetic, language)
    found = [] if mark is None else [mark]
    if edition is not None and edition.preliminary_from is not None:
        values = {"period": edition.preliminary_from, "season_length": edition.season_length}
        found.append(message("report.ribbon.preliminary", language, **values))
    return [*found, message("report.ribbon.working", language)]


def lead_picture(evaluation: Evaluation, language: str) -> Picture | None:
    """The figure of page one: the first of the main analysis, of the process half where nothing else is followed up."""
    if evaluation.primary is None:
        return lead_of(evaluation, "evaluation")
    return next(
        (picture for picture in pictures(evaluation, language) if picture.analysis == evaluation.primary_id), None
    )


def lead_of(evaluation: Evaluation, product: Product) -> Picture | None:
    """The figure of page one of a product: the effect where it can be judged, else plan against done."""
    if product == "evaluation" and evaluation.primary is not None:
        return lead_picture(evaluation, evaluation.language)
    drawn = process_pictures(evaluation, product)
    return drawn[0] if drawn else None


def shown_pictures(evaluation: Evaluation, product: Product) -> tuple[Picture, ...]:
    """All figures that the whole report must hold."""
    effects = pictures(evaluation, evaluation.language) if product == "evaluation" else ()
    return (*effects, *process_pictures(evaluation, product))


def _about_effects(evaluation: Evaluation, product: Product) -> bool:
    """Whether the page is about the main analysis; else it is about what was done."""
    return product == "evaluation" and evaluation.primary is not None


def _standfirst(evaluation: Evaluation, product: Product) -> str:
    """Municipality, edition, the period of the figures and the date, on one line."""
    language = evaluation.language
    parts = [
        evaluation.parameters.project.municipality,
        edition(evaluation, product),
        _period(evaluation, product),
        message("report.front.made", language, date=evaluation.evaluated_on),
    ]
    return " · ".join(part for part in parts if part)


def _period(evaluation: Evaluation, product: Product) -> str:
    """First and last period of the outcomes; of the records where the page is about what was done."""
    language, figures = evaluation.language, evaluation.edition
    if evaluation.follow_up is None or _about_effects(evaluation, product):
        span = period_span(figures.first, figures.last, language, season_length=figures.season_length)
    else:
        days = evaluation.follow_up.span
        span = period_span(f"{days.first:%Y-%m}", f"{days.last:%Y-%m}", language, season_length=None)
    return message("report.front.period", language, span=span)


def _summary(answers: tuple[Answer, ...], language: str) -> Html:
    """The five answers, each below its question."""
    rows = [element("li", element("b", answer.question), " ", element("span", answer.text)) for answer in answers]
    return element("ol", rows, class_="summary", aria_label=message("report.summary.heading", language))


def _foot(evaluation: Evaluation, product: Product) -> Html:
    language, owner = evaluation.language, evaluation.parameters.project.owner
    sources = sorted({source.source for source in evaluation.parameters.data if source.source})
    own = [] if evaluation.follow_up is None else [message("report.front.own_records", language)]
    sources = [*(sources if _about_effects(evaluation, product) else []), *own]
    lines = [
        message("report.front.by", language, owner=owner) if owner else message("report.front.by_unknown", language),
        message("report.front.source", language, source="; ".join(source.rstrip(".") for source in sources))
        if sources
        else message("report.front.no_source", language),
        message("report.front.small_numbers", language),
        message("report.front.annex", language),
    ]
    return element("div", [[element("p", line), " "] for line in lines], class_="foot")
