"""The dose of the records beside the figures, where an analysis asks for it."""

from __future__ import annotations

import datetime as dt

from evaluera.conclusion.goal_effect import goal_of
from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.options import nearest
from evaluera.methods.process.dose_panel import NAME, panel_with_dose
from evaluera.parameters.models import Analysis

__all__ = ["WORDS", "dosed"]

WORDS = ("loggen", "från loggen", "aktivitetsloggen", "the log", "from the log", "log")
"""What the hours of the log can be called in the settings, beside the name of their column."""


def dosed(
    analysis: Analysis, panel: Panel, tables: ProcessTables | None, *, goal: str, until: dt.date
) -> tuple[Analysis, Panel]:
    """The analysis with the name of the column, and the figures with the hours of the log in it.

    A column of the data that has the name that was asked for is taken as it is.

    Parameters
    ----------
    analysis
        With or without the option ``dose``.
    panel
        The figures of its outcome.
    tables
        The records; None without any.
    goal
        The goal that the outcome is said to measure ("" for the one whose indicator has its name).
    until
        What is dated later has not happened yet.

    Raises
    ------
    EvalueraError
        ``parameter.dose_without_process``, ``parameter.unknown_dose`` (where there are records), and those of
        :func:`evaluera.methods.process.dose_panel.panel_with_dose`.
    """
    asked = analysis.options.get("dose")
    if not isinstance(asked, str) or asked in panel.covariates:
        return analysis, panel
    logged = asked.casefold().strip() in (NAME, *WORDS)
    place = Place(parameter="dose")
    if tables is None:
        if logged:
            raise ParameterError(Finding(code="parameter.dose_without_process", place=place))
        return analysis, panel
    if not logged:
        known = (NAME, *panel.covariates)
        values = {"found": asked, "nearest": nearest(asked, known) or NAME, "known": ", ".join(known)}
        raise ParameterError(Finding(code="parameter.unknown_dose", place=place, values=values))
    options = {**analysis.options, "dose": NAME}
    if NAME not in panel.covariates:
        row = goal_of(tables, analysis.outcome, stated=goal)
        panel = panel_with_dose(panel, tables, goal=str(row.get("goal_id", "")), until=until)
    return analysis.model_copy(update={"options": options}), panel
