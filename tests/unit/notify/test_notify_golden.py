"""Every form, word for word. `MONITOR_GOLDEN=write pytest tests/unit/notify` writes them anew: look at them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from notify_samples import NOW, REPOSITORY, hostile, seed_000, seed_004

from monitor.notify.console import Look, render
from monitor.notify.mail_form import Envelope, mail_message
from monitor.notify.model import Notification
from monitor.notify.plain import plain_text
from monitor.notify.slack_form import slack_payload
from monitor.notify.wording import word

GOLDEN = REPOSITORY / "tests" / "golden" / "notify"
ENVELOPE = Envelope(
    sender=("monitor", "monitor@desk.example"), recipient=("Night Desk", "night@desk.example")
)


def console_plain(told: Notification) -> str:
    return render(word(told), Look(width=80))


def console_colour(told: Notification) -> str:
    return render(word(told), Look(width=72, colour=True))


def json_fields(told: Notification) -> str:
    wording = word(told)
    return f"{wording.subject}\n----\n{plain_text(wording)}\n"


def slack(told: Notification) -> str:
    return json.dumps(slack_payload(word(told)), ensure_ascii=False, indent=1) + "\n"


def mail_text(told: Notification) -> str:
    message = mail(told)
    headers = "".join(f"{name}: {value}\n" for name, value in message.items() if name != "Content-Type")
    return headers + "\n" + part(message, "plain")


def mail_html(told: Notification) -> str:
    return part(mail(told), "html")


def mail(told: Notification) -> EmailMessage:
    return mail_message(told, word(told), ENVELOPE, NOW)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return body.get_content()


FORMS: dict[str, Callable[[Notification], str]] = {
    "console.txt": console_plain,
    "console.ansi": console_colour,
    "json.txt": json_fields,
    "slack.json": slack,
    "mail.txt": mail_text,
    "mail.html": mail_html,
}
SAMPLES = {"004": seed_004, "000": seed_000, "hostile": hostile}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_form_is_what_it_was(sample: str, form: str):
    path = GOLDEN / f"{sample}.{form}"
    text = FORMS[form](SAMPLES[sample]()).replace("\r\n", "\n")
    if os.environ.get("MONITOR_GOLDEN") == "write":
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()
