from __future__ import annotations

import contextlib
import datetime as dt
import logging
import random

import pytest

from dateline.model import errors
from dateline.sources import publication
from dateline.sources.webpage import declared_charset, looks_like_html, read_page

STORY = """<p>HARBOUR CITY, March 15 (HT) - At least five people were killed when a bomb went off beside a bus on Friday, police said.</p>
<p>Two of the dead were children, according to a doctor at the city's main hospital, who asked not to be named.</p>
<p>No group has said it did it. A similar attack on 11 September 2001 was the work of a militia from the north.</p>"""

HEAD = """<title>Bomb kills five - Harbour Times</title><meta property="og:site_name" content="Harbour Times">
<link rel="canonical" href="https://harbour.example/news/bomb-kills-five">"""

ASIDES = """<aside class="related"><h3>Related</h3><ul><li><a href="/x">Ten tricks for a flatter stomach that doctors hate</a></li></ul></aside>
<section id="comments" class="comments"><div class="comment"><p>My cousin was there and says 300 dead, do not believe them.</p></div></section>"""


def page(head: str = "", story: str = STORY, after: str = ASIDES) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head>{HEAD}{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Bomb kills five</h1>{story}</article>{after}<footer>Copyright 2024 Harbour Times</footer></body></html>"
    )


def json_ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bomb kills five", {fields}}}</script>'


def test_the_report_without_its_page() -> None:
    document = read_page("x.html", page('<meta property="article:published_time" content="2019-03-15T20:20:00+13:00">'))
    assert document.title == "Bomb kills five"
    assert document.text.startswith("Bomb kills five\n\nHARBOUR CITY, March 15 (HT) - At least five")
    assert document.text.endswith("a militia from the north.")
    assert (document.publisher, document.language) == ("Harbour Times", "en")
    assert document.url == "https://harbour.example/news/bomb-kills-five"
    assert (document.published, document.published_from) == ("2019-03-15T20:20:00+13:00", "metadata")


@pytest.mark.parametrize("leak", ["300 dead", "stomach", "Home", "Copyright"])
def test_comments_teasers_and_menus_stay_out(leak: str) -> None:
    assert leak not in read_page("x.html", page()).text


READER = "<p>My cousin was there and says 300 dead, they hide it from all of us again and again, do not believe them.</p>"


@pytest.mark.parametrize("story", [STORY, "<p>Two soldiers were killed in Kabul on Friday, police said.</p>"], ids=["long", "short"])
@pytest.mark.parametrize(
    "after",
    [
        f'<section id="comments">{READER * 12}</section>',
        f'<ol class="commentList"><li class="comment"><article id="div-comment-1">{READER * 12}</article></li></ol>',
        f'<div class="reader-opinions"><h2>What readers say</h2>{READER * 12}</div>',
        f'<div class="relatedPosts"><h3>Related</h3><div><a href="/1">A bomb elsewhere</a>{READER}</div></div>',
        f'<div class="newsletter_box">{READER}</div>',
        f"<aside>{READER}</aside>",
    ],
)
def test_what_readers_and_other_stories_say_stays_out_of_the_shortest_report(story: str, after: str) -> None:
    text = read_page("x.html", page(story=story, after=after)).text
    assert "300 dead" not in text
    assert "killed" in text


@pytest.mark.parametrize("tag", ["b", "a href='/x'", "em", "span"])
@pytest.mark.parametrize(
    "more", ["", "<p>Nine were hurt in the blast, which tore the front off a row of shops beside the old bridge.</p>" * 4], ids=["short", "long"]
)
def test_marked_words_do_not_tear_their_sentence(tag: str, more: str) -> None:
    story = f"<p>The army said <{tag}>five people</{tag.split()[0]}> were killed.</p>{more}"
    assert "\n\nThe army said five people were killed." in read_page("x.html", page(story=story)).text


def test_a_line_break_parts_words() -> None:
    assert "on Friday\n\nPolice" in read_page("x.html", page(story="<p>A bomb went off on Friday</p><p>Police<br>said so.</p>")).text
    assert "Police said so." in read_page("x.html", page(story="<p>A bomb went off on Friday</p><p>Police<br>said so.</p>")).text


def test_a_word_in_a_class_name_counts_only_as_a_whole_word() -> None:
    story = f'<div class="unrelated shared-desk">{STORY}</div>'
    assert "At least five people" in read_page("x.html", page(story=story)).text


def test_a_page_that_calls_its_story_furniture_is_read_all_the_same() -> None:
    html = f"<!DOCTYPE html><html><head><title>Bomb kills five</title></head><body><div class='with-sidebar'>{STORY}</div></body></html>"
    assert "At least five people" in read_page("x.html", html).text


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (json_ld('"datePublished": "2019-03-15T08:20:00Z", "dateModified": "2019-03-17"'), "2019-03-15T08:20:00+00:00"),
        (json_ld('"datePublished": "2019-03-15"'), "2019-03-15"),
        ('<meta name="date" content="2019-03-15">', "2019-03-15"),
        (json_ld('"datePublished": "1986-05-02"'), "1986-05-02"),
        (json_ld('"datePublished": "2999-03-15"'), None),
        ("", None),
    ],
)
def test_the_publication_is_what_the_page_says_of_itself(head: str, published: str | None) -> None:
    assert read_page("x.html", page(head)).published == published


def test_a_date_in_the_story_or_the_footer_is_never_the_publication() -> None:
    story = STORY.replace("<p>HARBOUR", "<p>The bomb of 2017-02-10 is remembered.</p><p>HARBOUR")
    assert read_page("x.html", page(story=story)).published is None


def test_a_related_story_does_not_lend_its_date() -> None:
    after = '<aside><a href="/y">Older news <time datetime="2016-01-01">1 January 2016</time></a></aside>'
    assert read_page("x.html", page(after=after)).published is None


def test_a_posted_line_tells_it() -> None:
    document = read_page("x.html", page(story="<p>Posted March 15, 2019</p>" + STORY))
    assert (document.published, document.published_from) == ("2019-03-15", "text")


def test_a_time_element_tells_it() -> None:
    document = read_page("x.html", page(story='<div class="byline"><time datetime="2019-03-15">15 March</time></div>' + STORY))
    assert (document.published, document.published_from) == ("2019-03-15", "metadata")


def test_tomorrow_is_not_yet_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "today", lambda: dt.date(2019, 3, 14))
    assert read_page("x.html", page(json_ld('"datePublished": "2019-03-15"'))).published is None
    assert read_page("x.html", page(), "2019-03-15").published_from == "given"


def test_right_to_left_text_is_unchanged() -> None:
    story = "<p>قُتل خمسة أشخاص على الأقل عندما انفجرت قنبلة قرب حافلة يوم الجمعة، بحسب الشرطة المحلية في المدينة.</p>" * 2
    assert "قُتل خمسة أشخاص على الأقل عندما انفجرت قنبلة" in read_page("x.html", page(story=story)).text


@pytest.mark.parametrize("end", [len(page()) // 3, len(page()) // 2, len(page()) * 2 // 3])
def test_a_cut_page_is_refused(end: int) -> None:
    with pytest.raises(errors.TruncatedInput, match="in full"):
        read_page("x.html", page()[:end])


def test_a_page_may_leave_out_closing_tags_that_html_lets_it_leave_out() -> None:
    html = f"<!DOCTYPE html><html><head><title>Bomb kills five</title><body><h1>Bomb kills five</h1>{STORY.replace('</p>', '')}"
    assert "At least five people were killed" in read_page("x.html", html).text


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<html><body></body></html>", errors.EmptyInput),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", errors.EmptyInput),
        ("<!doctype html></html>", errors.InputError),
    ],
)
def test_a_page_without_a_report_is_refused(html: str, error: type[errors.InputError]) -> None:
    with pytest.raises(error):
        read_page("x.html", html)


def test_a_very_deep_page_is_a_report_or_an_error() -> None:
    deep = "<html><body>" + "<div>" * 3000 + STORY + "</div>" * 3000 + "</body></html>"
    with contextlib.suppress(errors.InputError):
        assert "At least five" in read_page("x.html", deep).text


def test_what_breaks_inside_the_extractor_is_the_pages_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*args: object, **kwargs: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", breaks)
    with pytest.raises(errors.UnsupportedInput, match="RecursionError: too deep") as caught:
        read_page("x.html", page())
    assert isinstance(caught.value.__cause__, RecursionError)


def test_nothing_is_said_and_nothing_stays_changed(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("trafilatura")
    before = (logger.propagate, list(logger.handlers), logger.level, random.getstate())
    with pytest.raises(errors.EmptyInput):
        read_page("x.html", "<html><body></body></html>")
    read_page("x.html", page())
    assert (logger.propagate, list(logger.handlers), logger.level, random.getstate()) == before
    assert caplog.text == ""
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("beginning", "is_page"),
    [
        ("<!DOCTYPE html>\n<html>", True),
        ("<!-- saved --><html lang='en'>", True),
        ("\n<p>A bomb", True),
        ("<unnamed> sources said", False),
        ("A <b>bomb</b>", False),
        ("# Title\n<div>", False),
    ],
)
def test_what_begins_like_a_page(beginning: str, is_page: bool) -> None:
    assert looks_like_html(beginning) is is_page


def test_the_encoding_a_page_declares() -> None:
    assert declared_charset(b'<meta charset="windows-1251">') == "windows-1251"
    assert declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">') == "koi8-r"
    assert declared_charset(b"<html>") is None
