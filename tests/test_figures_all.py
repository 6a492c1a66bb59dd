"""What holds for every picture of the series: any settings of the reader's, words, small files."""

import base64
import io
import re
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib
import matplotlib.style
import numpy as np
import pytest
from PIL import Image

import pictures
from lecture_core import figures
from lecture_core.stage.svg import SvgLayers
from lecture_core.words import LANGUAGES

ALL = {**pictures.LIVE, **pictures.STILL}
WITHOUT_NUMBERS = ("inputs", "master curve")  # a formula as a drawing; a law without units
# As a reader may have set them; what a style sheet or a matplotlibrc sets comes to the same.
HOSTILE = {
    "lines.marker": "x", "lines.linestyle": ":", "lines.linewidth": 9, "lines.markersize": 22,
    "lines.markeredgecolor": "red", "lines.dashed_pattern": (1, 9), "lines.scale_dashes": False,
    "text.usetex": True, "text.hinting": "none", "text.parse_math": False, "font.family": "serif",
    "font.weight": "bold", "axes.unicode_minus": False, "axes.formatter.use_locale": True,
    "axes.formatter.limits": (0, 0), "axes.grid": False, "axes.linewidth": 7, "axes.xmargin": 0.4,
    "axes.facecolor": "black", "figure.facecolor": "black", "figure.dpi": 33, "savefig.dpi": 33,
    "savefig.bbox": "tight", "savefig.transparent": True, "figure.autolayout": True,
    "image.cmap": "jet", "image.origin": "lower", "image.interpolation": "bilinear",
    "legend.frameon": True, "legend.loc": "center", "path.sketch": (3, 100, 2),
    "patch.force_edgecolor": True, "hatch.linewidth": 5, "xtick.direction": "inout",
    "xtick.top": True, "xtick.minor.visible": True, "ytick.labelleft": False,
    "svg.fonttype": "path", "svg.hashsalt": "mine", "axes3d.grid": False, "mathtext.default": "tt",
}


def everything(name, language):
    """All that a picture of this name gives away: the bundle, both layers, a later move."""
    figure = ALL[name](language)
    shown = [figure.description, figure._repr_mimebundle_()]
    if name in pictures.LIVE:
        layers = SvgLayers(figure)
        shown += [layers.base(), layers.layer()]
        if hasattr(figure, "show_epoch"):
            figure.show_epoch(7)
            shown.append(layers.layer())
    return shown


def test_every_figure_of_the_series_is_among_them():
    tried = Path(pictures.__file__).read_text(encoding="utf-8")
    functions = [name for name in figures.__all__ if name.endswith("_figure")]
    assert [name for name in functions if f"f.{name}(" not in tried] == []


@pytest.mark.parametrize("name", ALL)
def test_each_picture_is_small_says_what_it_shows_and_heeds_no_settings(name):
    plain = {language: everything(name, language) for language in LANGUAGES}
    for language, (description, (data, metadata), *_) in plain.items():
        said = metadata["image/png"]["alt"]
        assert said == description and len(said) > 30
        assert name in WITHOUT_NUMBERS or re.search(r"\d", said)
        assert any("а" <= letter <= "я" for letter in said) == (language == "ru")
        png = base64.b64decode(data["image/png"])
        width, height = Image.open(io.BytesIO(png)).size
        assert len(png) < 60_000 and width == 900 and height <= 450
    with matplotlib.rc_context(), np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        matplotlib.style.use("ggplot")
        matplotlib.rcParams.update(HOSTILE)
        before = dict(matplotlib.rcParams)
        assert everything(name, "ru") == plain["ru"]
        assert dict(matplotlib.rcParams) == before


def test_the_first_use_on_a_machine_raises_no_alarm(tmp_path):
    code = ("import threading\n"
            "threading.Timer = lambda seconds, told, *rest: told() or threading.Thread()\n"
            "threading.Thread.cancel = lambda self: None\n"
            "import lecture_core.figures, logging\n"
            "assert logging.getLogger('matplotlib.font_manager').level == logging.NOTSET")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                         env={"MPLCONFIGDIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)})
    assert run.stderr == "" and any(tmp_path.iterdir())
