"""The annex of the process half: years side by side, the legal checklist, and how each number is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.process.legal_checklist import legal_statuses
from evaluera.report.contribution_part import contribution_tables
from evaluera.report.fragments import part, table
from evaluera.report.markup import element
from evaluera.report.process_drawings import process_pictures
from evaluera.report.process_part import shown_measures, theme_tables
from evaluera.report.products import IN_ANNEX, THEMES, product_of
from evaluera.report.section import Section
from evaluera.tables.dictionary import dictionary_table
from evaluera.tables.legal_checklist import legal_table
from evaluera.tables.years import recommendations_table, versions_table, years_table
from evaluera.text.messages import message
from evaluera.text.process_names import names_of

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["process_annex"]


def process_annex(evaluation: Evaluation, report: str = "evaluation") -> Section:
    """Years side by side, what the law asks for, and the dictionary of the numbers; empty without records."""
    followed = evaluation.follow_up
    if followed is None:
        return Section.empty("process_annex")
    language, product = evaluation.language, product_of(report)
    names = names_of(followed.tables, language, limits=followed.limits)
    years = followed.years()
    themes = THEMES[product]
    measures = [each for name in themes for each in followed.results[name].measures]
    computed = dict.fromkeys(each.indicator for each in measures if each.reason != "no_data")
    known = indicators()
    defined = [known[each] for each in computed if not known[each].research]
    months = followed.limits.picture_months
    law = legal_statuses(followed.tables, followed.span, picture_months=months) if "compliance" in themes else ()
    shown = [
        years_table(years, language, fewest=followed.limits.fewest_persons),
        recommendations_table(years, names),
        versions_table(years, names) if product in ("evaluation", "activities") else None,
        legal_table(law, language=language) if law else None,
        dictionary_table(defined, language, limits=followed.limits) if defined else None,
    ]
    fewest = followed.limits.fewest_persons
    drawn = [each for each in process_pictures(evaluation, product) if each.analysis in IN_ANNEX[product]]
    every = [
        theme_tables(
            name,
            shown_measures(followed.results[name], fewest),
            names,
            [each for each in drawn if each.analysis == name],
        )
        for name in themes
    ]
    body = part(
        "process_annex",
        element("p", message("report.process_annex.lead", language)),
        [table(each) for each in shown[:-1] if each is not None],
        [each for each in every if each is not None],
        contribution_tables(evaluation) if product == "evaluation" else None,
        [table(each) for each in shown[-1:] if each is not None],
        heading=message("report.section.process_annex", language),
    )
    figures = tuple(each.name for each in drawn)
    return Section(name="process_annex", body=body, plain=", ".join(sorted(computed)), figures=figures)
