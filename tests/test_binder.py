"""What Binder makes of the repository: its own tool's Dockerfile, and where the badges lead."""

import re
import subprocess
import sys
import tomllib
import urllib.parse

import pytest

from notebooks import LANGUAGES, NOTEBOOKS, ROOT


@pytest.fixture(scope="module")
def dockerfile():
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_binder_builds_on_its_usual_image(dockerfile):
    assert re.search(r"^FROM \S*buildpack-deps:", dockerfile, re.MULTILINE)


def test_binder_s_python_is_one_the_lecture_runs_on(dockerfile):
    named = (ROOT / "binder" / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    least = project["requires-python"].removeprefix(">=")
    assert tuple(map(int, named.split("."))) >= tuple(map(int, least.split(".")))
    assert re.search(rf"environment-2epy-2d{named.replace('.', '-2e')}", dockerfile)


def test_binder_installs_the_reader_s_pins_and_nothing_else(dockerfile):
    assert dockerfile.count('pip install --no-cache-dir -r "binder/requirements.txt"') == 1
    lines = (ROOT / "binder" / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["-r ../requirements.txt"]
    assert "apt-get install" not in dockerfile.partition("# Copy stuff.")[2]


def test_binder_runs_post_build(dockerfile):
    assert "RUN ./binder/postBuild" in dockerfile
    assert (ROOT / "binder" / "postBuild").stat().st_mode & 0o111


def test_each_badge_opens_the_first_notebook_of_its_language():
    opened = set()
    for readme in ROOT.glob("README*.md"):
        for address in re.findall(r"https://mybinder\.org/v2/gh/\S+", readme.read_text("utf-8")):
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
            opened.add(query["urlpath"][0])
    assert opened == {f"lab/tree/notebooks/{language}/00_start.ipynb" for language in LANGUAGES}
    assert all((ROOT / path.removeprefix("lab/tree/")).exists() for path in opened)
    assert NOTEBOOKS == ROOT / "notebooks"
