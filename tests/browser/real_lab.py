"""A real JupyterLab and a real Chromium for tests and benchmarks, cut off from the network.

    with jupyter_server(folder) as server, chromium() as browser:
        with LabPage.new(browser, server) as lab:
            lab.open_notebook("notebooks/ru/01_slowdown.ipynb")
            lab.run_all()

In tests take the fixture `lab` of conftest.py, which is this LabPage on a copy of the notebooks.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The name resolver knows this machine only: what a page asks of any other fails and is recorded.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
SECONDS = 180  # generous: a loaded machine with two cores
OPEN = 20_000  # ms; in a window that is open nothing takes longer, but for a notebook's run


def find_browser():
    """The path of an installed Chromium or Chrome, or None."""
    named = os.environ.get("LECTURE_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


class Server:
    """A running JupyterLab: `.url`, `.token`, and its REST interface through `.ask`."""

    def __init__(self, url, token):
        self.url, self.token = url, token

    def ask(self, method, path, body=None):
        """One REST request; the decoded JSON answer, None where there is none."""
        request = urllib.request.Request(
            self.url + urllib.parse.quote(path),
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def sessions(self):
        return {session["id"] for session in self.ask("GET", "/api/sessions")}

    def shut_down_kernels(self, but=()):
        for session in self.sessions() - set(but):
            with contextlib.suppress(urllib.error.HTTPError):  # it has just ended by itself
                self.ask("DELETE", f"/api/sessions/{session}")


@contextlib.contextmanager
def jupyter_server(folder):
    """JupyterLab on `folder`: token on, own port, settings and home of its own, no news."""
    import matplotlib

    home = Path(tempfile.mkdtemp(prefix="lecture-lab-"))
    settings = home / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    no_news = json.dumps({"fetchNews": "false", "checkForUpdates": False})
    settings.joinpath("notification.jupyterlab-settings").write_text(no_news, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    environment = {key: value for key, value in os.environ.items() if "JUPYTER" not in key}
    environment |= {
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_TOKEN": token,
        "MPLCONFIGDIR": matplotlib.get_configdir(),  # the font cache is already there
    }
    with open(home / "log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"),
                *("--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"),
                "--LabApp.extension_manager=readonly",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                "--LabApp.news_url=None",
                "--LabApp.expose_app_in_browser=True",
                "--JupyterNotebookApp.expose_app_in_browser=True",
                # Notebook's own extension has no place in Voila and keeps it from starting.
                "--VoilaConfiguration.extension_denylist=['@jupyter-notebook/lab-extension']",
                # Should the test run be killed, the server ends by itself.
                *(
                    "--MappingKernelManager.cull_idle_timeout=600",
                    "--MappingKernelManager.cull_interval=60",
                ),
                "--ServerApp.shutdown_no_activity_timeout=600",
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", token)
    try:
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                server.ask("GET", "/api/status")
                break
            except OSError as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    text = (home / "log").read_text(encoding="utf-8", errors="replace")
                    raise RuntimeError(f"JupyterLab did not start:\n{text}") from error
                time.sleep(0.1)
        yield server
        server.shut_down_kernels()
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def chromium():
    """A headless Chromium (a Playwright Browser)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=FLAGS, timeout=SECONDS * 1000
        )
        try:
            yield browser
        finally:
            browser.close()


def front_end_s_own(stack):
    """Did an error arise and pass in the code of JupyterLab's or Notebook's core alone?

    Both now and then stumble at the start (a command not registered yet) or in their windowed list.
    Labs come as a module of their own (blob:, data:) and work through the extensions of ipywidgets
    and anywidget: with any of those on the stack, or without a stack, an error is ours.
    """
    files = re.findall(r"\b(?:https?|blob|data):[^\s)]+", stack)
    return bool(files) and all(re.match(r"http://[^/]+/static/(lab|notebook)/", file)
                               for file in files)


class LabPage:
    """One JupyterLab window of 1280 x 800 and what went on in it.

    .page       the Playwright page, for locators, mouse and keyboard
    .errors     what the console reported as an error, and exceptions nobody caught, but for those
                that arise in the front end's core alone
    .requests   the address of every request and web socket the window made
    """

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.errors, self.requests = [], []
        self.notebook_path = None
        page.set_default_timeout(SECONDS * 1000)
        page.on("console", self._console)
        page.on("pageerror", self._uncaught)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda websocket: self.requests.append(websocket.url))

    @classmethod
    @contextlib.contextmanager
    def new(cls, browser, server, *, width=1280, height=800, theme="light"):
        """A window with storage of its own; its kernels end with it."""
        context = browser.new_context(viewport={"width": width, "height": height})
        context.add_init_script("Error.stackTraceLimit = 60")
        lab = cls(context.new_page(), server)
        lab._store_theme(theme)
        others = server.sessions()
        try:
            yield lab
        finally:
            context.close()
            server.shut_down_kernels(but=others)

    def _uncaught(self, error):
        if not front_end_s_own(error.stack or ""):
            self.errors.append(f"uncaught: {error}\n{error.stack}")

    def _console(self, message):
        if message.type == "error" and not front_end_s_own(message.text):
            where = (message.location or {}).get("url", "").replace(self.server.token, "***")
            self.errors.append(f"{message.text} ({where})")

    def _store_theme(self, theme):
        setting = json.dumps({"theme": THEMES[theme]})
        plugin = "@jupyterlab/apputils-extension:themes"
        self.server.ask("PUT", f"/lab/api/settings/{plugin}", {"raw": setting})

    # Opening and running

    def open_notebook(self, path, *, clear=True):
        """Open `path` (from the server's folder), wait for its kernel, drop the stored outputs.

        With clear=False the stored outputs stay: what a reader sees before running anything.
        """
        quoted = urllib.parse.quote(path)
        self.page.goto(
            f"{self.server.url}/lab/tree/{quoted}?token={self.server.token}&reset",
            wait_until="domcontentloaded",
        )
        self._opened(path, clear)

    @contextlib.contextmanager
    def beside(self, path, *, clear=True):
        """`path` open in the window as it is, JupyterLab not loaded anew; then closed unsaved."""
        others = self.server.sessions()
        self.command("docmanager:open", {"path": path})
        try:
            self.page.set_default_timeout(SECONDS * 1000)
            self._opened(path, clear)
            yield
        finally:
            self.page.set_default_timeout(OPEN)
            self.page.evaluate(
                """async () => {
                    const panel = window.jupyterapp.shell.currentWidget;
                    await panel.sessionContext.shutdown();
                    panel.context.model.dirty = false;
                    panel.close();
                }"""
            )
            self.server.shut_down_kernels(but=others)

    def _opened(self, path, clear):
        self.notebook_path = path
        # The indicator says idle before a kernel exists: ask the session for its kernel as well.
        self.page.wait_for_function(
            """path => {
                const widget = window.jupyterapp?.shell?.currentWidget;
                const session = widget?.sessionContext;
                return widget?.context?.path === path && widget.context.isReady
                    && session.isReady && session.session?.kernel?.connectionStatus === 'connected'
                    && session.session.kernel.status === 'idle';
            }""",
            arg=path,
        )
        self.wait_idle()
        if clear:
            self.command("notebook:clear-all-cell-outputs")

    def command(self, name, arguments=None):
        """Execute a JupyterLab command in the window; its (JSON) answer."""
        return self.page.evaluate(
            """async ([name, args]) => {
                const answer = await window.jupyterapp.commands.execute(name, args ?? {});
                return ['boolean', 'string', 'number'].includes(typeof answer) ? answer : null;
            }""",
            [name, arguments],
        )

    def run_all(self):
        """Run every cell, wait for the last one, its widgets drawn and the kernel idle."""
        self.command("notebook:run-all-cells")
        self.wait_idle()
        # A view that has not arrived yet shows the words "Loading widget...".
        self.page.wait_for_function(
            """() => {
                const outputs = [...document.querySelectorAll('.jp-OutputArea-output')];
                return !outputs.some(node => node.textContent.startsWith('Loading widget'));
            }"""
        )
        self.wait_painted()

    def wait_idle(self):
        """Wait until the kernel has answered everything it was asked."""
        self.page.wait_for_function(
            """() => {
                const widget = window.jupyterapp.shell.currentWidget;
                return widget.sessionContext.session?.kernel?.status === 'idle'
                    && document.querySelector(
                        '.jp-NotebookPanel:not(.lm-mod-hidden) '
                        + '.jp-Notebook-ExecutionIndicator[data-status=idle]');
            }"""
        )

    def wait_painted(self):
        """Wait for two animation frames: what was set is on the screen."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    # Looking

    def cell(self, cell_id):
        """The locator of the cell with this id."""
        index = self.page.evaluate(
            """id => window.jupyterapp.shell.currentWidget.content.widgets
                .findIndex(cell => cell.model.id === id)""",
            cell_id,
        )
        if index < 0:
            raise LookupError(f"{self.notebook_path} has no cell {cell_id!r}")
        return self.page.locator(
            f'.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index="{index}"]'
        )

    def show(self, cell_id):
        """Scroll to a cell's top and return its locator."""
        cell = self.cell(cell_id)
        cell.evaluate("node => node.scrollIntoView({block: 'start'})")
        self.wait_painted()
        return cell

    def outputs(self):
        """The notebook's outputs now, a list of (cell id, list of nbformat outputs)."""
        return self.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.content.widgets
                .filter(cell => cell.model.type === 'code')
                .map(cell => [cell.model.id, cell.model.outputs.toJSON()])"""
        )

    def error_outputs(self):
        """Tracebacks and words on stderr among the outputs, as text with the cell's id."""
        return [
            f"{cell_id}: {output.get('evalue') or output.get('text')}"
            for cell_id, outputs in self.outputs()
            for output in outputs
            if output["output_type"] == "error" or output.get("name") == "stderr"
        ]

    def foreign_requests(self):
        """Requests that would have left this machine."""
        local = ("127.0.0.1", None)  # data: and blob: addresses have no host
        return [url for url in self.requests if urllib.parse.urlsplit(url).hostname not in local]

    def html(self, locator):
        """What a locator's element shows now, as HTML: keep it for `wait_for_change`."""
        return locator.evaluate("node => node.outerHTML")

    def wait_for_change(self, locator, before):
        """Wait until the element shows something else than `before`; the new HTML."""
        self.page.wait_for_function(
            "([node, before]) => node.outerHTML !== before", arg=[locator.element_handle(), before]
        )
        return self.html(locator)

    def set_theme(self, theme):
        """Switch the open window to "light" or "dark" and wait until it is shown."""
        self.command("apputils:change-theme", {"theme": THEMES[theme]})
        self.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light",
            arg=str(theme == "light").lower(),
        )
        self.wait_painted()

    def screenshot(self, name, locator=None):
        """Store tests/artefacts/<name>.png of the window, or of one element; its path."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        (locator or self.page).screenshot(path=path, animations="disabled")
        return path
