"""A reader's hand on a lab in a browser: type, press, drag, and see what the page shows.

    desk.put("SlowdownLab(language='en')")      a cell that shows `lab`
    desk.lab().drag("eta", 0.2, 0.8)            from here to there, shares of the slider's length
    desk.settled()                              the page shows what the kernel has
"""

import json
import time

# What a page shows: its boxes, its sliders' stops, and whether its picture is the kernel's text
# read by the same parser.
SHOWN = """([root, layer, controls]) => {
    const there = new DOMParser().parseFromString(layer, 'text/html').body.firstElementChild;
    const all = what => controls.map(name => root.querySelector(`.lecture-${name} ${what}`));
    return [root.querySelector('svg[role=img]')?.outerHTML === there.outerHTML,
            all('input[type=text]').map(box => box.value),
            all('.noUi-handle').map(handle => +handle.getAttribute('aria-valuenow'))];
}"""
# What the page shows at each frame, until the watch is called off.
WATCH = """([root, box]) => {
    const seen = window.seen = [];
    const look = () => {
        const picture = root.querySelector('svg[role=img]');
        if (picture) seen.push([performance.now(), picture.getAttribute('aria-label'), box.value]);
        if (window.seen === seen && picture) requestAnimationFrame(look);
    };
    look();
}"""


def in_class(name):
    """A control's name as a class of CSS has it: w[0] is w-0."""
    return name.replace("[", "-").replace("]", "")


class LabOnPage:
    """One view of a lab: its controls by their names ("eta", "w[0]"), what it shows."""

    def __init__(self, page, root):
        self.page, self.root = page, root

    def control(self, name):
        return self.root.locator(f".lecture-{in_class(name)}")

    def box(self, name):
        return self.control(name).locator("input[type=text]")

    def handle(self, name):
        return self.control(name).locator(".noUi-handle")

    def play(self):
        return self.root.locator(".lecture-play button").first

    def alert(self):
        return self.root.locator("[role=alert]")

    @property
    def label(self):
        """The description of the picture shown."""
        return self.root.locator("svg[role=img]").get_attribute("aria-label")

    def type(self, name, words):
        self.box(name).fill(words)
        self.box(name).press("Enter")

    def press(self, name, *keys):
        self.handle(name).focus()
        for key in keys:
            self.page.keyboard.press(key)

    def grasp(self, name):
        """Press the mouse on a slider's handle; returns `to(share)`, which drags it there."""
        mouse, handle = self.page.mouse, self.handle(name)
        handle.scroll_into_view_if_needed()
        track = self.control(name).locator(".noUi-base").bounding_box()
        for _ in range(20):  # a film may draw the handle away from under the mouse
            grip = handle.bounding_box()
            y = grip["y"] + grip["height"] / 2
            mouse.move(grip["x"] + grip["width"] / 2, y)
            mouse.down()
            if handle.evaluate("node => node.classList.contains('noUi-active')"):
                break
            mouse.up()
        else:
            raise AssertionError(f"the handle of {name} cannot be grasped")
        return lambda share, steps=12: mouse.move(
            track["x"] + share * track["width"], y, steps=steps)

    def drag(self, name, *shares, steps=12):
        """Drag a slider to each share of its length, at the mouse's full speed, and let it go."""
        to = self.grasp(name)
        for share in shares:
            to(share, steps)
        self.page.mouse.up()

    def wait_for_end(self, epoch):
        """Wait until the film, which may have stood at its end before, has come to this epoch."""
        for shown in ("!==", "==="):
            self.page.wait_for_function(f"([box, end]) => box.value {shown} end",
                                        arg=[self.box("epoch").element_handle(), f"{epoch}"])

    def watch(self, name):
        """Begin to note at each frame (time, description of the picture, text of the box)."""
        self.page.evaluate(WATCH, [self.root.element_handle(), self.box(name).element_handle()])

    def seen(self):
        """What was noted since `watch`, which ends."""
        return self.page.evaluate(
            "() => { const all = window.seen; window.seen = null; return all; }")


class Desk:
    """A notebook of one cell in an open JupyterLab window, for one lab after another."""

    def __init__(self, window):
        self.window, self.page = window, window.page

    @staticmethod
    def store(path):
        """Write the notebook of one empty cell that a desk works on."""
        import nbformat

        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(id="desk")])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, path)

    def put(self, lab, shown="lab"):
        """Run a cell that makes `lab` and shows it; wait until it is alive. Returns the view."""
        self.run(f"from lecture_core.labs import *\nlab = {lab}\n{shown}")
        self.page.locator(".lecture-lab[data-lecture=alive]").first.wait_for()
        self.window.wait_painted()
        return self.lab()

    def run(self, source):
        """Put `source` into the cell and run it to its end."""
        self.page.mouse.move(0, 0)
        self.page.evaluate(
            """async source => {
                const panel = window.jupyterapp.shell.currentWidget;
                panel.content.activeCellIndex = 0;
                panel.content.widgets[0].model.sharedModel.setSource(source);
                await window.jupyterapp.commands.execute('notebook:run-cell');
            }""", source)
        self.window.wait_idle()

    def lab(self, number=0):
        return LabOnPage(self.page, self.page.locator(".lecture-lab").nth(number))

    def ask(self, expression):
        """The value of a Python expression in the kernel."""
        code = f"import json; print('\\x02' + json.dumps({expression}))"
        said = self.execute(code)
        assert "\x02" in said, said
        return json.loads(said.partition("\x02")[2])

    def execute(self, code):
        """Run code in the kernel as another cell would; what it prints, or its traceback."""
        return self.page.evaluate(
            """async code => {
                const panel = [...window.jupyterapp.shell.widgets('main')]
                    .find(one => one.sessionContext);
                const future = panel.sessionContext.session.kernel.requestExecute({code});
                const said = [];
                future.onIOPub = ({content}) => said.push(content.text ?? content.evalue ?? '');
                await future.done;
                return said.join('');
            }""", code)

    def settled(self, view=None, lab="lab", seconds=8):
        """Wait until page and kernel show the same, numbers and picture, and stay so."""
        view, end, agreed = view or self.lab(), time.monotonic() + seconds, 0
        while agreed < 2:
            names, picture, state, places = self.ask(
                f"(list({lab}.panel.numbers), {lab}.picture, {lab}.panel.state(),"
                f" [c.slider.value for c in {lab}.panel.numbers.values()])")
            there = [True, [state[name] for name in names], places]
            shown = self.page.evaluate(
                SHOWN, [view.root.element_handle(), picture, [in_class(name) for name in names]])
            agreed = agreed + 1 if shown == there else 0
            assert agreed or time.monotonic() < end, (shown, there)
            self.page.wait_for_timeout(80)
