"""What a stored notebook, an archive or a workflow could carry that nobody asked for."""

import ast
import re

import pytest
import yaml

import notebooks
from notebooks import ROOT

# A tag or an attribute by which HTML or SVG runs code.
RUNS = re.compile(r"<script|<iframe|<object|<embed|javascript:|\son\w+\s*=\s*[\"']", re.IGNORECASE)
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize(
    "path", notebooks.all_notebooks(), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_no_stored_output_and_no_text_runs_code(path):
    assert not RUNS.search(path.read_text(encoding="utf-8").replace('\\"', '"'))


@pytest.mark.parametrize(
    "sample", ["<SCRIPT>", '<p onclick="f()">', '<svg onload = "f()">', "javascript:f()"]
)
def test_what_runs_code_is_found(sample):
    assert RUNS.search(sample)


def test_archives_are_read_without_pickle():
    for path in ROOT.glob("lecture_core/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                assert node.value.value is False, path
            name = getattr(node, "id", "") or getattr(node, "attr", "")
            assert name not in ("pickle", "unpickle", "marshal"), path


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_names_its_actions_by_commit_and_may_only_read(path):
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in used), used
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    assert not re.search(r"(contents|packages|actions): write|write-all", text)


def test_the_site_is_published_from_the_commit_that_the_tests_have_passed():
    test, site = (yaml.safe_load((WORKFLOWS[0].parent / name).read_text(encoding="utf-8"))
                  for name in ("test.yml", "site.yml"))
    # A bare `on` is the truth value of YAML 1.1.
    assert site[True]["workflow_run"] == {"workflows": [test["name"]], "types": ["completed"],
                                          "branches": ["main"]}
    assert not {"push", "pull_request", "schedule"} & set(site[True])
    build = site["jobs"]["build"]
    assert "workflow_run.conclusion == 'success'" in build["if"]
    assert build["steps"][0]["with"]["ref"].startswith("${{ github.event.workflow_run.head_sha")


def test_every_file_of_pins_is_audited():
    weekly = (WORKFLOWS[0].parent / "weekly.yml").read_text(encoding="utf-8")
    audit = weekly[weekly.index("bin/pip-audit"):]
    listed = {path.relative_to(ROOT).as_posix()
              for folder in (".", "tests", "publish") for path in (ROOT / folder).glob("*.txt")}
    assert set(re.findall(r"-r (\S+)", audit)) == listed
