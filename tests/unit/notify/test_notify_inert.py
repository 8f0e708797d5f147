"""No article text whatever acts: not in Slack, not in HTML, not on a terminal, not in any service."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
import slack_reader
from hypothesis import given, settings
from hypothesis import strategies as st
from notify_samples import HOSTILE_TEXT, NOW, hostile, in_every_field
from slack_limits import slack_faults

from monitor.notify.config import ChannelConfig
from monitor.notify.console import Look, render
from monitor.notify.lines import safe_url
from monitor.notify.mail_form import Envelope, mail_message
from monitor.notify.mail_html import mail_html
from monitor.notify.model import NotificationKind
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import word
from monitor.notify.sanitize import one_line, segments, shorten, still, unformatted, visible
from monitor.notify.slack_form import escape, slack_payload
from monitor.notify.template import TemplatedNotification, writer_of
from monitor.testing import StillClock

WICKED = st.sampled_from(
    (
        *("<!channel>", "<@U1>", "<http://x|y>", "*b*", "_i_", "~s~", "`c`", ":fire:", "@here", "&amp;"),
        *("<script>", "</td>", '"', "'", "\x1b[31m", "\x07", "\r\n", "\u202e", "\u200b", "\ufeff", "\x9b"),
        *("\udc80", " ", "\u2028", "> ", "https://x.example/", "javascript:", "![x](y)", "\U000e0041"),
        *("\u3164", "漢", "👩\u200d👩\u200d👧", "é", "e\u0301"),
    )
)
OUR_TAGS = frozenset(
    ("html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "span", "b", "br", "a")
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.one_of(WICKED, st.text(max_size=5)), max_size=60).map("".join)
)
LONG = st.tuples(TEXTS, st.integers(1, 400)).map(lambda pair: pair[0] * pair[1]).map(lambda text: text[:9000])
MARKS = st.tuples(st.integers(0, 300), st.integers(1, 50)).map(lambda pair: (pair[0], pair[0] + pair[1]))
KINDS = st.sampled_from(NotificationKind)
OWN_WORDS = ChannelConfig(
    template={
        "title": "{{ title }} {{ by }}",
        "body": "{{ quotes|join('\n') }} {% for entry in entries %}{{ entry.title }} {% endfor %}{{ says }}",
    }
)
ENVELOPE = Envelope(sender=("monitor", "m@desk.example"), recipient=("", "d@desk.example"))
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def unseen(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) in UNSEEN and char not in "\n\u200c\u200d"]


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


@settings(deadline=None)
@given(KINDS, LONG, MARKS)
def test_slack_gets_no_live_text_and_no_message_over_its_limits(
    kind: NotificationKind, text: str, mark: tuple[int, int]
):
    message = slack_payload(word(in_every_field(kind, text, (mark,))))
    assert slack_faults(message) == []
    assert slack_reader.live(message) == []
    assert not [char for shown in slack_reader.words(message) for char in unseen(shown)]


@settings(deadline=None, max_examples=25)
@given(KINDS, LONG)
def test_what_a_template_writes_is_inert_too(kind: NotificationKind, text: str):
    write = writer_of(OWN_WORDS, StillClock())
    written = write(in_every_field(kind, text))
    message = slack_payload(written.wording)
    assert slack_faults(message) == []
    assert slack_reader.live(message) == []
    assert set(Tags(mail_html(written.wording)).names) <= OUR_TAGS
    assert not unseen(render(written.wording, Look(width=80)))


@pytest.mark.parametrize(
    "text", [HOSTILE_TEXT, "שלום العالم " * 9, "🧨👩\u200d👩\u200d👧", "x", "\u202e", ""]
)
@pytest.mark.parametrize("kind", NotificationKind)
def test_texts_of_any_length_keep_to_slacks_limits(kind: NotificationKind, text: str):
    for told in (text, (text * 100_000)[:100_000]):
        message = slack_payload(word(in_every_field(kind, told)))
        assert slack_faults(message) == []
        assert slack_reader.live(message) == []


@settings(deadline=None)
@given(TEXTS)
def test_slack_markup_of_ours_has_nothing_left_to_read(text: str):
    told = escape(visible(text))
    assert not re.search(r"[<>*_~`]", told)
    assert not re.search(r"&(?!amp;|lt;|gt;)", told)


@settings(deadline=None)
@given(KINDS, TEXTS, MARKS)
def test_html_gets_only_our_own_tags(kind: NotificationKind, text: str, mark: tuple[int, int]):
    tags = Tags(mail_html(word(in_every_field(kind, text, (mark,)))))
    assert set(tags.names) <= OUR_TAGS
    assert not tags.attributes & {"src", "onerror", "onclick", "background"}
    assert all(re.fullmatch(r"#entry-\d+", link) for link in tags.links)
    assert kind is NotificationKind.DIGEST or (len(tags.names) < 200 and not tags.links)


@settings(deadline=None)
@given(KINDS, TEXTS, MARKS, st.booleans(), st.integers(40, 96))
def test_the_console_gets_no_raw_control_character(
    kind: NotificationKind, text: str, mark: tuple[int, int], colour: bool, width: int
):
    shown = render(word(in_every_field(kind, text, (mark,))), Look(width=width, colour=colour))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown) if colour else shown
    assert not unseen(bare)
    if colour:
        # Every paint of ours is taken back; an article's own is a picture of one.
        assert shown.count("\x1b[0m") * 2 == shown.count("\x1b[")


@settings(deadline=None)
@given(KINDS, TEXTS)
def test_mail_headers_are_ours_alone(kind: NotificationKind, text: str):
    told = in_every_field(kind, text)
    raw = mail_message(TemplatedNotification(notification=told, wording=word(told)), ENVELOPE, NOW).as_bytes()
    head = raw.split(b"\r\n\r\n", 1)[0].decode("ascii")
    names = [line.split(":")[0] for line in head.split("\r\n") if line[:1] not in " \t"]
    assert sorted(names) == sorted(set(names))
    assert {"Subject", "Message-ID", "From", "To"} <= set(names)
    assert "Bcc" not in names


@settings(deadline=None, max_examples=40)
@given(KINDS, LONG, st.integers(0, 3000), st.sampled_from([still, unformatted]))
def test_plain_text_keeps_to_the_limit_and_ends_with_the_ids(
    kind: NotificationKind, text: str, limit: int, calm: Callable[[str], str]
):
    told = in_every_field(kind, text)
    body = plain_text(word(told), limit=limit, calm=calm)
    assert len(body) <= limit
    if limit > 200 and told.alert_id:
        assert body.endswith("alert 1f2e3d4c5b6a7988 · delivery 9a8b7c6d5e4f3a2b")
    if limit > 40:
        assert body.endswith("delivery 9a8b7c6d5e4f3a2b")


@settings(deadline=None)
@given(TEXTS)
def test_markdown_reads_no_emphasis_in_an_article(text: str):
    calm = unformatted(one_line(text))
    assert not re.search(r"[*`~<>]|^#|^[-+] |(?<![^\W_])_|_(?![^\W_])", calm)


def test_a_path_can_still_be_copied_from_markdown():
    assert unformatted("seeds/000_d76b.txt") == "seeds/000_d76b.txt"


@settings(deadline=None)
@given(TEXTS)
def test_text_for_people_in_other_services_mentions_nobody(text: str):
    calm = still(visible(text))
    assert not re.search(r"[<>]|(?<![\w.])@\w", calm)


@settings(deadline=None)
@given(st.text(max_size=80), st.lists(MARKS, max_size=5))
def test_cut_at_marks_text_is_whole(text: str, marks: list[tuple[int, int]]):
    runs = segments(text, marks)
    assert "".join(run.text for run in runs) == visible(text)
    assert all(run.text for run in runs)


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(0, 90))
def test_shortened_text_fits(text: str, limit: int):
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or limit == 0 or short.endswith("…")


def test_what_cannot_be_seen_is_spelt_out():
    assert visible("a\x1b[2J\u202eb\u200bc\x7f\x9b\udcff") == "a␛[2J⟨U+202E⟩b⟨U+200B⟩c␡⟨U+009B⟩⟨U+DCFF⟩"


def test_spelling_that_needs_joiners_keeps_them():
    for text in ("می\u200cخواهم", "👩\u200d👩\u200d👧", "क\u094d\u200dष"):
        assert visible(text) == text
    assert visible("de\u200cnied") == "de⟨U+200C⟩nied"


def test_an_address_in_mail_is_no_mention():
    assert still("write to a.b@desk.example, @all") == "write to a.b@desk.example, \uff20all"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/a?b=c&d", "https://www.example.org/a?b=c&d"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://a b", None),
        ("https://x\u202e.example", None),
        ("https://", None),
        ("https://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_are_shown(url: str | None, shown: str | None):
    assert safe_url(url) == shown


def test_bold_words_in_slack_are_the_evidence():
    message = slack_payload(word(hostile()))
    assert set(slack_reader.bold(message)) <= {"denies", "denied", "⟨U+200B⟩call⟨U+200B⟩", "call"}
    assert slack_reader.live(message) == []


def test_a_title_is_one_line():
    assert one_line(" a\r\nb\tc ") == "a b c"
