"""JupyterLite with the notebooks, for the site's lite/ folder: `python -m publish.lite FOLDER`.

Its Python (Pyodide) comes from a public delivery network, at build time and for the reader, so only
the workflow that publishes the site builds it. lecture_core and the widgets stand in Pyodide's
lock: no notebook needs a line that installs something. Needs Python 3.12 or newer and jupyterlite's
packages, see .github/workflows/site.yml.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from publish import pages

WHEELS = ("anywidget", "ipywidgets", "jupyterlab-widgets", "psygnal", "widgetsnbextension")


def main(out):
    with tempfile.TemporaryDirectory(prefix="lecture-lite-") as folder:
        lite = Path(folder)
        wheels = lite / "pypi"
        pins = (pages.ROOT / "requirements.txt").read_text(encoding="utf-8")
        wanted = [re.search(rf"^{name}==\S+", pins, re.MULTILINE)[0] for name in WHEELS]
        pip = [sys.executable, "-m", "pip", "--quiet"]
        run(*pip, "wheel", "--no-deps", "--wheel-dir", wheels, pages.ROOT)
        run(*pip, "download", "--no-deps", "--only-binary=:all:", "--platform=any",
            "--dest", wheels, *wanted)  # fmt: skip
        config = {"PyodideLockAddon": {"enabled": True, "wheels": ["pypi"]}}
        (lite / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
        run(sys.executable, "-m", "jupyterlite_core", "build", "--no-sourcemaps", "--lite-dir",
            lite, "--contents", pages.ROOT / "notebooks", "--output-dir", out)  # fmt: skip


def run(*command):
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
