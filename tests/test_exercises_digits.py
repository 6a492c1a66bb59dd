"""The exercises of notebook 06: they say what came out and accept every right answer."""

import pytest

from lecture_core.exercises import check

languages = pytest.mark.parametrize("language", ["ru", "en"])


@languages
@pytest.mark.parametrize(("scale", "percent", "right"), [
    (1.0, "67 %", False), (2, "9 %", False), (0.15, "95 %", True), (0.3, "96 %", True),
])
def test_the_spread_is_judged_by_the_network_it_gives(language, scale, percent, right):
    said = str(check("digits_scale", scale, language=language))
    assert percent in said
    assert said.startswith(("Верно", "Right")) == right


@languages
@pytest.mark.parametrize("answer", [0, -1.0, 11, float("nan"), "0.1", True, None])
def test_a_spread_that_is_none_is_told_so(language, answer):
    said = str(check("digits_scale", answer, language=language))
    assert "0.01" in said and not said.startswith(("Верно", "Right"))


@languages
@pytest.mark.parametrize(("total", "width", "right"), [
    (500, "3.06", False), (1100, "2.04", False), (1150, "1.98", True), (1200.0, "1.9", True),
    (1400, "1.80", False), (1, "", False),
])
def test_the_number_of_digits_is_judged_by_the_interval(language, total, width, right):
    said = str(check("test_size", total, language=language))
    assert width in said
    assert said.startswith(("Верно", "Right")) == right


@languages
@pytest.mark.parametrize("answer", [0, -5, 2.5, "500", True, None, float("inf"), float("nan")])
def test_a_number_of_digits_that_is_none_is_told_so(language, answer):
    said = str(check("test_size", answer, language=language))
    assert not said.startswith(("Верно", "Right"))
