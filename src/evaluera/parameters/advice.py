"""What a user should know about the settings although nothing is wrong: warnings before any figure is read."""

from __future__ import annotations

from collections.abc import Iterator

from evaluera.errors import Finding
from evaluera.methods.registry import methods
from evaluera.parameters.loading import Reading

__all__ = ["advise"]


def advise(reading: Reading) -> tuple[Finding, ...]:
    """Warnings: comparison areas that a method does not use, outcomes that no analysis uses.

    Returns
    -------
    tuple of Finding
        All with severity ``warning``, in the order of the file.
    """
    return (*_comparison(reading), *_outcomes(reading))


def _comparison(reading: Reading) -> Iterator[Finding]:
    """Comparison areas exist, but the method of an analysis cannot use them."""
    if reading.parameters.intervention is None or not reading.parameters.intervention.comparison:
        return
    for number, analysis in enumerate(reading.parameters.analyses):
        if "comparison" not in methods()[analysis.method].Params.model_fields:
            values = {"method": reading.shown(analysis.method)}
            place = reading.place("analyses", number)
            yield Finding(code="parameter.comparison_unused", place=place, values=values, severity="warning")


def _outcomes(reading: Reading) -> Iterator[Finding]:
    """An outcome is described, but no analysis asks about it."""
    analyses = reading.parameters.analyses
    used = {analysis.outcome for analysis in analyses} | {each.options.get("comparison_outcome") for each in analyses}
    used |= {analysis.placebo_outcome for analysis in analyses}
    for name in reading.parameters.outcomes:
        if name not in used:
            place = reading.place("outcomes", name)
            yield Finding(code="parameter.outcome_unused", place=place, values={"found": name}, severity="warning")
