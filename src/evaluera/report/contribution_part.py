"""Did the initiative contribute: both halves together, other sources, and other explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.conclusion.triangulation import silent_sources
from evaluera.report.commentary import comment
from evaluera.report.fragments import findings, part, table
from evaluera.report.markup import Html, element
from evaluera.report.outcomes import heading, in_order
from evaluera.report.section import Section
from evaluera.tables.contribution import link_name, links_sentence, links_table, rivals_table
from evaluera.tables.dose_response import dose_sentences, dose_table
from evaluera.tables.implementation import (
    effect_label,
    grade_sentences,
    implementation_table,
    qualification_table,
    verdict_sentence,
)
from evaluera.tables.reporting import reporting_table
from evaluera.tables.triangulation import source_name, triangulation_table
from evaluera.text.messages import message
from evaluera.text.names import capital, named
from evaluera.text.process_names import ProcessNames, names_of

if TYPE_CHECKING:
    from evaluera.conclusion.contribution import Contribution
    from evaluera.evaluation import Evaluation

__all__ = ["contribution", "contribution_tables"]

WEAKEST = 6
"""Weak links that are named in the report; the annex has all."""


def contribution(evaluation: Evaluation) -> Section:
    """The verdict of both halves, reporting or reality, the dose, the sources, the theory and other explanations.

    Empty where no records were given.
    """
    story, followed = evaluation.contribution, evaluation.follow_up
    if story is None or followed is None or story.empty:
        return Section.empty("contribution")
    language = evaluation.language
    names = names_of(followed.tables, language, limits=followed.limits)
    labels = {name: heading(evaluation, name, language) for name in in_order(evaluation)}
    body = part(
        "contribution",
        element("p", message("report.contribution.lead", language)),
        _implementation(evaluation, story, labels),
        _reporting(story, language),
        _doses(evaluation, story, language),
        _goals(story, names),
        _links(story, names),
        _rivals(story, names),
        _missing(story, language),
        comment(evaluation.folder, "contribution", language),
        heading=message("report.section.contribution", language),
    )
    verdicts = [f"{each.analysis}: {each.verdict}" for each in story.effects]
    agreeing = [f"{row.goal}: {row.agreeing}" for row in story.goals]
    plain = "\n".join([f"implementation: {story.carried.grade}", *verdicts, *agreeing])
    return Section(name="contribution", body=body, plain=plain)


def _implementation(evaluation: Evaluation, story: Contribution, labels: dict[str, str]) -> Html:
    """Was it carried out, and what does that mean for the results? Told in short; the annex has the tables."""
    language = evaluation.language
    verdicts: dict[str, dict[str, None]] = {}
    for each in story.effects:
        verdicts.setdefault(verdict_sentence(each, language), {})[effect_label(each, labels)] = None
    said = [
        message("report.contribution.verdict", language, verdict=verdict, names="; ".join(names))
        for verdict, names in verdicts.items()
    ]
    return element(
        "div",
        element("h3", message("report.contribution.implementation", language), id="contribution-implementation"),
        element("p", " ".join(grade_sentences(story.carried, language))),
        findings(said) if said else None,
    )


def contribution_tables(evaluation: Evaluation) -> list[Html]:
    """For the annex: the components of the implementation, each result with its verdict, the theory link by link."""
    story, followed = evaluation.contribution, evaluation.follow_up
    if story is None or followed is None or story.empty:
        return []
    language, limits = evaluation.language, followed.limits
    names = names_of(followed.tables, language, limits=followed.limits)
    labels = {name: heading(evaluation, name, language) for name in in_order(evaluation)}
    carried = implementation_table(story.carried, language, low_below=limits.low_below, high_from=limits.high_from)
    return [
        *([table(carried)] if carried.rows else []),
        *([table(qualification_table(story.effects, story.carried, names, labels=labels))] if story.effects else []),
        *([table(links_table(story.links, names, labels=labels))] if story.links else []),
    ]


def _reporting(story: Contribution, language: str) -> Html | None:
    """The sources beside one another, before a rise in what is reported is interpreted; nothing without a rise."""
    if not story.rise:
        return None
    return element(
        "div",
        element("h3", message("report.contribution.reporting", language), id="contribution-reporting"),
        element("p", message(f"contribution.reporting.{story.reporting.code}", language)),
        table(reporting_table(story.reporting, language)),
    )


def _doses(evaluation: Evaluation, story: Contribution, language: str) -> Html | None:
    """Each outcome by the dose, that of the main analysis first."""
    if not story.doses:
        return None
    labels = {name: words for result in evaluation.results.values() for name, words in result.question.labels.items()}
    shown = []
    for response in story.doses:
        label = capital(named(response.outcome, labels, language))
        shown += [
            element("h4", label) if len(story.doses) > 1 else None,
            table(dose_table(response, language, label=label)) if response.points else None,
            element("p", " ".join(dose_sentences(response, language))),
        ]
    return element(
        "div",
        element("h3", message("report.contribution.dose", language), id="contribution-dose"),
        shown,
    )


def _goals(story: Contribution, names: ProcessNames) -> Html:
    """The matrix, and which rows must be discussed."""
    language = names.language
    conflicts = [
        message("report.contribution.discuss", language, goal=names.name("goal", row.goal))
        for row in story.goals
        if row.must_be_discussed
    ]
    return element(
        "div",
        element("h3", message("report.contribution.goals", language), id="contribution-goals"),
        table(triangulation_table(story.goals, names))
        if story.goals
        else element("p", message("report.contribution.no_goals", language)),
        element("p", message("report.contribution.silent", language, sources=_silent(story, language)))
        if story.goals and silent_sources(story.goals)
        else None,
        findings(conflicts) if conflicts else None,
    )


def _silent(story: Contribution, language: str) -> str:
    return "; ".join(source_name(each, language) for each in silent_sources(story.goals))


def _links(story: Contribution, names: ProcessNames) -> Html:
    """The links that hold and do not in short; the annex has all of them."""
    language = names.language
    title = element("h3", message("report.contribution.links", language), id="contribution-links")
    if not story.links:
        return element("div", title, element("p", message("report.contribution.no_links", language)))
    weak = []
    for each in story.weakest[:WEAKEST]:
        start, end = link_name(each, names)
        status = message(f"contribution.link.{each.status}", language)
        weak.append(message("report.contribution.weak_link", language, start=start, end=end, status=status))
    more = len(story.weakest) - len(weak)
    rest = [message("report.contribution.more_weak", language, number=more)] if more else []
    return element(
        "div",
        title,
        element("p", links_sentence(story.links, language)),
        [element("h4", message("report.contribution.weakest", language)), findings([*weak, *rest])] if weak else None,
        element("p", message("report.contribution.next_year", language), class_="note"),
    )


def _rivals(story: Contribution, names: ProcessNames) -> Html | None:
    if not story.rivals:
        return None
    return element(
        "div",
        element("h3", message("report.contribution.rivals", names.language), id="contribution-rivals"),
        table(rivals_table(story.rivals, names)),
    )


def _missing(story: Contribution, language: str) -> Html | None:
    if not story.missing:
        return None
    return element(
        "div",
        element("h3", message("report.contribution.missing", language), id="contribution-missing"),
        element("p", message("report.contribution.missing_tables", language, tables=" ".join(story.missing))),
    )
