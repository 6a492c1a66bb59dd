"""Fixtures of the browser tests: `lab` is a fresh JupyterLab window on a copy of the notebooks.

Without a browser these tests are skipped; with LECTURE_REQUIRE_BROWSER=1 (as in .ci/run) they fail.
LECTURE_BROWSER names a Chromium that is not on the PATH.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys

import pytest

import real_lab
from hand import Desk
from slow_road import slow_road


@pytest.fixture(scope="session")
def lecture_folder(tmp_path_factory):
    """A copy of the notebooks that JupyterLab may write to; paths read notebooks/ru/..."""
    folder = tmp_path_factory.mktemp("lecture")
    shutil.copytree(
        real_lab.ROOT / "notebooks",
        folder / "notebooks",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    return folder


@pytest.fixture(scope="session")
def chromium():
    if not real_lab.find_browser():
        sentence = (
            "no Chromium or Chrome is installed (Debian, Ubuntu: apt-get install chromium); "
            "LECTURE_BROWSER can name one"
        )
        if os.environ.get("LECTURE_REQUIRE_BROWSER"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    with real_lab.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def jupyter(chromium, lecture_folder):
    with real_lab.jupyter_server(lecture_folder) as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def site_under_way(request, tmp_path_factory):
    """(folder, process) of the site, if a test wants it: it is built beside the tests before."""
    wanted = any("website" in item.fixturenames for item in request.session.items)
    if not (wanted and real_lab.find_browser()):
        yield None
        return
    folder = tmp_path_factory.mktemp("website") / "site"
    command = [sys.executable, "-m", "publish.website", "--out", folder]
    with open(folder.parent / "report", "w", encoding="utf-8") as report:
        building = subprocess.Popen(command, cwd=real_lab.ROOT, stdout=report, stderr=report)
        yield folder, building
        building.kill()
        building.wait()


@pytest.fixture(scope="session")
def website(chromium, site_under_way):
    """The folder of the site with the decks in slides/; see publish/."""
    missing = [name for name in ("sphinx", "myst_nb", "furo", "sphinx_revealjs", "py_mini_racer",
                                 "ziamath") if not importlib.util.find_spec(name)]
    if missing:
        sentence = (
            "the tools of publish/requirements.txt are not all installed "
            f"({', '.join(missing)} missing): make site"
        )
        if os.environ.get("LECTURE_REQUIRE_BROWSER"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    folder, building = site_under_way
    done = building.wait(10 * real_lab.SECONDS)
    assert done == 0, (folder.parent / "report").read_text(encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def window(chromium, jupyter, lecture_folder):
    """A window that many tests share, on a notebook of one cell; `road.delay` slows its network."""
    Desk.store(lecture_folder / "desk.ipynb")
    with slow_road(int(jupyter.url.rpartition(":")[2])) as road:
        far = real_lab.Server(f"http://127.0.0.1:{road.port}", jupyter.token)
        with real_lab.LabPage.new(chromium, far) as page:
            page.road = road
            page.open_notebook("desk.ipynb")
            assert page.errors == [] and page.foreign_requests() == []
            page.page.set_default_timeout(real_lab.OPEN)
            yield page


@pytest.fixture
def beside(window, request):
    """`beside(path)` opens a notebook in the shared window until the test ends: a LabPage.

    Whatever goes wrong in the page fails the test.
    """
    with contextlib.ExitStack() as notebooks:

        def opened(path, **how):
            notebooks.enter_context(window.beside(path, **how))
            return window

        with _watched(window, request):
            yield opened


@pytest.fixture
def desk(window, request):
    """A Desk (see hand.py) in the shared window; whatever goes wrong in the page fails the test."""
    try:
        with _watched(window, request):
            yield Desk(window)
    finally:
        window.road.delay = 0
        window.page.mouse.up()


@contextlib.contextmanager
def _watched(window, request):
    window.errors.clear()
    window.requests.clear()
    yield
    if getattr(request.node, "failed", False):
        window.screenshot("failed-" + re.sub(r"\W+", "-", request.node.name))
    else:
        assert window.errors == [] and window.error_outputs() == []
        assert window.foreign_requests() == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


@pytest.fixture
def lab(chromium, jupyter, request):
    """A LabPage (see real_lab.py) in the light theme; `lab.set_theme("dark")` switches.

    A test that fails leaves a screenshot of its last moment in tests/artefacts/.
    """
    with real_lab.LabPage.new(chromium, jupyter) as page:
        yield page
        if getattr(request.node, "failed", False):
            page.screenshot("failed-" + re.sub(r"\W+", "-", request.node.name))
