"""A page of the built site or a deck in a real browser: what the tests of both look at."""

import contextlib
import functools
import gzip
import http.server
import threading
import urllib.parse

# Not ours: furo has two <aside> landmarks without names.
NOT_OURS = {"landmark-unique": "sidebar-drawer"}


class Page:
    """A window on a published page: `.page` (Playwright's), `.errors`, `.requests`."""

    def __init__(self, page):
        self.page, self.errors, self.requests = page, [], []
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on(
            "console", lambda said: self.errors.append(said.text) if said.type == "error" else None
        )
        page.on("request", lambda request: self.requests.append(request.url))

    def foreign_requests(self):
        """Requests that would have left this machine."""
        parts = map(urllib.parse.urlsplit, self.requests)
        return [part.geturl() for part in parts if part.hostname not in (None, "127.0.0.1")]

    def accessibility_faults(self):
        """What axe finds in our own HTML, as sentences."""
        from axe_playwright_python.sync_playwright import Axe

        return [
            f"{fault['id']}: {node['html'][:200]}"
            for fault in Axe().run(self.page, options={"preload": False}).response["violations"]
            for node in fault["nodes"]
            if NOT_OURS.get(fault["id"], "\0") not in node["html"]
        ]


def drag_a_lab(page):
    """Draws the first slider of the lab in sight to its left: the number and the picture follow."""
    lab = page.locator(".lab-page").filter(visible=True).first
    slider, number = lab.locator("input[type=range]").first, lab.locator("output").first
    lab.locator(".lecture-picture svg").first.wait_for()
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    before = number.inner_text(), lab.locator(".lecture-picture").inner_html()
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 5, middle, steps=5)
    page.mouse.up()
    page.wait_for_function(
        """([lab, number, picture]) => lab.querySelector("output").innerText !== number
            && lab.querySelector(".lecture-picture").innerHTML !== picture""",
        arg=[lab.element_handle(), *before],
    )


@contextlib.contextmanager
def window(browser, *, width=1280, height=720, theme="light", language="en"):
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale=language,
        reduced_motion="reduce",
    )  # fmt: skip
    try:
        yield Page(context.new_page())
    finally:
        context.close()


class _Packed(http.server.SimpleHTTPRequestHandler):
    """Files of `directory` under a sub-path, packed as a web server packs them."""

    prefix = "/teaching/neuron/"

    def translate_path(self, path):
        inside = path.removeprefix(self.prefix) if path.startswith(self.prefix) else "no-such-file"
        return super().translate_path("/" + inside)

    def do_GET(self):
        file = self.send_head()
        if file is None:
            return
        with file:
            content = file.read()
        self.server.sent[self.path] = len(gzip.compress(content))
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served(folder):
    """(address, sent): the folder on a server under a sub-path; `sent` has each file's packed
    size."""
    handler = functools.partial(_Packed, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.sent = {}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{_Packed.prefix}", server.sent
        server.shutdown()
