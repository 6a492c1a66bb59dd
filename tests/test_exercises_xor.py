"""The exercises of notebook 05 tell the right answer from the near ones."""

from lecture_core import sigmoid_prime
from lecture_core.exercises import check


def said(exercise, answer):
    return {str(check(exercise, answer, language=language)) for language in ("ru", "en")}


def test_the_exercise_on_the_chain_is_solved_by_hand():
    slope = sigmoid_prime(0.0)
    right = ((0.5 - 1) * slope * 8 * slope, (0.5 - 1) * 8 * slope)
    assert right == (-0.25, -1.0)
    assert any("Right" in line for line in said("hidden_delta", right))
    # delta^(2) in place of delta^(1), the wrong sign, sigma' forgotten in BP2: none of them passes.
    for wrong in ((-0.125, -0.5), (0.25, 1.0), (-1.0, -4.0), (0, 0), -0.25, (1, 2, 3)):
        assert any("Neither" in line for line in said("hidden_delta", wrong))
    for half in ((-0.25, -4.0), (-1.0, -1.0)):
        assert any("One of the two" in line for line in said("hidden_delta", half))


def test_the_exercise_on_the_brink_of_sleep():
    assert any("Right" in line for line in said("hidden_edge", 4.0))
    assert any("127 epochs. At least 200" in line for line in said("hidden_edge", 0.0))
    assert any("does not make it" in line for line in said("hidden_edge", 6))


def test_the_exercise_on_depth():
    assert any("still above" in line for line in said("depth", 9))
    assert any("Right" in line for line in said("depth", 10))
    assert any("fewer" in line for line in said("depth", 11))
