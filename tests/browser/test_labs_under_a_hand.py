"""Labs under a reader's hand in a real JupyterLab: whatever is dragged, typed and pressed, and
however fast, the page ends on the picture that the kernel has."""

import re

import pytest

SLOWDOWN = "SlowdownLab(language='en')"
LABS = {
    "CostLab": ("z",),
    "EffectLab": ("eta", "w[0]"),
    "LearningTimeLab": ("target", "b[1]"),
    "NetworkLab": ("eta", "seed"),
    "SaturationLab": ("output_shift", "epoch"),
    "SigmoidLab": ("z[0]", "epoch"),
    "SlowdownLab": ("eta", "epoch"),
}


def make(kind, language="en"):
    small = ", hidden=3, epochs=2, batch_size=100" if kind == "NetworkLab" else ""
    return f"{kind}(language={language!r}{small})"


@pytest.mark.parametrize("kind", LABS)
def test_dragged_at_full_speed_the_page_ends_on_the_kernel_s_picture(desk, kind):
    lab = desk.put(make(kind))
    opening = lab.label
    for name in LABS[kind]:
        lab.drag(name, 0.9, 0.2, 0.6)
        desk.settled(lab)
        lab.press(name, *["ArrowRight"] * 8, *["ArrowLeft"] * 3, "PageUp")
        desk.settled(lab)
    assert lab.label != opening
    assert lab.alert().is_hidden()


def test_another_slider_dragged_at_once_takes_over(desk):
    lab = desk.put(SLOWDOWN)
    for _ in range(2):
        lab.drag("eta", 0.9, 0.5)
        lab.drag("w[0]", 0.1, 0.8)
        lab.drag("epoch", 0.3)
        lab.drag("b[1]", 0.7)
    desk.settled(lab)
    assert desk.ask("lab.epoch.value") == pytest.approx(90, abs=10)


@pytest.mark.parametrize("delay", [0, 0.1])
def test_a_number_typed_while_a_strip_arrives_is_the_one_that_counts(desk, delay):
    lab = desk.put(SLOWDOWN)
    desk.window.road.delay = delay
    typed = (("eta", "0.37", 0.37), ("w[1]", "-1,5", -1.5), ("eta", "0,15", 0.15))
    for name, words, value in typed:
        lab.drag("eta", 0.9, 0.3)
        lab.type(name, words)
        desk.settled(lab)
        assert desk.ask(f"lab.{name}.value") == value
    assert lab.box("eta").input_value() == "0.15" and "η = 0.15" in lab.label.replace("\xa0", " ")


@pytest.mark.parametrize("words", ["25", "abc"])
def test_a_text_refused_right_after_a_drag_stays_with_its_sentence(desk, words):
    lab = desk.put(SLOWDOWN)
    desk.window.road.delay = 0.1
    lab.drag("eta", 0.9, 0.3)
    lab.type("eta", words)
    while not 0.01 < desk.ask("lab.eta.value") < 0.03:  # the drag has arrived
        desk.page.wait_for_timeout(100)
    lab.alert().wait_for()
    assert words in lab.alert().inner_text() and lab.box("eta").input_value() == words
    lab.drag("eta", 0.6)
    desk.settled(lab)
    assert lab.alert().is_hidden() and lab.box("eta").input_value() != words


@pytest.mark.parametrize("words", ["217", "217.0", "abc"])
def test_a_text_typed_outlives_what_the_kernel_says_meanwhile(desk, words):
    lab = desk.put("SigmoidLab(language='en')")
    lab.type("epoch", "20")
    desk.settled(lab)
    desk.window.road.delay = 0.25
    lab.type("z[1]", "2")  # takes the film back to its beginning
    lab.type("epoch", words)
    desk.page.wait_for_timeout(1500)
    if words == "abc":
        assert lab.box("epoch").input_value() == words and "abc" in lab.alert().inner_text()
    else:
        desk.settled(lab)
        assert [desk.ask("lab.epoch.value"), lab.box("epoch").input_value()] == [217, "217"]


def test_reset_undoes_what_is_still_on_its_way(desk):
    lab = desk.put(SLOWDOWN)
    opening, home = lab.label, lab.root.get_by_role("button", name="Lecture values")
    desk.window.road.delay = 0.1
    lab.drag("eta", 0.9, 0.3)
    lab.handle("w[0]").hover()
    home.click()
    desk.settled(lab)
    assert lab.label == opening
    for cost in ("Cross-entropy", "Quadratic", "Cross-entropy"):
        lab.root.get_by_role("button", name=cost).click()
    home.click()
    desk.settled(lab)
    assert lab.label == opening
    lab.type("eta", "0.3")
    lab.type("eta", "0.5")
    lab.type("w[0]", "1")
    home.click()
    desk.settled(lab)
    assert lab.label == opening


def test_reset_and_the_cost_are_pressed_while_a_slider_is_held(desk):
    lab = desk.put(SLOWDOWN)
    opening = lab.label
    to = lab.grasp("eta")
    to(0.9)
    lab.root.get_by_role("button", name="Cross-entropy").evaluate("button => button.click()")
    to(0.4)
    desk.page.mouse.up()
    desk.settled(lab)
    assert "cross-entropy" in lab.label.lower()
    to = lab.grasp("w[0]")
    to(0.9)
    lab.root.get_by_role("button", name="Lecture values").evaluate("button => button.click()")
    desk.page.mouse.up()
    desk.settled(lab)
    assert lab.label == opening


def test_a_late_answer_never_makes_the_picture_jump_back(desk):
    lab = desk.put(SLOWDOWN)
    desk.window.road.delay = 0.075
    lab.watch("eta")
    to = lab.grasp("eta")
    for k in range(30):
        to(0.6 + 0.01 * k, steps=2)
        desk.page.evaluate("() => new Promise(requestAnimationFrame)")
    desk.page.mouse.up()
    desk.settled(lab)
    seen = lab.seen()
    shown = [float(re.search(r"η\s=\s([\d.]+)", label)[1]) for _, label, _ in seen]
    boxes = [float(box) for *_, box in seen]
    assert shown == sorted(shown) and boxes == sorted(boxes)
    assert len(set(shown)) > 10, "the picture stood still"


# Counts the reads of streams that wait for more.
COUNT_WAITING = """() => {
    const reader = ReadableStreamDefaultReader.prototype, read = reader.read;
    window.waiting = 0;
    window.stopCounting = () => { reader.read = read; };
    reader.read = function () {
        const more = read.call(this), over = () => { window.waiting--; };
        window.waiting++;
        more.then(over, over);
        return more;
    };
}"""


def test_a_strip_that_nobody_wants_any_more_is_let_go(desk):
    lab = desk.put(SLOWDOWN)
    desk.page.evaluate(COUNT_WAITING)
    try:
        for _ in range(5):  # the strip of each is on its way when the other is touched
            for name in ("eta", "w[0]", "b[1]"):
                lab.press(name, "ArrowRight")
        assert desk.page.evaluate("window.waiting") > 0
        desk.settled(lab)
        desk.page.wait_for_function("window.waiting === 0")
    finally:
        desk.page.evaluate("window.stopCounting()")


def test_a_lab_shown_twice_moves_in_both_views(desk):
    desk.put(SLOWDOWN, "from IPython.display import display\ndisplay(lab)\ndisplay(lab)")
    first, second = desk.lab(0), desk.lab(1)
    for hand, other in ((first, second), (second, first)):
        before = other.label
        hand.drag("eta", 0.8, 0.4 if hand is first else 0.6)
        desk.settled(first)
        desk.settled(second)
        assert other.label != before
    second.control("pace").locator("select").select_option(label="fast")
    second.watch("epoch")
    first.play().click()
    second.wait_for_end(300)
    assert len({box for *_, box in second.seen()}) > 30
    desk.settled(first)
    desk.settled(second)
    assert desk.ask("lab.epoch.value") == 300


def test_two_labs_in_a_cell_live_side_by_side(desk):
    desk.put(SLOWDOWN, "other = CostLab(language='en')\n"
                       "from IPython.display import display\ndisplay(lab)\ndisplay(other)")
    desk.page.locator(".lecture-lab[data-lecture=alive]").nth(1).wait_for()
    first, second = desk.lab(0), desk.lab(1)
    for _ in range(2):
        first.drag("eta", 0.8, 0.5)
        second.drag("z", 0.2, 0.7)
    desk.settled(first)
    desk.settled(second, lab="other")


def test_create_new_view_for_output_shows_a_lab_that_moves(desk):
    lab = desk.put(SLOWDOWN)
    desk.window.command("notebook:create-output-view")
    try:
        desk.page.locator(".lecture-lab[data-lecture=alive]").nth(1).wait_for()
        views = desk.lab(0), desk.lab(1)
        before = [view.label for view in views]
        # The new view takes the room and the notebook may be narrow: a key moves a slider anyhow.
        views[1].press("eta", *["ArrowRight"] * 5)
        desk.settled(views[0])
        desk.settled(views[1])
        assert views[0].label != before[0]
    finally:
        desk.page.evaluate("""() => { for (const widget of window.jupyterapp.shell.widgets('main'))
            if (!widget.context) widget.close(); }""")
    desk.page.wait_for_timeout(100)
    lab.drag("eta", 0.2)
    desk.settled(lab)


@pytest.mark.parametrize("epochs", [11, 97, 550])
def test_a_film_of_any_length_ends_on_its_last_epoch_and_begins_anew(desk, epochs):
    lab = desk.put(f"SlowdownLab(language='en', epochs={epochs})")
    lab.control("pace").locator("select").select_option(label="fast")
    for _ in range(2):
        lab.watch("epoch")
        lab.play().click()
        desk.page.wait_for_function(
            "([box, last]) => window.seen.some(([, , text]) => +text < 5) && box.value === last",
            arg=[lab.box("epoch").element_handle(), f"{epochs}"])
        shown = [int(box) for *_, box in lab.seen()]
        shown = shown[min(k for k, epoch in enumerate(shown) if epoch < 5):]
        assert shown == sorted(shown)
        desk.settled(lab)
        assert desk.ask("lab.epoch.value") == epochs


def test_a_film_paused_stands_where_the_kernel_stands(desk):
    lab = desk.put(SLOWDOWN)
    lab.play().click()
    desk.page.wait_for_function("box => +box.value > 30 && +box.value < 300",
                                arg=lab.box("epoch").element_handle())
    lab.play().click()
    desk.settled(lab)
    paused = desk.ask("lab.epoch.value")
    assert 30 <= paused < 300
    lab.play().click()
    desk.page.wait_for_function("([box, paused]) => +box.value > paused && +box.value < 300",
                                arg=[lab.box("epoch").element_handle(), paused])
    lab.play().click()
    desk.settled(lab)


def test_the_film_goes_on_from_where_a_hand_has_put_it(desk):
    lab = desk.put(SLOWDOWN)
    lab.control("pace").locator("select").select_option(label="slow")
    lab.play().click()
    lab.drag("epoch", 0.8)
    lab.watch("epoch")
    desk.page.wait_for_timeout(1000)
    seen = [int(box) for *_, box in lab.seen()]
    assert seen == sorted(seen) and seen[-1] > seen[0] >= 230
    lab.wait_for_end(300)
    desk.settled(lab)
    assert desk.ask("lab.epoch.value") == 300


@pytest.mark.parametrize("delay", [0, 0.1])
def test_the_film_waits_while_an_epoch_is_typed(desk, delay):
    lab = desk.put(SLOWDOWN)
    desk.window.road.delay = delay
    lab.control("pace").locator("select").select_option(label="slow")
    box = lab.box("epoch")
    lab.play().click()
    desk.page.wait_for_timeout(500)
    box.click(click_count=3)
    desk.page.keyboard.type("77", delay=150)
    assert box.input_value() == "77"
    desk.page.keyboard.press("Enter")
    desk.settled(lab)
    assert [desk.ask("lab.epoch.value"), box.input_value()] == [77, "77"]
    lab.play().click()  # and by the keyboard, where the caret is in the box already
    box.focus()
    desk.page.wait_for_timeout(500)
    desk.page.keyboard.press("End")
    desk.page.keyboard.type("9", delay=150)
    stood = box.input_value()
    assert stood.endswith("9")
    desk.page.wait_for_timeout(500)
    assert box.input_value() == stood


def test_a_film_ends_in_silence_when_its_cell_is_run_again(desk):
    for _ in range(3):
        lab = desk.put(SLOWDOWN)
        lab.play().click()
        lab.page.wait_for_function("box => box.value !== '300'",
                                   arg=lab.box("epoch").element_handle())
    lab = desk.put(SLOWDOWN)
    desk.settled(lab)
    assert lab.box("epoch").input_value() == "300"


def test_the_film_shows_a_few_stills_to_who_wants_no_motion(desk):
    desk.page.emulate_media(reduced_motion="reduce")
    try:
        lab = desk.put(SLOWDOWN)
        lab.control("pace").locator("select").select_option(label="fast")
        lab.watch("epoch")
        lab.play().click()
        lab.wait_for_end(300)
        desk.settled(lab)
        assert 3 <= len({box for *_, box in lab.seen()}) <= 10
        assert desk.ask("lab.epoch.value") == 300
    finally:
        desk.page.emulate_media(reduced_motion="no-preference")


def test_a_refused_text_goes_when_its_message_goes(desk):
    lab = desk.put(SLOWDOWN)
    lab.type("eta", "25")
    lab.alert().wait_for()
    assert "25" in lab.alert().inner_text() and lab.box("eta").input_value() == "25"
    lab.drag("w[0]", 0.7)
    lab.alert().wait_for(state="hidden")
    assert lab.box("eta").input_value() == "0.15"
    desk.settled(lab)
    lab.type("epochs", "300,5")
    lab.alert().wait_for()
    assert "300,5" in lab.alert().inner_text() and desk.ask("lab.epochs.value") == 300
    lab.type("epochs", "200")
    lab.alert().wait_for(state="hidden")
    desk.settled(lab)


def test_arrows_in_a_box_go_to_the_next_stop_of_its_slider(desk):
    lab = desk.put(SLOWDOWN)
    box = lab.box("eta")
    box.focus()
    for key, value in (("ArrowDown", 0.14), ("ArrowUp", 0.15), ("ArrowUp", 0.16)):
        desk.page.keyboard.press(key)
        desk.settled(lab)
        assert desk.ask("lab.eta.value") == value
    desk.page.keyboard.type("7")  # 0.167, which is not taken yet
    desk.page.keyboard.press("ArrowDown")
    desk.settled(lab)
    assert [desk.ask("lab.eta.value"), box.input_value()] == [0.16, "0.16"]
    assert lab.alert().is_hidden()


def test_a_key_on_a_slider_is_no_command_for_the_notebook(desk):
    lab = desk.put(SLOWDOWN)
    for key in ("x", "b", "d", "d", "m"):
        lab.press("eta", key)
    count = desk.page.evaluate("""() => {
        const { widgets } = window.jupyterapp.shell.currentWidget.content;
        return [widgets.length, widgets[0].model.type];
    }""")
    assert count == [1, "code"]


def test_a_drag_goes_on_in_the_other_theme(desk):
    lab = desk.put(SLOWDOWN)
    try:
        desk.window.set_theme("dark")
        lab.drag("eta", 0.8, 0.4)
        desk.settled(lab)
        desk.window.screenshot("slowdown-lab-dragged-dark")
    finally:
        desk.window.set_theme("light")
    lab.drag("eta", 0.6)
    desk.settled(lab)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_sliders_say_their_names_and_their_numbers(desk, language):
    lab = desk.put(f"SlowdownLab(language={language!r})")
    said = lab.root.aria_snapshot()
    sliders = re.findall(r'- slider "([^"]+)".*', said)
    assert len(sliders) == 7 and len(set(sliders)) == 7, said
    assert lab.handle("eta").get_attribute("aria-valuetext") == "0.15"
    lab.press("eta", "ArrowRight")
    desk.settled(lab)
    assert lab.handle("eta").get_attribute("aria-valuetext") == "0.16"
    assert not re.search(r"- button(:|\n|$)", said), "a button without a name"
    lab.play().click()
    lab.play().click()
    assert lab.play().get_attribute("aria-label")
    desk.settled(lab)


def test_axe_finds_nothing_of_ours(desk):
    from axe_playwright_python.sync_playwright import Axe

    for kind in LABS:
        desk.put(make(kind))
        found = Axe().run(desk.page, ".lecture-lab", options={"preload": False}).response
        assert [(fault["id"], node["html"][:200]) for fault in found["violations"]
                for node in fault["nodes"]] == [], kind
