"""The Makefile, asked what it would do (`make -n`): a moved folder, the token, the addresses."""

import shutil
import subprocess

import pytest

import mutants
from notebooks import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture
def folder(tmp_path):
    """A copy of what make reads, its .venv made there a moment ago."""
    for name in ("Makefile", "requirements.txt", "pyproject.toml", "CITATION.cff", "README.md",
                 "jupyter_nbconvert_config.json"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "notebooks" / "ru").mkdir(parents=True)
    (tmp_path / "notebooks" / "ru" / "00_start.ipynb").touch()
    for name in ("publish", "tests"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.txt").touch()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / ".installed").write_text(f"{tmp_path}\n", encoding="utf-8")
    return tmp_path


def make(folder, *arguments):
    done = subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_environment_is_kept_while_nothing_changes(folder):
    assert "-m venv" not in make(folder, "-n", "lab")


def test_the_environment_of_a_moved_folder_is_made_anew(folder):
    moved = folder.with_name("moved here")
    folder.rename(moved)
    assert "venv --clear" in make(moved, "-n", "lab")


def test_make_test_runs_every_part(folder):
    commands = make(folder, "-n", "test")
    for part in ("tests --ignore=tests/browser", "--nbval notebooks", "pytest tests/browser"):
        assert part in commands


def test_the_server_keeps_its_token(folder):
    command = make(folder, "-n", "lab")
    assert "jupyterlab" in command
    for word in ("token", "password", "disable_check_xsrf", "allow_origin", "ip="):
        assert word not in command


def test_mutants_are_made_of_one_module_if_wanted_and_every_module_has_its_tests(folder):
    assert "tools/mutants.py lecture_core/laws.py" in make(
        folder, "-n", "mutants", "MODULE=lecture_core/laws.py")
    maths = [path.relative_to(ROOT / "lecture_core").with_suffix("").as_posix()
             for pattern in ("*.py", "fast/*.py", "exercises/*.py")
             for path in (ROOT / "lecture_core").glob(pattern)]
    assert {*mutants.TESTS, "__init__", "fast/__init__"} == set(maths)
    files = {f"test_{name}.py" for names in mutants.TESTS.values() for name in names}
    assert all((ROOT / "tests" / name).exists() for name in files)


def test_the_owner_s_addresses_are_set_everywhere(folder):
    make(folder, "owner", "OWNER=ada/neuron")
    for name in ("pyproject.toml", "CITATION.cff", "README.md"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "why-a-neuron-learns-slowly" not in text.replace('"why-a', ""), name
        assert "ada/neuron" in text
    assert "https://ada.github.io/neuron/" in (folder / "pyproject.toml").read_text("utf-8")


def test_jupyterlite_is_installed_only_where_it_is_asked_for(folder):
    assert "lite-requirements.txt" in make(folder, "-n", "site", "LITE=1")
    assert "lite-requirements" not in make(folder, "-n", "site")
