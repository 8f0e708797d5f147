"""Addresses typed as people type them: the error says what to write, and repeats nothing of a secret."""

from __future__ import annotations

import pytest

from monitor.notify.channel import check
from monitor.notify.typed import what_to_write

SECRET = "S3CR3T"


@pytest.mark.parametrize(
    ("typed", "write"),
    [
        (f"smtp://joe:{SECRET}@mail.x.example", "write mailtos://"),
        (f"smtp:joe:{SECRET}@mail.x.example", "write mailtos://"),
        (f"smtps://joe:{SECRET}@mail.x.example", "&mode=ssl"),
        (f"smtp://joe:{SECRET}@mail.x.example:465", "&mode=ssl"),
        (f"mail://joe:{SECRET}@mail.x.example", "write mailtos://"),
        (f"email://joe:{SECRET}@mail.x.example", "write mailtos://"),
        (f"mailto:{SECRET}@x.example", "write mailtos://"),
        (f"mailto:/{SECRET}@x.example", "write mailtos://"),
        (f"{SECRET}@x.example", "write mailtos://"),
        (f"https://x.example/{SECRET}", "write jsons://"),
        (f"HTTPS://x.example/{SECRET}", "write jsons://"),
        (f"http://x.example/{SECRET}", "write json://"),
        (f"webhook://x.example/{SECRET}", "write jsons://"),
        (f"hooks.slack.com/services/T1/B1/{SECRET}", "write slack://"),
        (f"https://hooks.slack.com/services/T1/{SECRET}", "write slack://"),
        (f"slack://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/{SECRET}", "write slack://"),
        (f"https://desk.slack.com/archives/{SECRET}", "write slack://"),
        (f"https://slack.com/api/chat.postMessage?token={SECRET}", "write slack://"),
        ("slack.com", "write slack://"),
        (f"xoxb-1-2-{SECRET}", "write slack://"),
        (f"slack:xoxb-1-2-{SECRET}", "write slack://"),
        ("#desk", "write slack://"),
        (f"https://api.telegram.org/bot1:{SECRET}/sendMessage", "write tgram://"),
        (f"telegram://1:{SECRET}", "write tgram://"),
        (f"teams://{SECRET}", "write workflows://"),
        ("console:", "write console://"),
        ("stdout", "write console://"),
        (f"json:/x.example/{SECRET}", "two slashes"),
    ],
)
def test_the_error_says_what_to_write_instead(typed: str, write: str):
    reason = check(typed)
    assert reason is not None
    assert write in reason
    assert SECRET.casefold() not in reason.casefold()


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
        "https://hooks.slack-gov.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
        "https://discord.com/api/webhooks/1234567890/abcdefghijklmnopqrstuvwxyz",
        "slack://xoxb-1234-1234-word/#desk",
        "mailtos://user:pass@mail.example?from=a@b.example&to=c@d.example",
        "json://127.0.0.1/x",
    ],
)
def test_what_works_goes_on_to_work(url: str):
    assert check(url) is None


def test_what_we_say_to_write_is_a_channel():
    for typed in (
        "smtp://a",
        "smtps://a",
        "https://a",
        "http://a",
        "telegram:",
        "teams:",
        "discord:",
        "console:",
    ):
        said = what_to_write(typed)
        assert said is not None
        url = next(word.rstrip(",") for word in said.split() if "://" in word)
        filled = {"BOT-TOKEN": "123456789:" + "a" * 35, "CHAT-ID": "12345", "HOST": "x.example"}
        for word, value in filled.items():
            url = url.replace(word, value)
        assert check(url) is None, url


def test_a_token_in_the_schemes_place_is_not_repeated():
    assert SECRET.lower() not in str(check(f"{SECRET}.0123456789://desk"))


@pytest.mark.parametrize("typed", ["jsn://host", "slakc://token", "nothing", ""])
def test_where_nobody_can_tell_nothing_is_said(typed: str):
    assert what_to_write(typed) is None
