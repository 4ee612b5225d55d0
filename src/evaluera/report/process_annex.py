"""The annex of the process half: years side by side, the legal checklist, and how each number is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.process.legal_checklist import legal_statuses
from evaluera.methods.process.limits import Limits
from evaluera.report.contribution_part import contribution_tables
from evaluera.report.fragments import part, table
from evaluera.report.markup import element
from evaluera.report.process_drawings import process_pictures
from evaluera.report.process_part import KEY, shown_measures, theme_tables
from evaluera.report.products import DETAILS, IN_ANNEX, THEMES, Product, product_of
from evaluera.report.section import Section
from evaluera.tables.dictionary import dictionary_table
from evaluera.tables.legal_checklist import legal_table
from evaluera.tables.years import SIDE_BY_SIDE, recommendations_table, versions_table, years_table
from evaluera.text.messages import message
from evaluera.text.process_names import names_of

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.evaluation.following_up import FollowUp
    from evaluera.results.measure import Measure
    from evaluera.tables.table import Table
    from evaluera.text.process_names import ProcessNames

__all__ = ["process_annex"]

_FOLLOWED_BY: tuple[Product, ...] = ("evaluation", "agreement", "annual")
"""The products that say what became of last year's recommendations."""

_OF_ALL_PLANS = ("PF04", "PF08")
"""Timeliness and plan drift are shares of activities: what they are for one activity stands in indicators.csv."""


def process_annex(evaluation: Evaluation, report: str = "evaluation") -> Section:
    """Years side by side, what the law asks for, and the dictionary of the numbers; empty without records.

    The annex of a separate product keeps to its themes, divides them by what it is about, and explains the numbers
    that it shows; ``indicators.csv`` has all of them.
    """
    followed = evaluation.follow_up
    if followed is None:
        return Section.empty("process_annex")
    language, product = evaluation.language, product_of(report)
    names = names_of(followed.tables, language, limits=followed.limits)
    measures = [each for name in THEMES[product] for each in followed.results[name].measures]
    computed = dict.fromkeys(each.indicator for each in measures if each.reason != "no_data")
    divided = {name: _divided(name, followed, product) for name in THEMES[product]}
    explained = computed if product == "evaluation" else _explained(computed, divided)
    dictionary = _dictionary(explained, language, followed.limits)
    drawn = [each for each in process_pictures(evaluation, product) if each.analysis in IN_ANNEX.get(product, ())]
    themes = [
        theme_tables(name, found, names, [each for each in drawn if each.analysis == name])
        for name, found in divided.items()
    ]
    whole = "" if product == "evaluation" else "_product"
    body = part(
        "process_annex",
        element("p", message(f"report.process_annex.lead{whole}", language)),
        [table(each) for each in _overviews(followed, names, product, computed) if each is not None],
        [each for each in themes if each is not None],
        contribution_tables(evaluation) if product == "evaluation" else None,
        None if dictionary is None else table(dictionary),
        heading=message("report.section.process_annex", language),
    )
    figures = tuple(each.name for each in drawn)
    return Section(name="process_annex", body=body, plain=", ".join(sorted(computed)), figures=figures)


def _overviews(
    followed: FollowUp, names: ProcessNames, product: Product, computed: Iterable[str]
) -> tuple[Table | None, ...]:
    """The years, the recommendations, the changed plans and the law, as far as the product is about them."""
    years, limits = followed.years(), followed.limits
    there = set(computed)
    compared = [each for each in SIDE_BY_SIDE if product == "evaluation" or each in there]
    months = limits.picture_months
    lawful = "compliance" in THEMES[product]
    law = legal_statuses(followed.tables, followed.span, picture_months=months) if lawful else ()
    return (
        years_table(years, names.language, indicators=compared, limits=limits),
        recommendations_table(years, names) if product in _FOLLOWED_BY else None,
        versions_table(years, names) if product in ("evaluation", "activities") else None,
        legal_table(law, language=names.language) if law else None,
    )


def _divided(name: str, followed: FollowUp, product: Product) -> tuple[Measure, ...]:
    """The numbers of a theme: all for the whole evaluation, else divided by what the product is about.

    Of an indicator that has a number of its own there, the variants are left out.
    """
    measures = shown_measures(followed.results[name], followed.limits)
    if product == "evaluation":
        return measures
    splits = DETAILS[product].get(name, ())
    own = {(each.indicator, each.split) for each in measures if not each.variant}
    return tuple(
        each
        for each in measures
        if each.split in splits
        and each.indicator not in _OF_ALL_PLANS
        and (not each.variant or (each.indicator, each.split) not in own)
    )


def _explained(computed: Iterable[str], divided: Mapping[str, tuple[Measure, ...]]) -> list[str]:
    """The numbers that a separate product shows: the key figures, and those that its annex divides."""
    shown = {indicator for indicator, _ in KEY} | {each.indicator for found in divided.values() for each in found}
    return [each for each in computed if each in shown]


def _dictionary(explained: Iterable[str], language: str, limits: Limits) -> Table | None:
    """How each number is computed."""
    known = indicators()
    defined = [known[each] for each in explained if not known[each].research]
    return dictionary_table(defined, language, limits=limits) if defined else None
