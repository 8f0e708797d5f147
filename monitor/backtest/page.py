"""The HTML report of a backtest: its numbers, filled into `report.html.j2`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from monitor.article.published import day_of
from monitor.article.references import shown
from monitor.backtest.compare import Comparison
from monitor.backtest.outcome import ReplayedAlert, ReplayOutcome
from monitor.backtest.plots import PlotSeries, over_time, ranked
from monitor.english import counted
from monitor.notify.html_template import html_environment

_MOST_NAMED = 20
_MOST_EVIDENCE = 12
_MOST_UNREADABLE = 200
_UNKNOWN = "publisher not known"


def page(outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> str:
    """Return the report as HTML; times are said in *zone*."""
    environment = html_environment("monitor.backtest")

    def when(at: datetime) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"

    def day(published: datetime | None) -> str:
        if published is None:
            return "no date"
        return f"{published:%Y-%m-%d}" if day_of(published) else when(published)

    environment.filters |= {
        "when": when,
        "day": day,
        "number": "{:,}".format,
        "words": _words,
        "reports": _reports,
        "channels": _heard,
    }
    return environment.get_template("report.html.j2").render(
        outcome=outcome,
        tiles=list(_tiles(outcome, comparison)),
        about=" ".join(_about(outcome, comparison, zone, when)),
        plots=list(_plots(outcome, comparison, zone)),
        channels=list(_channels(outcome, zone)),
        lists=list(_lists(outcome, comparison)),
        unknown=_UNKNOWN,
        most_evidence=_MOST_EVIDENCE,
        most_unreadable=_MOST_UNREADABLE,
    )


def _tiles(outcome: ReplayOutcome, comparison: Comparison | None) -> Iterator[tuple[str, str]]:
    yield f"{outcome.articles:,}", "articles"
    yield f"{len(outcome.alerts):,}", "alerts"
    yield f"{len(outcome.messages):,}", "messages"
    if comparison is not None:
        yield f"+{len(comparison.gained):,}", "alerts gained"
        yield f"−{len(comparison.lost):,}", "alerts lost"
        yield f"{len(comparison.changed):,}", "told otherwise"


def _about(
    outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo, when: Callable[[datetime], str]
) -> Iterator[str]:
    if outcome.began and outcome.ended:
        yield f"From {when(outcome.began)} to {when(outcome.ended)}, times in {zone}."
    if outcome.undated:
        yield (
            f"{outcome.undated:,} articles have no date: they are taken in last, a minute apart, "
            "in the order of the archive."
        )
    yield f"Rules: {', '.join(outcome.places)}."
    if comparison is not None:
        yield f"Against: {', '.join(comparison.before.places)}."


def _plots(
    outcome: ReplayOutcome, comparison: Comparison | None, zone: tzinfo
) -> Iterator[tuple[str, bool, str]]:
    """Yield each plot under its head, and whether it is to say which colour is which."""
    before = comparison.before if comparison else None

    def told(name: str, now: list[datetime], was: list[datetime], colour: str) -> str:
        earlier = PlotSeries("before", was, "before") if before else None
        return over_time(PlotSeries(name, now, colour), earlier, zone)

    yield "Alerts over time", before is not None, told("alerts", _opened(outcome), _opened(before), "bar")
    yield "Alerts by rule", False, ranked(_rules(outcome, before), "bar", "alerts by rule")
    yield "Alerts by publisher", False, ranked(_publishers(outcome, before), "bar", "alerts by publisher")
    for channel in outcome.states:
        now, was = (_sent(one, channel) for one in (outcome, before))
        yield f"Messages to {channel} over time", False, told("messages", now, was, "bar second")


def _opened(outcome: ReplayOutcome | None) -> list[datetime]:
    return [one.alert.opened_at for one in outcome.alerts] if outcome else []


def _sent(outcome: ReplayOutcome | None, channel: str) -> list[datetime]:
    return [one.at for one in outcome.messages if one.channel == channel] if outcome else []


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


def _channels(outcome: ReplayOutcome, zone: tzinfo) -> Iterator[tuple[str, tuple[int, ...], str]]:
    busiest = outcome.busiest(zone)
    for channel, states in outcome.states.items():
        kinds = outcome.kinds_to(channel)
        hour = f"{busiest[channel][1]:,}, {busiest[channel][0]:%Y-%m-%d %H:00}" if channel in busiest else "–"
        named = (kinds["first"], kinds["update"], kinds["digest"])
        yield channel, (sum(kinds.values()), *named, states.get("folded", 0)), hour


def _lists(
    outcome: ReplayOutcome, comparison: Comparison | None
) -> Iterator[tuple[str, str, list[tuple[ReplayedAlert, tuple[str, ...]]]]]:
    """Yield the lists of alerts: the head, how they changed, each alert with what is different of it."""

    def alike(alerts: Iterable[ReplayedAlert]) -> list[tuple[ReplayedAlert, tuple[str, ...]]]:
        return [(one, ()) for one in alerts]

    if comparison is None:
        yield "Alerts", "", alike(outcome.alerts)
        return
    yield "Alerts gained", "gained", alike(comparison.gained)
    yield "Alerts lost", "lost", alike(comparison.lost)
    yield "Alerts told otherwise", "", [(one.now, one.differences) for one in comparison.changed]
    same = (one for one in outcome.alerts if comparison.change_of(one) == "same")
    yield "Alerts that stay the same", "", alike(same)


def _reports(told: ReplayedAlert) -> str:
    return counted(len({one.article_id for one in told.alert.reports}), "report")


def _heard(channels: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ×{count}" if count > 1 else name for name, count in channels.items())


def _words(span: Mapping[str, Any]) -> str:
    return " ".join(shown(str(span["text"])).split())
