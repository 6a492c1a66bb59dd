"""A lab as HTML without a kernel: small, whole, with the lab's own frames, and no way out."""

import base64
import json
import re
import zlib

import pytest

from lecture_core.labs import CostLab, NetworkLab, SigmoidLab, SlowdownLab
from lecture_core.words import LANGUAGES


def unpacked(page):
    packed = re.search(r'<script type="application/octet-stream">([^<]+)</script>', page)[1]
    data, strips = map(json.loads, zlib.decompress(base64.b64decode(packed)).splitlines())
    return data, {name: [json.loads(line) for line in zlib.decompress(
        base64.b64decode(strip)).splitlines()] for name, strip in strips.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_has_its_strip_and_the_frames_are_the_lab_s(language):
    lab = CostLab(language=language)
    opening = lab.picture
    data, strips = unpacked(lab.page())
    assert lab.picture == opening and data["frame"]["layer"] == opening
    assert set(strips) == {part["name"] for part in data["parts"]} == set(lab.panel.state())
    for line in strips["z"][::7]:
        lab.z.value = lab.z.read(line["state"]["z"])
        assert line["layer"] == lab.picture
        lab.reset()
    for part in data["parts"]:
        if "stops" in part:
            said = {line["state"][part["name"]] for line in strips[part["name"]] if "state" in line}
            assert said == set(part["stops"]) and part["stops"][part["at"]] in said


def test_the_first_lab_s_page_is_small_and_asks_for_nothing():
    page = SlowdownLab().page()
    assert len(page.encode()) < 200_000
    addresses = set(re.findall(r"https?://[^\s\"'<>]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "import(" not in page and "fetch(" not in page


def test_a_page_is_closed_in_itself():
    page = SigmoidLab(language="ru").page()
    assert page.startswith("<div") and page.rstrip().endswith("</div>")
    assert page.count("<script") == page.count("</script>") == 2


def test_a_lab_that_trains_too_long_says_so():
    with pytest.raises(ValueError, match="NetworkLab"):
        NetworkLab(hidden=3, epochs=1).page()
