"""The wording common to all channels: title, changes, who says so, rule, ids (`Wording`).

Forms differ in layout only; what a desk reads is decided here. All text that comes from an article
leaves here visible (see `sanitize`), on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, tzinfo

from monitor.notify.lines import SEPARATOR, also_reported, byline, entry_line, report_line, safe_url
from monitor.notify.model import DigestLine, JoinedAlert, Notification, NotificationKind
from monitor.notify.sanitize import Segment, one_line, segments, shorten, visible

_PREFIXES = {
    NotificationKind.FIRST: "",
    NotificationKind.UPDATE: "update: ",
    NotificationKind.DIGEST: "digest: ",
    NotificationKind.ESCALATION: "nobody has acknowledged: ",
    NotificationKind.NOTICE: "monitor: ",
    NotificationKind.TEST: "test: ",
}
_OF_AN_ALERT = frozenset({NotificationKind.FIRST, NotificationKind.UPDATE, NotificationKind.ESCALATION})
_FOLDS = frozenset({NotificationKind.UPDATE, NotificationKind.DIGEST})
# What is sent because of its notes: they come first.
_TOLD_FOR_NOTES = frozenset({NotificationKind.UPDATE, NotificationKind.DIGEST, NotificationKind.NOTICE})
# Nobody reads more, and a mail of more is cut by the reader's mail service.
MAX_ENTRIES = 60
MAX_REPORTS = 10
MAX_PATH = 4096
MAX_QUOTE = 240
"""What a digest quotes of each alert."""
_LINKING_WORDS = frozenset({"between", "according", "with"})
_COUNT_ALONE = re.compile(r"[\d,]+ more articles? on this claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedEntry:
    """One line of a digest in words. `where` is the article's address or path, "" when neither is known.

    `note` says how it stands and what is new of it, `quote` is the sentence that proves it. `more` counts the
    articles that report the same and are not named, and says where they are listed.
    """

    severity: str
    title: str
    note: str
    line: str
    where: str
    ids: str
    messages: int = 1
    more: str = ""
    quote: str = ""

    @property
    def quoted(self) -> str:
        """The sentence that proves it, in quotation marks, "" for none."""
        return f"“{self.quote}”" if self.quote else ""

    def stands_in(self, text: str) -> bool:
        """Return whether *text* names it: by its title, with or without the kind of message, or its place."""
        titles = {self.title.removeprefix(prefix) for prefix in _PREFIXES.values()}
        return any(title in text for title in titles) or bool(self.where and self.where in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A notification in words, ready to be laid out. `headline` and `quotes` keep their marks.

    `lead` is what is new, to be read first; `says` what is claimed or denied and by whom; `byline` is
    publisher, author and dates in one line; `also` and `reports` list other reports; `url` is an http(s)
    address or None. `alert_title` is the title without what kind of message it is: the same for all messages
    of an alert. `report_count` counts all other reports, also those that are not among `reports`. `total`
    counts what a digest stands for, `way_out` is what to do about it. Where the user's template wrote the
    text, `body` has its lines and takes the place of everything but title and ids. `loud`: it changes the
    picture, and is not only more of the same. `own_title`: the title is the user's. `beside` names other
    events of the article that it tells of, `also_by` the other rules that found this one.
    """

    kind: NotificationKind
    severity: str
    title: str
    alert_title: str
    lead: tuple[str, ...]
    says: str
    headline: tuple[Segment, ...]
    quotes: tuple[tuple[Segment, ...], ...]
    byline: str
    also: str
    reports: tuple[str, ...]
    rule: str
    path: str
    url: str | None
    notes: tuple[str, ...]
    entries: tuple[WordedEntry, ...]
    total: int
    ids: str
    outlet: str = ""
    way_out: str = ""
    loud: bool = False
    own_title: bool = False
    body: tuple[str, ...] | None = None
    report_count: int = 0
    alert_id: str = ""
    beside: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The one line a phone shows: severity and title, or the title as the user wrote it."""
        return self.title if self.own_title else f"[{self.severity}] {self.title}"

    @property
    def steady_subject(self) -> str:
        """The subject that all messages of the alert share."""
        return self.title if self.own_title else f"[{self.severity}] {self.alert_title}"

    @property
    def of_an_alert(self) -> bool:
        """Whether it is one of the messages of an alert, which belong together."""
        return self.kind in _OF_AN_ALERT

    @property
    def proof(self) -> str:
        """The sentence that proves it, for places that take one line only."""
        return "".join(run.text for run in (self.quotes[0] if self.quotes else self.headline))

    @property
    def short_ids(self) -> str:
        """The delivery's id alone, where there is no room for more."""
        return self.ids.rpartition(SEPARATOR)[2]

    def more_than(self, shown: int) -> str:
        """Return "and 9,980 more: monitor alerts list", or "" when *shown* entries are all."""
        joined = sum(entry.messages - 1 for entry in self.entries[:shown])
        left = self.total - shown - joined
        return f"and {left:,} more: monitor alerts list" if left > 0 else ""

    def more_articles(self, shown: int) -> str:
        """Return "and 13 more articles: monitor alerts show ID", or "" when *shown* reports are all."""
        return more_articles(self.report_count - shown, self.alert_id)

    @property
    def left_out(self) -> str:
        """What the user's own words in `body` leave out of what this message stands for, "" for nothing."""
        if self.kind not in _FOLDS:
            return ""
        text = "\n".join(self.body or ())
        named = [one for one in self.entries if one.stands_in(text)]
        left = self.total - sum(one.messages for one in named) if self.entries else 0
        if left > 0:
            return f"and {left:,} more: monitor alerts list"
        return self.more_articles(sum(line.rpartition(SEPARATOR)[2] in text for line in self.reports))

    def glance(self) -> str:
        """Return what a locked phone shows: severity, title, what is claimed or denied, the sentence."""
        if self.body is not None:
            first = next((line.strip() for line in self.body if line.strip()), "")
            return f"{self.subject} — {first}" if first else self.subject
        told = [*self.lead, *_not_said(self.title, self.says)]
        if self.proof and self.proof not in self.title:
            told.append(f"{self.outlet}: {self.proof}" if self.outlet else self.proof)
        if self.entries:
            # The gravest of them matters more than why they come together.
            told.insert(0, f"{self.entries[0].severity}: {self.entries[0].title}")
        return " — ".join([self.subject, *told])


def word(notification: Notification, zone: tzinfo = UTC) -> Wording:
    """Put *notification* into words; times are shown in *zone*."""
    headline, quotes = _headline_and_quotes(notification)
    title = one_line(notification.title) or one_line(notification.rule)
    changes, notes = _changes_and_notes(notification)
    also = also_reported(notification.reports, notification.report_count)
    updates = notification.kind is NotificationKind.UPDATE
    total = max(notification.total, sum(entry.messages for entry in notification.entries))
    shown, lead = _titled(notification, title, changes, total)
    if updates:
        # Where nothing else changed, the further reports are the news.
        lead = (*lead, also) if notification.changes else (also, *lead)
    says = one_line(notification.says)
    known = _covers(title, says, 1.0) or (updates and bool(changes))
    return Wording(
        kind=notification.kind,
        severity=one_line(notification.severity),
        title=shown,
        alert_title=title,
        lead=tuple(line for line in lead if line),
        says="" if known else says,
        headline=headline,
        quotes=quotes,
        byline=byline(notification, zone),
        also="" if updates else also,
        reports=tuple(report_line(one, zone) for one in notification.reports[:MAX_REPORTS]),
        rule=_rule(notification),
        path=_path(notification.path),
        url=safe_url(notification.url),
        notes=notes,
        entries=tuple(_entry(one, zone) for one in notification.entries[:MAX_ENTRIES]),
        total=total,
        ids=_ids(alert=notification.alert_id, delivery=notification.id),
        outlet=one_line(notification.publisher or ""),
        way_out=_way_out(notification),
        loud=bool(notification.changes) or notification.kind is NotificationKind.ESCALATION,
        report_count=max(notification.report_count, len(notification.reports)),
        alert_id=visible(notification.alert_id),
        beside=tuple(_beside(one) for one in notification.joined if not one.is_same_event),
        also_by=tuple(_also_by(one, title) for one in notification.joined if one.is_same_event),
    )


def prefixed(kind: NotificationKind, title: str) -> str:
    """Return *title* with a word for what kind of message it is, unless it says so itself."""
    prefix = _PREFIXES[kind]
    named = prefix.rstrip(": ")
    return title if named and named in title.casefold() and kind not in _OF_AN_ALERT else prefix + title


def _titled(
    notification: Notification, title: str, changes: tuple[str, ...], total: int
) -> tuple[str, tuple[str, ...]]:
    """Return the title as shown and the lines that lead.

    An update's news, an escalation's reason and a digest's number stand in the title: that is what a phone
    shows.
    """
    kind = notification.kind
    if kind is NotificationKind.ESCALATION:
        # The prefix says it too, where nobody says for how long.
        shown = f"{changes[0]}: {title}" if changes else prefixed(kind, title)
        return shown, changes[1:]
    if kind is NotificationKind.UPDATE and notification.changes and changes:
        return f"{changes[0]} – {title}", changes[1:]
    if kind is NotificationKind.DIGEST:
        how_many = "nothing to tell" if not total else "1 message" if total == 1 else f"{total:,} messages"
        counts = ", ".join(f"{one_line(name)} {number:,}" for name, number in notification.counts)
        known = how_many in title or f"{total:,}" in re.findall(r"[\d,]+", title)
        shown = prefixed(kind, title) + ("" if known else f": {how_many}")
        return shown, (*changes, counts) if counts else changes
    return prefixed(kind, title), changes


def _way_out(notification: Notification) -> str:
    if notification.kind is not NotificationKind.ESCALATION:
        return ""
    return f"to acknowledge: monitor alerts ack {visible(notification.alert_id)}"


def _changes_and_notes(notification: Notification) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what leads and what is said in the end."""
    changes = _lines(notification.changes)
    notes = _lines(notification.notes)
    if notification.report_count:
        # The line with their names says it better.
        notes = tuple(note for note in notes if not _COUNT_ALONE.fullmatch(note))
        changes = tuple(note for note in changes if not _COUNT_ALONE.fullmatch(note))
    if changes or notification.kind not in _TOLD_FOR_NOTES:
        return changes, notes
    return notes, ()


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(one_line, texts) if line)


def _entry(entry: DigestLine, zone: tzinfo) -> WordedEntry:
    title = prefixed(entry.kind, one_line(entry.title) or one_line(entry.rule) or "(no title)")
    note, says, status = one_line(entry.note), one_line(entry.says), one_line(entry.status)
    # What the title says already is not said again, nor in the note how it stands.
    new = [part for part in dict.fromkeys((says, note)) if part and not _covers(title, part, 1.0)]
    if status and not _covers(" ".join((title, *new)), status, 1.0):
        new.insert(0, status)
    return WordedEntry(
        severity=one_line(entry.severity),
        title=title,
        note=SEPARATOR.join(new),
        quote=shorten(one_line(entry.quote), MAX_QUOTE),
        line=entry_line(entry, zone),
        where=safe_url(entry.url) or _path(entry.path),
        ids=_ids(alert=entry.alert_id),
        messages=entry.messages,
        more=more_articles(entry.others, visible(entry.alert_id)),
    )


def more_articles(number: int, alert: str) -> str:
    """Return where the *number* articles of an alert that a message does not name are listed, "" for none."""
    if number <= 0 or not alert:
        return ""
    return f"and {number:,} more {'article' if number == 1 else 'articles'}: monitor alerts show {alert}"


def _beside(joined: JoinedAlert) -> str:
    """Return another event of the article: "also in this article: [high] Putin met Xi · rule … · alert …"."""
    title = one_line(joined.title) or one_line(joined.rule)
    note = one_line(joined.note)
    parts = (f"also in this article: [{one_line(joined.severity)}] {title}", note, *_named(joined))
    return SEPARATOR.join(part for part in parts if part)


def _also_by(joined: JoinedAlert, title: str) -> str:
    """Return the other rule that found the event, with its own title where that says more."""
    own = one_line(joined.title)
    said = "" if _covers(title, own, 1.0) else own
    parts = ("also found by " + SEPARATOR.join(_named(joined)), said, one_line(joined.note))
    return SEPARATOR.join(part for part in parts if part)


def _named(joined: JoinedAlert) -> tuple[str, str]:
    return f"rule {one_line(joined.rule)}", _ids(alert=joined.alert_id)


def _path(path: str) -> str:
    # Never cut short of what a system takes: it stands there to be copied.
    return visible(path[:MAX_PATH])


def _ids(*, alert: str, delivery: str = "") -> str:
    named = (("alert", alert), ("delivery", delivery))
    return SEPARATOR.join(f"{what} {visible(id_)}" for what, id_ in named if id_)


def _not_said(title: str, says: str) -> list[str]:
    """Return what *says* adds to *title*: all of it, or only who says so where the rest is known."""
    by_whom, _, what = says.partition(": ")
    if not _covers(title, what, 0.5):
        return [says]
    return [] if _covers(title, by_whom, 1.0) else [by_whom]


def _covers(title: str, says: str, share: float) -> bool:
    """Return whether at least *share* of the longer words of *says* stand in *title*."""
    known = set(re.findall(r"\w+", title.casefold()))
    words = set(re.findall(r"\w{4,}", says.casefold())) - _LINKING_WORDS
    return len(words & known) >= share * len(words)


def _rule(notification: Notification) -> str:
    tags = ", ".join(notification.tags)
    named = f"rule {notification.rule}" if notification.rule else ""
    return one_line(SEPARATOR.join(part for part in (named, f"tags {tags}" if tags else "") if part))


def _headline_and_quotes(
    notification: Notification,
) -> tuple[tuple[Segment, ...], tuple[tuple[Segment, ...], ...]]:
    headline = segments(notification.headline, ())
    quotes = []
    for quote in notification.quotes:
        if quote.field == "title" and quote.text == notification.headline:
            headline = segments(quote.text, quote.marks)
        else:
            quotes.append(segments(quote.text, quote.marks))
    if notification.headline in notification.title and not any(run.marked for run in headline):
        # The title says it already; only marked words make it worth reading twice.
        headline = ()
    return _as_quotation(headline, notification.publisher), tuple(quotes)


def _as_quotation(headline: tuple[Segment, ...], publisher: str | None) -> tuple[Segment, ...]:
    """Return the article's own headline between quotation marks, with who printed it: it is not our word."""
    if not headline:
        return ()
    end = f"”{SEPARATOR}{one_line(publisher)}" if publisher else "”"
    return (Segment("“", marked=False), *headline, Segment(end, marked=False))
