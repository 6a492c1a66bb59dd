"""The site: from a file and from a sub-path, both languages, phone and desk, both themes."""

import re
import urllib.parse

import pytest

import published

MOST_BYTES = 1_500_000
BODY = "document.documentElement"

each_window = pytest.mark.parametrize("width", [390, 1280])
each_theme = pytest.mark.parametrize("theme", ["light", "dark"])
each_language = pytest.mark.parametrize("language", ["ru", "en"])


def look_over(window):
    """What holds for every page of the site."""
    page = window.page
    assert page.evaluate(f"{BODY}.scrollWidth <= {BODY}.clientWidth"), "the page scrolls sideways"
    pictures = "[...document.images].filter(i => i.checkVisibility())"
    assert page.evaluate(f"{pictures}.every(i => i.complete && i.naturalWidth && i.alt)")
    assert window.accessibility_faults() == []
    assert window.foreign_requests() == []
    assert window.errors == []


@each_window
@each_theme
@each_language
def test_the_first_page_speaks_the_visitor_s_language(chromium, website, width, theme, language):
    with published.window(chromium, width=width, theme=theme, language=language) as window:
        window.page.goto((website / "index.html").as_uri())
        assert window.page.evaluate(f"{BODY}.lang") == language
        assert window.page.locator("h1:visible").count() == 1
        window.page.locator(".lab-page svg:visible").first.wait_for()
        look_over(window)
        published.drag_a_lab(window.page)
        assert window.foreign_requests() == window.errors == []


@pytest.mark.parametrize(("language", "width", "theme"), [
    ("ru", 390, "dark"), ("ru", 1280, "light"), ("en", 390, "light"), ("en", 1280, "dark")])
def test_a_notebook_s_page_reads_well(chromium, website, width, theme, language):
    with published.window(chromium, width=width, theme=theme, language=language) as window:
        window.page.goto((website / language / "01_slowdown.html").as_uri())
        assert window.page.evaluate(f"{BODY}.lang") == language
        assert window.page.locator("math").first.bounding_box()["width"] > 5
        look_over(window)
        published.drag_a_lab(window.page)
        title = window.page.locator(".mobile-header .brand")
        if width < 1000:  # on a phone it stands above the page, in one line
            header = window.page.locator(".mobile-header").bounding_box()
            assert title.bounding_box()["height"] < header["height"]
        assert window.foreign_requests() == window.errors == []


def test_a_visitor_chooses_the_language_and_begins(chromium, website):
    with published.served(website) as (address, _), published.window(chromium) as window:
        page = window.page
        page.goto(address)
        page.get_by_role("button", name="По-русски").click()
        page.locator("a.begin:visible").click()
        assert page.url == f"{address}ru/00_start.html"
        page.locator(".sidebar-tree a", has_text="01").first.click()
        assert page.url == f"{address}ru/01_slowdown.html"
        page.locator(".other-language a").click()
        assert page.url == f"{address}en/01_slowdown.html"
        page.get_by_role("link", name="The next notebook").click()
        assert page.url.startswith(f"{address}en/02_analysis.html")
        page.goto(f"{address}en/00_start.html")
        page.locator("article").get_by_role("link", name="по-русски").click()
        assert page.url == f"{address}ru/00_start.html"
        assert window.foreign_requests() == window.errors == []


@pytest.mark.parametrize(("language", "word"), [("ru", "насыщены"), ("en", "saturated")])
def test_search_finds_a_word_from_a_file_too(chromium, website, language, word):
    with published.window(chromium) as window:
        window.page.goto((website / language / "search.html").as_uri() + f"?q={word}")
        window.page.wait_for_selector("ul.search li a")
        assert window.page.locator("ul.search li a").count() >= 2
        assert window.errors == []


@pytest.mark.parametrize("page", ["", "ru/02_analysis.html"])
def test_a_page_is_light(chromium, website, page):
    with published.served(website) as (address, sent), published.window(chromium) as window:
        window.page.goto(address + page, wait_until="networkidle")
        assert 10_000 < sum(sent.values()) < MOST_BYTES, sent


def marked_up(path):
    """The page without what scripts hold."""
    return re.sub(r"<script.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def links(path):
    return re.findall(r'<a\b[^>]*?\bhref="([^"#?]+)', marked_up(path))


def pages_of(website):
    """The site's own pages and the decks, without JupyterLite."""
    return [path for path in website.rglob("*.html") if not path.is_relative_to(website / "lite")]


def test_every_picture_says_in_words_what_it_shows(website):
    said = {
        path.relative_to(website): re.findall(r'<img\b[^>]*?\balt="([^"]*)"', page)
        for path in pages_of(website)
        if "<img" in (page := marked_up(path))
    }
    assert len(said) >= 2 * 2 * 7  # site and decks in two languages; seven notebooks have pictures
    silent = {path: words for path, words in said.items() if not all(map(_in_words, words))}
    assert not silent
    for path, words in said.items():
        assert marked_up(website / path).count("<img") == len(words), path


def _in_words(alt):
    """Neither a file's name nor the repr of a Python object."""
    return " " in alt and not re.search(r"\.(png|svg)$|^&lt;|^\w+\(", alt)


def test_every_link_of_the_site_leads_to_a_file_or_out(website):
    lost = {
        (str(path.relative_to(website)), link)
        for path in pages_of(website)
        for link in links(path)
        if not urllib.parse.urlsplit(link).scheme
        and not (path.parent / urllib.parse.unquote(link)).exists()
    }
    assert lost == set()
