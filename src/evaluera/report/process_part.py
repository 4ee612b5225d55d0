"""The process half in the report: a part for each theme, with what could not be computed and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from evaluera.methods.process.current_plan import current_plan
from evaluera.methods.process.goals_in_force import goals_in_force
from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.protection import PROTECTED, protected_by
from evaluera.report.commentary import comment
from evaluera.report.fragments import figure, part, table
from evaluera.report.markup import Html, element
from evaluera.report.not_computed import not_computed
from evaluera.report.opening import lead_of
from evaluera.report.process_drawings import process_pictures
from evaluera.report.products import COMMENTED, IN_ANNEX, THEMES, Product, product_of
from evaluera.report.section import Section
from evaluera.tables.goals_by_area import goals_table
from evaluera.tables.implementation import grade_sentences
from evaluera.tables.measure_cells import split_name
from evaluera.tables.measures import measures_table, split_tables
from evaluera.text.messages import message
from evaluera.text.names import capital, method_name
from evaluera.text.process_names import ProcessNames, names_of
from evaluera.text.stating import statement

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.report.drawings import Picture
    from evaluera.results.measure import Measure
    from evaluera.results.process import ProcessResult

__all__ = ["process", "shown_measures", "theme_tables"]

KEY = {
    *((each, "") for each in ("PF01", "PF02", "PF03", "PF05", "PD01", "PR01", "PR05", "PM01", "PM02", "PM04", "PM05")),
    *(("PG02", grade) for grade in ("met", "partly", "not_met", "not_assessable")),
    *((each, "") for each in ("PG01", "PL01", "PL03", "PE01", "PE03", "PE04", "PE05", "PW01", "PS01", "PS02")),
    *((each, "") for each in ("PB01", "PB05", "PC02", "PX01", "DQ01")),
}
"""Indicators (and variants) that stand in the report; the annex has all of them."""

NOT_SHOWN = ("column", "decision", "item_area", "round", "rule", "theme_role")
"""Splits with many parts: they stand in indicators.csv, the report has the total."""


def process(evaluation: Evaluation, report: str = "evaluation") -> Section:
    """What was done, theme by theme; empty where no records were given."""
    product = product_of(report)
    followed = evaluation.follow_up
    if followed is None:
        return Section.empty("process")
    language = evaluation.language
    names = names_of(followed.tables, language, limits=followed.limits)
    drawn = process_pictures(evaluation, product)
    lead = lead_of(evaluation, product)
    later = [
        picture
        for picture in drawn
        if (lead is None or picture.name != lead.name) and picture.analysis not in IN_ANNEX.get(product, ())
    ]
    themes = [followed.results[name] for name in THEMES[product] if name in followed.results]
    shown = {result.method: shown_measures(result, followed.limits) for result in themes}
    goal_by_goal = product == "annual"
    listed = {name: found for name, found in shown.items() if not (goal_by_goal and name == "goal_attainment")}
    body = part(
        "process",
        element("p", message("report.process.lead", language, date=followed.evaluated_on)),
        _grade(evaluation, product),
        _by_goal(evaluation, names) if goal_by_goal else None,
        table(measures_table(_key(listed), names, caption=message("report.process.key", language))),
        *[_figures(name, [p for p in later if p.analysis == name], language) for name in shown],
        not_computed([each for measures in shown.values() for each in measures if not _shown(each)], names),
        comment(evaluation.folder, "process", language) if product in COMMENTED else None,
        heading=message("report.section.process", language),
    )
    plain = "\n\n".join(result.tidy().to_string() for result in themes)
    return Section(name="process", body=body, plain=plain, figures=tuple(picture.name for picture in later))


def _grade(evaluation: Evaluation, product: Product) -> Html | None:
    """How much was carried out, in a sentence or two, where the numbers behind it are shown."""
    if evaluation.contribution is None or "fidelity" not in THEMES[product]:
        return None
    return element("p", " ".join(grade_sentences(evaluation.contribution.carried, evaluation.language)))


def _by_goal(evaluation: Evaluation, names: ProcessNames) -> Html | None:
    """The goals one by one; nothing without the table of goals."""
    followed, story = evaluation.follow_up, evaluation.contribution
    assert followed is not None
    goals = goals_in_force(followed.tables, followed.span)
    if goals.empty:
        return None
    effects = () if story is None else story.effects
    figures = {each.goal: statement(each.result, names.language).headline for each in reversed(effects) if each.goal}
    plan = current_plan(followed.tables.frame("activity_plan"), followed.span)
    return table(goals_table(goals, plan, followed.measures, names, figures=figures))


def shown_measures(result: ProcessResult, limits: Limits) -> tuple[Measure, ...]:
    """The numbers that the report shows: small numbers of persons hidden, what only a researcher asks for left out."""
    known = indicators()
    return tuple(each for each in protected_by(limits, result.measures) if not _for_research(each, known))


def _for_research(measure: Measure, known: Mapping[str, Indicator]) -> bool:
    """Whether only a researcher asks for the number."""
    indicator = known[measure.indicator]
    return indicator.research or measure.variant in indicator.research_variants


def _key(shown: Mapping[str, tuple[Measure, ...]]) -> list[Measure]:
    """The numbers that a steering group asks for, all of them in one table; the annex has the others."""
    return [
        each
        for measures in shown.values()
        for each in measures
        if (each.indicator, each.variant) in KEY and not each.split and not each.period and _shown(each)
    ]


def _figures(name: str, drawn: Sequence[Picture], language: str) -> Html | None:
    """The figures of a theme below its question; nothing where there are none."""
    if not drawn:
        return None
    return element(
        "div",
        element("h3", capital(method_name(name, language)), id=f"theme-{name}"),
        element("p", message(f"method.{name}.question", language)),
        [figure(picture, language=language) for picture in drawn],
    )


def theme_tables(
    name: str, measures: tuple[Measure, ...], names: ProcessNames, drawn: Sequence[Picture] = ()
) -> Html | None:
    """Every number of one theme: the totals, then a table for each split with more than one part; first its figures."""
    if not drawn and not any(_shown(each) for each in measures):
        return None
    language = names.language
    known = [each for each in measures if _shown(each) and not each.period]
    totals = [each for each in known if not each.split]
    title = capital(method_name(name, language))
    parts = {split: {each.part for each in known if each.split == split} for split in _splits(known)}
    return element(
        "div",
        element("h3", title, id=f"annex-process-{name}"),
        [figure(picture, language=language) for picture in drawn],
        table(measures_table(totals, names, caption=title)) if totals else None,
        [
            table(each)
            for split, inside in parts.items()
            if len(inside) > 1 or not totals
            for each in split_tables(known, names, split=split, caption=_by(title, split, language))
        ],
    )


def _shown(measure: Measure) -> bool:
    """Whether there is a number, a word, or one that is protected; what could not be computed is told at the end."""
    return measure.value is not None or bool(measure.state and not measure.reason) or measure.reason == PROTECTED


def _splits(measures: Iterable[Measure]) -> list[str]:
    found = dict.fromkeys(each.split for each in measures if each.split)
    return [split for split in found if split not in NOT_SHOWN]


def _by(title: str, split: str, language: str) -> str:
    return message("report.process.by", language, title=title, split=split_name(split, language).lower())
