"""Bets on the page: there is room to type, however long the question."""

import pytest

from lecture_core.labs.bet import QUESTIONS

CELL = """from ipywidgets import VBox
from lecture_core.labs import Bet
from lecture_core.labs.bet import QUESTIONS
bets = [Bet(question, language={!r}) for question in QUESTIONS]
VBox(bets)"""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_box_can_be_typed_into(desk, language):
    desk.run(CELL.format(language))
    boxes = desk.page.locator(".jp-OutputArea input[type=text]")
    boxes.last.wait_for()
    assert boxes.count() == len(QUESTIONS)
    for box in boxes.all():
        assert box.bounding_box()["width"] >= 100, box.get_attribute("aria-label")
    boxes.last.fill("0.5" if language == "en" else "7")
    boxes.last.press("Enter")
    desk.window.wait_idle()
    assert desk.ask("bets[-1].value") == (None if language == "en" else 7)
