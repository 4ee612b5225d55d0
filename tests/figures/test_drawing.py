"""Which figures a result gives."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import matplotlib as mpl
import pytest

from evaluera.errors import MethodError, ParameterError
from evaluera.figures.drawing import draw
from evaluera.figures.plotting import plot
from evaluera.text.stating import statement


def test_a_course_gives_one_figure_with_the_finding_as_title(course_result) -> None:
    result = course_result()
    (drawn,) = draw(result, "sv")
    assert drawn.name == "course-brott"
    assert f"{drawn.title}." == statement(result, "sv").headline


def test_a_title_can_be_given_for_the_first_figure(course_result, area_result) -> None:
    both = replace(area_result(4), courses=course_result().courses)
    first, second = draw(both, "sv", title="Färre brott")
    assert first.title == "Färre brott"
    assert second.title != "Färre brott"


def test_each_series_has_its_own_figure_and_name(course_result) -> None:
    one, other = (
        course_result(outcome="Stöld på gatan", area="Ålidhem"),
        course_result(outcome="Stöld på gatan!", area="Ålidhem"),
    )
    both = replace(
        one,
        courses=one.courses + other.courses,
        estimates=one.estimates + other.estimates,
        evidence=one.evidence + other.evidence,
    )
    assert [drawn.name for drawn in draw(both, "en")] == [
        "course-stold-pa-gatan-alidhem",
        "course-stold-pa-gatan-alidhem-2",
    ]


def test_courses_come_before_areas(course_result, area_result) -> None:
    both = replace(area_result(4), courses=course_result().courses)
    assert [drawn.name for drawn in draw(both, "sv")] == ["course-brott", "estimates-brott-rate_ratio"]


def test_a_course_without_counterfactual_is_drawn_when_there_is_nothing_else(course_result, area_result) -> None:
    plain = course_result()
    course = plain.courses[0]
    nothing = (None,) * len(course.periods)
    bare = replace(course, fitted=nothing, counterfactual=nothing, low=nothing, high=nothing)
    (drawn,) = draw(replace(plain, courses=(bare,)), "sv")
    assert drawn.name == "course-brott"
    assert "bandet" not in drawn.caption
    assert len([t for t in drawn.figure.texts if t.get_gid() == "end-label"]) == 1
    with_areas = replace(area_result(4), courses=(bare,))
    assert [each.name for each in draw(with_areas, "sv")] == ["estimates-brott-rate_ratio"]


def test_estimates_alone_are_still_drawn(course_result) -> None:
    (drawn,) = draw(replace(course_result(), courses=()), "sv")
    assert drawn.name == "estimates-brott-level_change"
    assert drawn.alt.startswith("Punkt med intervall. Brott.")


def test_an_area_with_a_course_but_no_estimate_takes_the_finding_of_its_outcome(course_result) -> None:
    plain = course_result(area="Teg")
    pooled = replace(plain, estimates=tuple(replace(e, area="alla") for e in plain.estimates))
    (drawn,) = draw(pooled, "sv")
    assert "20 procent lägre" in drawn.alt


def test_several_primary_estimates_have_no_single_finding(course_result) -> None:
    plain = course_result(area="Teg")
    estimates = tuple(replace(plain.estimates[0], area=area) for area in ("Haga", "Mariehem"))
    first, *_ = draw(replace(plain, estimates=estimates), "sv")
    assert first.title == "Brott: 2 områden, ett för ett"
    assert first.alt.endswith("Ingen ändring är skattad.")


def test_the_language_is_the_chosen_one(course_result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVALUERA_LANGUAGE", "en")
    assert draw(course_result())[0].alt.startswith("Time series")
    assert draw(course_result(), "sv")[0].alt.startswith("Tidsserie")


def test_an_unknown_language_is_refused(course_result) -> None:
    with pytest.raises(ParameterError) as caught:
        draw(course_result(), "de")
    assert caught.value.findings[0].code == "parameter.unknown_language"


def test_both_languages_show_the_same_numbers(course_result, area_result) -> None:
    for result in (course_result(), area_result(6)):
        swedish, english = draw(result, "sv")[0], draw(result, "en")[0]
        assert swedish.table.equals(english.table)
        assert swedish.name == english.name


def test_plot_is_the_first_figure_and_needs_no_pyplot(course_result) -> None:
    figure = plot(course_result(), "sv")
    assert [axes.get_ylabel() for axes in figure.axes] == ["Antal"]
    code = "import sys, evaluera.figures.plotting; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_to_draw_is_an_error(course_result) -> None:
    with pytest.raises(MethodError) as caught:
        plot(replace(course_result(), courses=(), estimates=()), "sv")
    assert caught.value.findings[0].code == "method.nothing_to_draw"


def test_a_users_settings_are_left_alone_and_do_not_matter(course_result) -> None:
    (plain,) = draw(course_result(), "sv")
    with mpl.rc_context({"axes.facecolor": "black", "font.size": 30.0, "axes.grid": True, "lines.linewidth": 9.0}):
        (styled,) = draw(course_result(), "sv")
        assert mpl.rcParams["font.size"] == 30.0
    from evaluera.figures.saving import svg

    assert svg(styled) == svg(plain)
