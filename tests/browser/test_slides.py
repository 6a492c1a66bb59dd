"""The decks of slides: opened from a file without a network, walked to the end, nothing cut off.

Three decks are walked: the longest, one with two labs in the other language, the first with a film.
With LECTURE_ALL_DECKS=1, as in the weekly workflow, all of them are.
"""

import os

import pytest

import notebooks
import published

DECKS = [f"{path.parent.name}/{path.stem}" for path in notebooks.all_notebooks()
         if path.parent.name != "solutions"]  # which have no decks
WALKED = DECKS if os.environ.get("LECTURE_ALL_DECKS") else [
    "ru/05_networks", "en/02_analysis", "ru/01_slowdown"]
SMALLEST_CODE = 14  # px of 720: what the last row can still read

# Every slide in turn, all of it shown: what sticks out of 1280 x 720, formulas that are not drawn,
# pictures that have not loaded, code too small to read.
WALK = """
() => {
    const found = [];
    const stacks = [...document.querySelectorAll('.slides > section')];
    stacks.forEach((stack, h) => [...stack.children].forEach((slide, v) => {
        Reveal.slide(h, v);
        const name = `slide ${h + 1}.${v + 1}, ${slide.innerText.trim().slice(0, 40)}`;
        const frame = slide.getBoundingClientRect();
        if (slide.scrollHeight > 720 || slide.scrollWidth > 1280) found.push(`too tall: ${name}`);
        for (const node of slide.querySelectorAll('.body > *, math, img, pre.code, table')) {
            const box = node.getBoundingClientRect();
            if (node.closest('details') && node.tagName !== 'DETAILS') continue;
            if (!box.width || !box.height) found.push(`not drawn: ${node.tagName}, ${name}`);
            if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1
                || box.left < frame.left)
                found.push(`sticks out: ${node.tagName}, ${name}`);
            if (node.tagName === 'IMG' && !node.naturalWidth) found.push(`no picture: ${name}`);
            if (node.tagName === 'PRE' && parseFloat(getComputedStyle(node).fontSize) < SMALLEST)
                found.push(`too small: ${name}`);
        }
        if (/\\$[^$]+\\$/.test(slide.querySelector('.body').innerText
            .replace(/\\bprint\\(.*/g, ''))) found.push(`a formula as source: ${name}`);
    }));
    return found;
}
""".replace("SMALLEST", str(SMALLEST_CODE))


def opened(deck, website, window):
    window.page.goto((website / "slides" / f"{deck}.html").as_uri())
    window.page.wait_for_selector("html[data-ready]", state="attached")
    return window.page


@pytest.mark.parametrize("deck", WALKED)
def test_every_slide_holds_all_that_is_on_it(chromium, website, deck):
    with published.window(chromium) as window:
        page = opened(deck, website, window)
        assert page.evaluate(WALK) == []
        assert page.evaluate("document.documentElement.lang") == deck[:2]
        assert len(window.requests) == 1, "a deck is one file"
        assert window.errors == []


def test_a_lab_moves_on_its_slide_and_keeps_its_keys(chromium, website):
    with published.window(chromium) as window:
        page = opened("ru/01_slowdown", website, window)
        page.evaluate("""() => {
            const slide = document.querySelector(".lab-page").closest("section");
            const stack = slide.parentElement;
            Reveal.slide([...stack.parentElement.children].indexOf(stack),
                         [...stack.children].indexOf(slide));
        }""")
        here = page.evaluate("Reveal.getIndices()")
        published.drag_a_lab(page)
        lab = page.locator(".lab-page")
        number, select = lab.locator("output").first, lab.locator("select").first
        for key, control, state in [
            ("ArrowRight", lab.locator("input[type=range]").first, number.inner_text),
            ("ArrowDown", select, select.input_value),
        ]:
            before = state()
            control.press(key)
            assert state() != before, key
        assert page.evaluate("Reveal.getIndices()") == here
        assert window.accessibility_faults() == []
        assert window.foreign_requests() == window.errors == []
        select.press("PageDown")
        assert page.evaluate("Reveal.getIndices()") != here


def test_the_arrow_key_leads_through_a_deck_to_its_end(chromium, website):
    with published.window(chromium) as window:
        page = opened("en/01_slowdown", website, window)
        slides = page.locator(".slides > section > section").count()
        seen = set()
        for _ in range(5 * slides):
            seen.add(page.evaluate("[...document.querySelectorAll('.slides > section > section')]"
                                   ".indexOf(Reveal.getCurrentSlide())"))  # fmt: skip
            if page.evaluate("Reveal.isLastSlide() && !Reveal.availableFragments().next"):
                break
            page.keyboard.press("ArrowRight")
        assert seen == set(range(slides))


def test_numbers_are_printed_large_where_there_is_room(chromium, website):
    with published.window(chromium) as window:
        page = opened("en/01_slowdown", website, window)
        sizes = page.evaluate("""() => [...document.querySelectorAll('.body pre.printed')]
            .map(pre => parseFloat(getComputedStyle(pre).fontSize))""")
        assert min(sizes) >= 20
        assert max(sizes) == pytest.approx(26)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (1024, 768)])
def test_a_deck_fills_the_window_of_a_projector(chromium, website, width, height):
    with published.window(chromium, width=width, height=height) as window:
        page = opened("ru/01_slowdown", website, window)
        box = page.locator("section.present:not(.stack)").bounding_box()
        assert min(width - box["width"], height - box["height"]) < 2
        assert window.accessibility_faults() == []


def test_the_list_of_decks_leads_to_them_and_to_the_other_language(chromium, website):
    with published.window(chromium) as window:
        window.page.goto((website / "slides" / "en" / "index.html").as_uri())
        assert window.page.locator("ol a").count() == len(DECKS) / 2
        window.page.locator("ol a").nth(1).click()
        window.page.wait_for_selector("html[data-ready]", state="attached")
        assert "slowly" in window.page.title()
        window.page.go_back()
        window.page.get_by_role("link", name="Слайды").click()
        assert window.page.evaluate("document.documentElement.lang") == "ru"
