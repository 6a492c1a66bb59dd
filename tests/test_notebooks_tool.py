"""`make notebooks` stores what a reader sees, and nothing of the machine or the moment."""

import json

import nbformat
import pytest

import notebooks


def fresh(*sources):
    cells = [nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture
def stored(tmp_path):
    def write(nb):
        path = tmp_path / "sample.ipynb"
        nbformat.write(nb, path)
        return path

    return write


def test_no_line_ends_within_an_equation_a_per_cent_or_before_a_dash():
    said = notebooks.typeset(
        "At η = 0.15 and $a = 1$, 85 % of 269 408: `x = 1` — [no. 1](a = b.ipynb), № 0\n\n- a − y")
    assert said == (
        "At η\u00a0=\u00a00.15 and $a = 1$, 85\u00a0% of 269\u00a0408: `x = 1`\u00a0— "
        "[no. 1](a = b.ipynb), №\u00a00\n\n- a\u00a0−\u00a0y")


def test_machine_and_moment_are_left_out():
    nb = fresh("1")
    nb.metadata = {"widgets": {"state": {}}, "language_info": {"name": "python", "version": "3"}}
    cell = nb.cells[0]
    cell.execution_count = 1
    cell.metadata = {"execution": {"iopub.status.busy": "now"}, "tags": ["keep"], "scrolled": True}
    data = {"text/plain": "Lab()", notebooks.WIDGET_VIEW: {"model_id": "random"}}
    cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=7)]
    text = notebooks.canonical(nb)
    kept = json.loads(text)
    assert kept["metadata"] == notebooks.NOTEBOOK_METADATA
    assert kept["cells"][0]["metadata"] == {"tags": ["keep"]}
    assert kept["cells"][0]["outputs"][0]["data"] == {"text/plain": ["Lab()"]}
    assert kept["cells"][0]["outputs"][0]["execution_count"] == 1
    assert text.endswith("}\n") and not text.endswith("\n\n")
    assert notebooks.WIDGET_VIEW in cell.outputs[0].data, "the given notebook was changed"


def test_executing_twice_changes_nothing_the_second_time(stored):
    path = stored(fresh("import ipywidgets", "print('эпоха')", "ipywidgets.FloatSlider(0.15)"))
    assert notebooks.faults(path)
    assert notebooks.execute(path)
    assert notebooks.faults(path) == []
    assert "эпоха" in path.read_text(encoding="utf-8")
    assert not notebooks.execute(path)


def test_a_cell_that_raises_leaves_the_file_alone(stored, capsys):
    path = stored(fresh("print(1)", "1 / 0"))
    before = path.read_bytes()
    assert notebooks.main([str(path)]) == 1
    assert path.read_bytes() == before
    said = capsys.readouterr().out
    assert "sample.ipynb: FAILED" in said and "ZeroDivisionError" in said


def test_check_names_what_is_not_canonical(stored, capsys):
    path = stored(fresh("1"))
    assert notebooks.main(["--check", str(path)]) == 1
    assert "execution counts" in capsys.readouterr().out


def test_a_notebook_exported_as_a_script_is_a_python_file(tmp_path):
    from nbconvert.exporters import ScriptExporter

    path = notebooks.all_notebooks()[0]
    script, resources = ScriptExporter().from_filename(str(path))
    assert resources["output_extension"] == ".py"
    compile(script, "script", "exec")
