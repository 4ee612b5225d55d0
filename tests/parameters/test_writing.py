"""Parameters written out in full are read back as the same parameters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluera.parameters import dump, load
from evaluera.parameters.models import Parameters

Write = Callable[..., Path]


def test_both_files_come_back_the_same(swedish: str, english: str, write: Write) -> None:
    for text in (swedish, english):
        parameters = load(write(text))
        assert load(write(dump(parameters), folder="again")) == parameters


def test_every_default_is_written_out(swedish: str, write: Write) -> None:
    text = dump(load(write(swedish)))
    assert "synthetic: false" in text
    assert "harmonics: auto" in text
    assert "start_up_months" not in text  # only where an outcome is counted out of the records
    assert "same_season: true" in text
    assert "interval: default" in text
    assert text.count(" confidence:") == 2


def test_an_analysis_that_wants_no_comparison_areas_keeps_them_out(swedish: str, write: Write) -> None:
    parameters = load(write(swedish.replace("före: 24", "jämförelse: [], före: 24")))
    assert parameters.analyses[1].options["comparison"] == []
    assert load(write(dump(parameters), folder="again")) == parameters


TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f"), min_size=1).filter(
    lambda text: text.strip() == text and text.isprintable()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(name=TEXTS, areas=st.lists(TEXTS, min_size=1, max_size=3, unique=True), share=st.floats(0.001, 0.999))
def test_any_names_and_numbers_come_back_the_same(
    swedish: str, write: Write, name: str, areas: list[str], share: float
) -> None:
    start = load(write(swedish)).model_dump()
    start["name"] = name
    start["intervention"]["areas"] = areas
    start["outcomes"] = {name: {"smallest_change": share}}
    for analysis in start["analyses"]:
        analysis["options"]["treated"] = areas
    parameters = Parameters.model_validate(start)
    assert load(write(dump(parameters), folder="again")) == parameters
