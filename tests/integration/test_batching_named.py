"""No article is lost when messages are folded: a message names it, or counts it and says where it is listed."""

from __future__ import annotations

import json
import random
import re
from datetime import timedelta

import pytest

from monitor.alert.rate import Rate
from monitor.cli.main import main
from monitor.notify.config import ChannelConfig
from monitor.notify.console import Look, render
from monitor.notify.mail_html import mail_html
from monitor.notify.model import Notification
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import Wording, word
from monitor.notify.sanitize import still
from monitor.notify.slack_form import slack_payload, slack_texts
from monitor.notify.template import writer_of
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import Delivery, DeliveryState
from monitor.testing import StillClock
from tests.integration.desk_harness import WIRE, Newsdesk, quiet_but_critical
from tests.integration.test_batching_any import RULES, Life

MINUTE = timedelta(minutes=1)
_OWN = writer_of(ChannelConfig(template={"body": "{{ title }}: {{ path }}"}), StillClock())


def slack(told: Wording) -> str:
    return "\n".join(slack_texts(slack_payload(told)["blocks"] + slack_payload(told)["attachments"]))


FORMS = {
    "plain": plain_text,
    "short": lambda told: plain_text(told, limit=400),
    "note": lambda told: plain_text(told, limit=200, calm=still),
    "mail": mail_html,
    "slack": slack,
    "console": lambda told: render(told, Look(width=80)),
}


def texts(notification: Notification) -> dict[str, str]:
    """Return the message in every form that a channel may have, also in the user's own words."""
    forms = {name: form(word(notification)) for name, form in FORMS.items()}
    own = {f"own {name}": form(_OWN(notification).wording) for name, form in FORMS.items()}
    return forms | own


def unnamed(desk: Newsdesk, name: str) -> list[str]:
    """Return every article that a channel was told of in a folded message and can find nowhere."""
    rows = {one.id: one for one in desk.store.deliveries() if one.channel == name}
    got = {one.id: one for one in desk.services[name].got}

    def told(one: Delivery) -> tuple[str, str]:
        """Return the message that told *one*, and which of those that the message stands for it came with."""
        into = rows[one.folded_into]
        return told(into) if into.state is DeliveryState.FOLDED else (into.id, one.id)

    messages: dict[str, list[tuple[str, Delivery]]] = {}
    for one in rows.values():
        if one.state is DeliveryState.FOLDED and one.alert and not joins(one, rows[one.folded_into]):
            message, part = told(one)
            messages.setdefault(message, []).append((part, one))
    return [
        f"{form} of {id_}: {left}"
        for id_, folded in messages.items()
        for form, text in texts(got[id_]).items()
        for left in left_nowhere(desk, folded, text)
    ]


def joins(one: Delivery, carrier: Delivery) -> bool:
    """Return whether *one* is told with another alert of its own article, which then stands for both."""
    return (
        bool(carrier.alert)
        and carrier.alert != one.alert
        and carrier.notification.path == one.notification.path
    )


def left_nowhere(desk: Newsdesk, folded: list[tuple[str, Delivery]], text: str) -> list[str]:
    """Return the alerts of *folded* of which the message *text* neither names nor counts all articles."""
    said = re.findall(r"and ([\d,]+) more articles?: monitor alerts show (\w+)", text)
    counted = {alert: int(number.replace(",", "")) for number, alert in said}
    parts_more = sum(
        int(one.replace(",", "")) for one in re.findall(r"and ([\d,]+) more: monitor alerts list", text)
    )
    missing = [(part, one) for part, one in folded if one.notification.path not in text]
    by_alert = {
        one.alert: {two.notification.path for _, two in missing if two.alert == one.alert}
        for _, one in missing
    }
    for alert, paths in by_alert.items():
        assert paths <= {report.path for report in desk.store.alert(alert).reports}
    rest = {alert for alert, paths in by_alert.items() if len(paths) > counted.get(alert, 0)}
    parts = {part for part, one in missing if one.alert in rest}
    return sorted(rest) if len(parts) > parts_more else []


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_is_folded_every_article_is_named_or_counted(tmp_path, seed):
    life = Life(tmp_path, random.Random(1000 + seed))
    for _ in range(25):
        await life.step()
    await life.end()
    for name in life.desk.services:
        assert unnamed(life.desk, name) == []
    life.desk.store.close()


async def test_sixty_seven_articles_for_a_channel_that_was_slow_are_all_accounted_for(tmp_path):
    desk = Newsdesk(tmp_path, {"desk": DeliveryPolicy(rate=Rate(count=2, per=MINUTE))}, rules=RULES)
    desk.services["desk"].is_up = False
    for number in range(50):
        desk.take(f"Event {number}\n\nThe Kremlin denied reports of event number {number}.\n")
    for number in range(17):
        desk.take(f"{WIRE}Report number {number} was written for the readers of outlet {number}.\n")
    await desk.pass_time(MINUTE * 20)
    desk.services["desk"].is_up = True
    await desk.pass_time(timedelta(hours=3))
    assert {"digest"} <= set(desk.services["desk"].kinds)
    assert unnamed(desk, "desk") == []
    desk.store.close()


async def test_the_commands_that_a_message_names_list_what_it_left_out(tmp_path, capsys):
    desk = Newsdesk(tmp_path, {"desk": DeliveryPolicy(quiet_until=quiet_but_critical(22, 7))})
    desk.clock.advance(timedelta(hours=11))
    desk.take("Kremlin on oil\n\nThe Kremlin denied that Hormuz was closed to tankers from Asia.\n")
    for number in range(30):
        desk.take(f"{WIRE}Report number {number} was written for the readers of outlet {number}.\n")
    await desk.pass_time(timedelta(hours=9), MINUTE * 10)
    (digest,) = desk.services["desk"].got
    desk.store.close()
    text = plain_text(word(digest))
    (number, alert) = re.search(r"and (\d+) more articles: monitor alerts show (\w+)", text).groups()
    (tmp_path / "rules.yaml").write_text("rules: [{id: a, when: x}]")
    (tmp_path / "config.toml").write_text(
        '[monitor]\nrules = ["rules.yaml"]\nstore = "sqlite:///var/monitor.db"\n'
    )
    config = ["--config", str(tmp_path / "config.toml")]
    assert main(["alerts", "show", alert, *config]) == 0
    shown = capsys.readouterr().out
    assert all(f"{of:05d}.txt" in shown for of in range(2, 32))
    assert number == "29"
    assert main(["alerts", "list", *config]) == 0
    listed = capsys.readouterr().out
    assert "00001.txt" in listed
    assert "00002.txt and 29 more" in listed
    assert main(["alerts", "list", "--format", "jsonl", *config]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sum(len(row["reports"]) for row in rows) == 31
