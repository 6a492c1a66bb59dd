"""Every notebook, in both languages, runs in a real JupyterLab without a word on the console."""

import pytest

import real_lab

NOTEBOOKS = sorted(
    str(path.relative_to(real_lab.ROOT)) for path in real_lab.ROOT.glob("notebooks/*/*.ipynb")
)


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_notebook_runs_without_errors_and_without_the_network(lab, path):
    lab.open_notebook(path)
    lab.run_all()
    for theme in ("light", "dark"):
        lab.set_theme(theme)
        lab.screenshot(path.removesuffix(".ipynb").replace("/", "-") + f"-{theme}")
    assert lab.error_outputs() == []
    assert lab.errors == []
    assert lab.foreign_requests() == []
    assert any(outputs for _, outputs in lab.outputs())
