"""The HTML report of a backtest: one self-contained page with charts, counts, and alerts with evidence.

What stands in it comes from articles and rules and is escaped; the page runs no script and fetches nothing,
and says so to the browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from html import escape
from typing import Any

from monitor.article.published import day_of
from monitor.article.references import shown
from monitor.backtest.compare import Comparison
from monitor.backtest.outcome import Evidence, ReplayedAlert, ReplayOutcome
from monitor.backtest.plots import PlotSeries, over_time, ranked
from monitor.backtest.style import STYLE
from monitor.notify.model import Quote
from monitor.notify.sanitize import visible

_MOST_NAMED = 20
_MOST_EVIDENCE = 12
_MOST_UNREADABLE = 200
_UNKNOWN = "publisher not known"


def page(outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> str:
    """Return the report as HTML; times are said in *zone*."""
    parts = [
        _head(outcome, comparison, zone),
        *_plots(outcome, comparison, zone),
        *_channels(outcome, zone),
        *_alerts(outcome, comparison, zone),
        *_unreadable(outcome),
    ]
    body = "\n".join(parts)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Backtest: {len(outcome.alerts):,} alerts of {outcome.articles:,} articles</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _head(outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> str:
    tiles = [
        (f"{outcome.articles:,}", "articles"),
        (f"{len(outcome.alerts):,}", "alerts"),
        (f"{len(outcome.messages):,}", "messages"),
    ]
    if comparison is not None:
        tiles += [
            (f"+{len(comparison.gained):,}", "alerts gained"),
            (f"−{len(comparison.lost):,}", "alerts lost"),
            (f"{len(comparison.changed):,}", "told otherwise"),
        ]
    shown = "".join(f"<div><b>{number}</b> {name}</div>" for number, name in tiles)
    about = _about(outcome, comparison, zone)
    return f'<header><h1>Backtest</h1>\n{about}\n<div class="tiles">{shown}</div></header>'


def _about(outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> str:
    lines = []
    if outcome.began and outcome.ended:
        lines.append(f"From {_when(outcome.began, zone)} to {_when(outcome.ended, zone)}, times in {zone}.")
    if outcome.undated:
        lines.append(
            f"{outcome.undated:,} articles have no date: they are taken in last, a minute apart, "
            "in the order of the archive."
        )
    lines.append(f"Rules: {', '.join(outcome.places)}.")
    if comparison is not None:
        lines.append(f"Against: {', '.join(comparison.before.places)}.")
    return f'<p class="quiet">{_text(" ".join(lines))}</p>'


def _plots(outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> Iterator[str]:
    before = comparison.before if comparison else None
    earlier = PlotSeries("before", _opened(before), "before") if before else None
    legend = '<span class="key"><i class="now"></i> now <i class="was"></i> before</span>' if before else ""
    yield _section(
        f"Alerts over time {legend}", over_time(PlotSeries("alerts", _opened(outcome), "bar"), earlier, zone)
    )
    yield _section("Alerts by rule", ranked(_rules(outcome, before), "bar", "alerts by rule"))
    yield _section("Alerts by publisher", ranked(_publishers(outcome, before), "bar", "alerts by publisher"))
    for channel in outcome.states:
        at = [one.at for one in outcome.messages if one.channel == channel]
        was = [one.at for one in before.messages if one.channel == channel] if before else []
        earlier = PlotSeries("before", was, "before") if before else None
        plot = over_time(PlotSeries("messages", at, "bar second"), earlier, zone)
        yield _section(f"Messages to {_text(channel)} over time", plot)


def _opened(outcome: ReplayOutcome | None) -> list[datetime]:
    return [one.alert.opened_at for one in outcome.alerts] if outcome else []


def _rules(outcome: ReplayOutcome, before: ReplayOutcome | None) -> list[tuple[str, int, str]]:
    names = dict.fromkeys((*outcome.rules, *(before.rules if before else ())))
    counts = Counter({name: outcome.by_rule[name] for name in names})
    rows = []
    for name, count in counts.most_common(_MOST_NAMED):
        beside = f"of {outcome.matched[name]:,} articles"
        rows.append((name, count, f"(was {before.by_rule[name]:,})" if before else beside))
    return rows


def _publishers(outcome: ReplayOutcome, before: ReplayOutcome | None) -> list[tuple[str, int, str]]:
    counts = outcome.by_publisher
    if before:
        counts.update(dict.fromkeys(before.by_publisher, 0))
    return [
        (name or _UNKNOWN, count, f"(was {before.by_publisher[name]:,})" if before else "")
        for name, count in counts.most_common(_MOST_NAMED)
    ]


def _channels(outcome: ReplayOutcome, zone: tzinfo) -> Iterator[str]:
    busiest = outcome.busiest(zone)
    rows = []
    for channel, states in outcome.states.items():
        kinds = Counter(str(one.notification.kind) for one in outcome.messages if one.channel == channel)
        hour = f"{busiest[channel][1]:,}, {busiest[channel][0]:%Y-%m-%d %H:00}" if channel in busiest else "–"
        numbers = (
            sum(kinds.values()),
            kinds["first"],
            kinds["update"],
            kinds["digest"],
            states.get("folded", 0),
        )
        cells = "".join(f'<td class="n">{number:,}</td>' for number in numbers)
        rows.append(f"<tr><th>{_text(channel)}</th>{cells}<td>{hour}</td></tr>")
    heads = "".join(
        f"<th>{head}</th>"
        for head in ("channel", "messages", "first", "updates", "digests", "folded", "most in an hour")
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    yield _section("Channels", f'<div class="wide">{table}</div>')


def _alerts(outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> Iterator[str]:
    if comparison is None:
        yield _list("Alerts", outcome.alerts, zone, "")
        return
    changed = {id(one.now): one.differences for one in comparison.changed}
    yield _list("Alerts gained", comparison.gained, zone, "gained")
    yield _list("Alerts lost", comparison.lost, zone, "lost")
    both = [one for one in outcome.alerts if id(one) in changed]
    yield _list("Alerts told otherwise", both, zone, "", changed)
    same = [one for one in outcome.alerts if comparison.change_of(one) == "same"]
    yield _list("Alerts that stay the same", same, zone, "")


def _list(
    head: str,
    alerts: Sequence[ReplayedAlert],
    zone: tzinfo,
    change: str,
    differences: dict[int, tuple[str, ...]] | None = None,
) -> str:
    shown = "\n".join(_alert(one, zone, change, (differences or {}).get(id(one), ())) for one in alerts)
    return _section(f"{head} ({len(alerts):,})", shown or '<p class="quiet">none</p>')


def _alert(told: ReplayedAlert, zone: tzinfo, change: str, differences: Iterable[str]) -> str:
    alert = told.alert
    sign = {"gained": "+ ", "lost": "− "}.get(change, "")
    who = ", ".join(f"{name} ×{count}" if count > 1 else name for name, count in told.channels.items())
    notes = "".join(f'<p class="note">{_text(one)}</p>' for one in differences)
    pieces = [_evidence(one, told, zone) for one in told.evidence[:_MOST_EVIDENCE]]
    more = len(told.evidence) - _MOST_EVIDENCE
    pieces += [f'<p class="quiet">and {more:,} more reports</p>'] if more > 0 else []
    return (
        f'<details class="{change or "plain"}"><summary><span class="severity {alert.severity}">'
        f'{alert.severity}</span> <span class="title">{sign}{_text(alert.title)}</span>'
        f'<span class="meta">{_text(alert.rule)} · {_when(alert.opened_at, zone)} · {_reports(told)} · '
        f"{_text(who) or 'told to nobody'}</span></summary>{notes}{''.join(pieces)}</details>"
    )


def _reports(told: ReplayedAlert) -> str:
    count = len({one.article_id for one in told.alert.reports})
    return f"{count:,} report{'' if count == 1 else 's'}"


def _evidence(one: Evidence, told: ReplayedAlert, zone: tzinfo) -> str:
    """Return the words of one report: whole sentences for the article that was sent, else words alone."""
    date = _date(one.published, zone) if one.published else "no date"
    head = f"{one.publisher or _UNKNOWN}, {date} · {one.path} · {one.outcome}: {one.reason}"
    if told.first is not None and told.first.path == one.path:
        quotes = "".join(f"<blockquote>{_quoted(quote)}</blockquote>" for quote in told.first.quotes)
    else:
        quotes = "".join(f"<blockquote><mark>{_words(span)}</mark></blockquote>" for span in one.spans)
    return f'<div class="report"><p class="quiet">{_text(head)}</p>{quotes}</div>'


def _quoted(quote: Quote) -> str:
    pieces, at = [], 0
    for start, end in quote.marks:
        pieces += [_text(quote.text[at:start]), f"<mark>{_text(quote.text[start:end])}</mark>"]
        at = end
    return "".join([*pieces, _text(quote.text[at:])])


def _words(span: Any) -> str:
    return _text(" ".join(shown(str(span["text"])).split()))


def _unreadable(outcome: ReplayOutcome) -> Iterator[str]:
    if outcome.unreadable:
        rows = "".join(
            f"<li>{_text(one.place)}: {_text(one.reason)}</li>"
            for one in outcome.unreadable[:_MOST_UNREADABLE]
        )
        yield _section(f"Unreadable ({len(outcome.unreadable):,})", f"<ul>{rows}</ul>")


def _section(head: str, content: str) -> str:
    return f"<section><h2>{head}</h2>\n{content}\n</section>"


def _date(published: datetime, zone: tzinfo) -> str:
    return f"{published:%Y-%m-%d}" if day_of(published) else _when(published, zone)


def _when(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _text(text: str) -> str:
    return escape(visible(text))
