"""Every form, word for word. `MONITOR_GOLDEN=write pytest tests/unit/notify` writes them anew: look at them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial

import pytest
from notify_samples import NOW, REPOSITORY, hostile, hostile_digest, hostile_update, seed_000, seed_004

from monitor.notify.config import ChannelConfig
from monitor.notify.console import Look, render
from monitor.notify.mail_form import Envelope, mail_message
from monitor.notify.model import Notification, NotificationKind
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import word
from monitor.notify.samples import sample
from monitor.notify.slack_form import slack_payload
from monitor.notify.template import TemplatedNotification, writer_of
from monitor.testing import StillClock

GOLDEN = REPOSITORY / "tests" / "golden" / "notify"
ENVELOPE = Envelope(
    sender=("monitor", "monitor@desk.example"), recipient=("Night Desk", "night@desk.example")
)


def console_plain(told: TemplatedNotification) -> str:
    return render(told.wording, Look(width=80))


def console_colour(told: TemplatedNotification) -> str:
    return render(told.wording, Look(width=72, colour=True))


def json_fields(told: TemplatedNotification) -> str:
    wording = told.wording
    return f"{wording.subject}\n----\n{plain_text(wording)}\n"


def slack(told: TemplatedNotification) -> str:
    return json.dumps(slack_payload(told.wording), ensure_ascii=False, indent=1) + "\n"


def mail_text(told: TemplatedNotification) -> str:
    message = mail(told)
    headers = "".join(f"{name}: {value}\n" for name, value in message.items() if name != "Content-Type")
    return headers + "\n" + part(message, "plain")


def mail_html(told: TemplatedNotification) -> str:
    return part(mail(told), "html")


def mail(told: TemplatedNotification) -> EmailMessage:
    return mail_message(told, ENVELOPE, NOW)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return body.get_content()


FORMS: dict[str, Callable[[TemplatedNotification], str]] = {
    "console.txt": console_plain,
    "console.ansi": console_colour,
    "json.txt": json_fields,
    "slack.json": slack,
    "mail.txt": mail_text,
    "mail.html": mail_html,
}
SAMPLES: dict[str, Callable[[], Notification]] = {
    "004": seed_004,
    "000": seed_000,
    "hostile": hostile,
    "hostile-update": hostile_update,
    "hostile-digest": hostile_digest,
    **{kind.value: partial(sample, kind) for kind in NotificationKind},
}
OWN_WORDS = ChannelConfig(
    template={
        "title": "{{ says or title }}",
        "body": "{{ publisher or 'monitor' }}, {{ received }}: <b>{{ telling }}</b>\n\n"
        "{% for quote in quotes %}\n“{{ quote }}”\n{% endfor %}\n"
        "{% for entry in entries[:3] %}\n- {{ entry.severity }}: {{ entry.title }} ({{ entry.alert }})\n{% endfor %}\n"
        "{{ changes|join('; ') }} *{{ by }}* <!channel>",
    }
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_form_is_what_it_was(sample: str, form: str):
    told = SAMPLES[sample]()
    check(f"{sample}.{form}", FORMS[form](TemplatedNotification(notification=told, wording=word(told))))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", [NotificationKind.FIRST, NotificationKind.DIGEST])
def test_the_users_own_words_look_as_they_did(kind: NotificationKind, form: str):
    write = writer_of(OWN_WORDS, StillClock())
    check(f"own-{kind}.{form}", FORMS[form](write(sample(kind))))


def check(name: str, text: str) -> None:
    path = GOLDEN / name
    text = text.replace("\r\n", "\n")
    if os.environ.get("MONITOR_GOLDEN") == "write":
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()
