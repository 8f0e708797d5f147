"""The user's own words: tried when the configuration is read, bounded, inert, and never the end of an alert."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from notify_samples import seed_000

from monitor.errors import Location, NotifyError
from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig, TemplateConfig
from monitor.notify.mail_form import subject
from monitor.notify.model import NotificationKind
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import Wording, word
from monitor.notify.samples import sample, samples
from monitor.notify.template import MAX_BODY, MAX_LINES, writer_of
from monitor.notify.template_check import check_template, problems
from monitor.notify.template_values import VARIABLES, template_values
from monitor.testing import StillClock


def own_words(kind: NotificationKind = NotificationKind.FIRST, **template: str) -> Wording:
    return writer_of(ChannelConfig(template=template), StillClock())(sample(kind)).wording


def place(key: str) -> tuple[Location, str, int]:
    return Location("config.toml", 7, 1), f'template = {{ {key} = "…" }}', 8


def test_a_template_writes_title_and_body():
    told = own_words(
        title="{{ by }}: {{ kind }} {{ status }}", body="{{ quotes[0] }}\n{{ article.publisher }}"
    )
    assert told.title == "the palace: call denied"
    assert told.body == (
        "The palace denied on Saturday that the president of Ruritania had called the king.",
        "Ruritanian Press",
    )
    assert plain_text(told).endswith("\n\nalert 1f2e3d4c5b6a7988 · delivery 9a8b7c6d5e4f3a2b")


def test_without_a_title_or_a_body_the_built_in_one_stands():
    assert own_words(title="{{ rule.id }}").body is None
    assert own_words(body="x").title == word(sample(NotificationKind.FIRST)).title


def test_every_variable_has_a_value_in_every_message():
    for told in samples():
        assert tuple(template_values(told, UTC)) == VARIABLES
    assert problems(" ".join(f"{{{{ {name} }}}}" for name in VARIABLES)) == []


def test_the_contracts_names_mean_what_they_mean_in_a_rule():
    values = template_values(sample(NotificationKind.FIRST), UTC)
    assert str(values["participants"]) == "Rudolf Rassendyll and Michael Elphberg"
    assert (values["kind"], values["status"], values["telling"]) == ("call", "denied", "first")
    assert [str(one) for one in values["evidence"]] == ["denied", "called"]
    assert values["evidence"][0].field == "text"
    assert values["denials"][0]["by"] == "the palace"


def test_times_are_told_in_the_channels_zone():
    config = ChannelConfig(
        timezone="America/New_York", template={"body": "{{ received }} {{ received.iso }} {{ published }}"}
    )
    (line,) = writer_of(config, StillClock())(sample(NotificationKind.FIRST)).wording.body
    assert line == "21 Nov 2026, 20:05 EST 2026-11-22T01:05:00+00:00 21 Nov 2026"
    assert config.zone == ZoneInfo("America/New_York")


def test_a_digest_can_be_written_too():
    body = "{% for one in entries %}\n{{ one.severity }}: {{ one.title }}, {{ one.alert }}\n{% endfor %}\n{{ total }}"
    told = own_words(NotificationKind.DIGEST, body=body)
    assert told.body[0] == "critical: Ruritania: a call is denied (1), 0000000000000000"
    assert told.body[-1] == "9988"


def test_mails_of_one_alert_keep_their_subject():
    title = "{{ rule }}: {{ says }}"
    first, update = (
        subject(own_words(kind, title=title)) for kind in (NotificationKind.FIRST, NotificationKind.UPDATE)
    )
    assert update == f"Re: {first}"


def test_every_fault_is_told_at_once_with_its_line():
    source = "{{ publsher }}\n{{ article.autor }}\n{{ title|shout }}\n{{ title.upper() }}\n{% set x = 1 %}\n{{ 2 * 3 }}"
    found = problems(source)
    assert [(one.line, one.message) for one in found] == [
        (1, 'a message knows no "publsher"'),
        (2, '"article" has no "autor"'),
        (3, 'there is no filter "shout"'),
        (4, "a template cannot call anything"),
        (5, "a template cannot set variables"),
        (6, 'a template cannot use "*"'),
    ]
    assert found[0].hint == 'did you mean "publisher"?'
    assert found[1].hint == 'did you mean "author"?'


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a\n{{ title", 2, "cannot be read as a template"),
        ("a\n\n{{ contacts[9].kind }}", 3, "fails"),
        ("{{ 1/0 }}", 1, "fails when it is filled in: division by zero"),
        ("{% for a in entries %}{% for b in entries %}{% for c in entries %}{% endfor %}{% endfor %}{% endfor %}", 1, "2 deep"),
        ("{% for a in [title ~ title] %}{% endfor %}", 1, "as it is"),
        ("{% include 'x' %}", 1, "include files"),
        ("{% macro m() %}{% endmacro %}", 1, "define macros"),
        ("{{ title.__class__ }}", 1, "fails"),
        ("{% if kind == 'x' %}y{% endif %}", 1, "writes nothing at all"),
        ("x" * 10_001, 1, "longer than 10,000"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_work_is_refused(source: str, line: int, said: str):
    (found,) = problems(source)
    assert found.line == line
    assert said in found.message


def test_a_file_is_read_beside_the_configuration(tmp_path: Path):
    (tmp_path / "desk.j2").write_text("{{ title }}\n{{ quotes|join(' / ') }}\n")
    spec, faults = check_template(TemplateConfig(file=Path("desk.j2")), tmp_path, place)
    assert faults == []
    assert writer_of(ChannelConfig(template=spec), StillClock())(seed_000()).wording.body[0] == (
        "Denial by Dmitry Peskov"
    )


def test_faults_in_a_file_stand_at_their_line(tmp_path: Path):
    (tmp_path / "desk.j2").write_text("{{ title }}\n{{ publsher }}\n")
    spec = TemplateConfig(file=Path("desk.j2"), title="{{ tittle }}")
    _, faults = check_template(spec, tmp_path, place)
    assert [str(fault.location) for fault in faults] == ["config.toml:7:1", f"{tmp_path}/desk.j2:2:1"]
    assert "{{ publsher }}" in str(faults[1])
    assert 'the template\'s title: a message knows no "tittle"' in str(faults[0])


@pytest.mark.parametrize(
    "content",
    [
        "password=hunter2\n",
        "password={{ hunter2 }}\n",
        "{% hunter2 %}\n",
        "key={{hunter2\n",
        "hunter2\n" * 2000,
        "-----BEGIN PRIVATE KEY-----\n" + "hunter2/" * 9000,
        '{"{#hunter2": {%hunter2',
    ],
)
def test_a_file_of_secrets_is_neither_shown_nor_sent(content: str, tmp_path: Path):
    (tmp_path / "key").write_text(content)
    spec, (fault,) = check_template(TemplateConfig(file=Path("key")), tmp_path, place)
    assert "hunter2" not in str(fault) + repr(fault) + repr(spec)
    assert spec.body is None
    assert str(fault.location) == "config.toml:7:1"


def test_a_pipe_is_no_template_and_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    _, (fault,) = check_template(TemplateConfig(file=Path("pipe")), tmp_path, place)
    assert "pipe cannot be read: it is no regular file" in fault.message


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path):
    _, (fault,) = check_template(TemplateConfig(file=Path("desk.j2")), tmp_path, place)
    assert "desk.j2 cannot be read: No such file or directory" in fault.message


def test_a_file_that_nobody_read_opens_no_channel():
    with pytest.raises(NotifyError, match=r"desk\.j2 was not read"):
        open_channel("desk", ChannelConfig(url="json://127.0.0.1/x", template={"file": "desk.j2"}))


@pytest.mark.parametrize("wrong", [{}, {"body": "x", "file": "y"}, {"text": "x"}])
def test_a_template_is_one_thing(wrong: dict[str, str]):
    with pytest.raises(ValueError, match=r"template|extra"):
        TemplateConfig.model_validate(wrong)


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ({"body": "{{ 1/(publisher|length - 16) }}"}, "division by zero"),
        ({"body": "{{ contacts[4].kind }}"}, "has no element 4"),
        ({"title": " {{ notes|join|truncate(0, true, '') }}"}, "the title is empty"),
        ({"body": "{{ ''|indent }}"}, "the body is empty"),
        ({"body": "{{ title|list|join(title)|list|join(title)|list|join(title) }}"}, "too long a text"),
    ],
)
def test_a_template_that_fails_at_night_leaves_the_built_in_form_and_says_so(template, reason):
    told, plain = own_words(**template), word(sample(NotificationKind.FIRST))
    assert told.notes[-1].startswith("the channel's template failed, so this is the built-in form: ")
    assert reason in told.notes[-1]
    assert replace(told, notes=plain.notes) == plain


def test_a_template_that_does_not_end_leaves_the_built_in_form():
    class Hurrying(StillClock):
        def monotonic(self) -> float:
            self._elapsed += 1.5
            return self._elapsed

    config = ChannelConfig(template={"body": "{% for a in tags %}{{ a }}{% endfor %}{{ title }}"})
    told = writer_of(config, Hurrying())(sample(NotificationKind.FIRST)).wording
    assert told.body is None
    assert "was not done within 2 s" in told.notes[-1]


def test_what_is_too_long_is_cut_and_told_all_the_same():
    long = replace(sample(NotificationKind.DIGEST), title="word " * 200)
    for body in ("{% for a in entries %}{{ title }}{{ title }}{% endfor %}", "x\n\n" * 400):
        config = ChannelConfig(template={"body": body})
        lines = writer_of(config, StillClock())(long).wording.body
        assert len("\n".join(lines)) <= MAX_BODY + 2
        assert len(lines) <= MAX_LINES + 1
        assert lines[-1].endswith("…")
