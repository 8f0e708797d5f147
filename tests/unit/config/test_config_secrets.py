"""No secret passes: an address of every service there is, put into config.toml well and badly, is shown nowhere."""

from __future__ import annotations

import copy
import inspect
import json
import logging
import os
import pickle
import pprint
import re
import traceback
from dataclasses import replace

import apprise
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.fault_formats import in_format
from monitor.config import load_config
from monitor.config.shown import sayable, show
from monitor.errors import ConfigError
from monitor.notify.channel import open_channel
from monitor.secret import Secret

MARK = "s3cr3tM4rk"
HEAD = """[monitor]
rules = ["rules"]

[[sources]]
type = "folder"
path = "inbox"

[channels.desk]
"""


def addresses() -> list[str]:
    """Return one address of each service that Apprise knows, every part of it marked as a secret."""
    found = {}
    for schema in apprise.Apprise().details()["schemas"]:
        template = max(schema["details"]["templates"], key=len)
        for name in [*(schema["secure_protocols"] or ()), *(schema["protocols"] or ())][:1]:
            filled = template.replace("{schema}", str(name))
            found[str(name)] = re.sub(r"\{(\w+)\}", lambda part: f"{part[1][:2]}{MARK}", filled)
    return [url for _, url in sorted(found.items())]


ADDRESSES = addresses()

FORMS = {
    "well-formed": 'url = "{}"',
    "a quote inside": 'url = "{:quoted}"',
    "never closed": 'url = "{}',
    "never opened": 'url = {}"',
    "no quotes": "url = {}",
    "single quotes, one inside": "url = '{:apostrophe}'",
    "printer's quotes": "url = “{}”",
    "a colon": 'url: "{}"',
    "no key": '"{}"',
    "nothing but it": "{}",
    "its key misspelt": 'ulr = "{}"',
    "a key of another program": 'webhook = "{}"',
    "its password alone": 'url = "console://"\npassword = "{:tail}"',
    "its password, without quotes": "password = {:tail}",
    "its password as pass": 'pass = "{:tail}"',
    "a number of its own": 'tokens = [1, "{:tail}"]',
    "a tab inside": 'url = "{:tab}"',
    "given twice": 'url = "{}"\nurl = "{}"',
    "a text of many lines": 'url = """\n{}\n"""',
    "a text of many lines, not closed": 'url = """\n{}\n',
    "wrapped": 'url = "{:wrapped}"',
    "an inline table": 'desk = {{ url = "{}", tell = "x" }}',
    "an inline table, not closed": 'quiet = {{ from = "22:00", url = "{}"',
    "a list": 'url = ["{}"]',
    "a list, not closed": 'url = ["{}",\n"{}"\nrate = 1',
    "after a good key": 'timeout = 5 url = "{}"',
    "after a comma": 'timeout = 5, url = "{}"',
    "behind a good key": 'timezone = "{}"',
    "who stands in": 'url = "console://"\ntell = "{}"',
    "a dotted key": 'slack.url = "{}"',
    "as a key": '"{}" = 1',
    "as a section": '["{}"]',
    "as a channel": '[channels."{}"]\nurl = "console://"',
    "as a comment": '# {}\nurl = "nosuch://"',
    "as a comment behind": 'url = "nosuch://" # {}\nrates = 1',
    "in braces": 'url = "${{{}}}"',
    "in braces, as a file": 'url = "${{file:{}}}"',
    "in a route": 'url = "console://"\n[[routes]]\nchannels = ["{}"]',
    "in a digest": 'url = "console://"\n[digests.day]\ncron = "{}"\nchannels = ["desk"]',
    "as a notice's": 'url = "console://"\n[alerts]\nnotices = ["{}"]',
    "as the heartbeat": 'url = "console://"\n[heartbeat]\nurl = "{}"',
    "as the heartbeat, a list": 'url = "console://"\n[heartbeat]\nurl = ["{}"]',
    "as heartbeat = ": 'url = "console://"\n[channels.other]\nheartbeat = "{}"',
    "in the template": 'url = "console://"\ntemplate = {{ body = "{{{{ {} }}}}" }}',
    "a section's bracket missing": '[channels.more\nurl = "{}"',
    "with the store": 'url = "console://"\n[alerts]\nstore = "{}"',
    "with a rate": 'url = "{}"\nrate = "{}"',
    "with quiet hours": 'url = "{}"\nquiet = {{ from = "{}", to = "7:00" }}',
    "with severities": 'url = "{}"\nquiet = {{ from = "22:00", to = "7:00", pass = "{}" }}',
}


class Address:
    """An address, and the ways to spoil it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __format__(self, how: str) -> str:
        middle = len(self.url.partition("://")[0]) + 6
        spoilt = {
            "quoted": f'{self.url[:middle]}"{self.url[middle:]}',
            "apostrophe": f"{self.url[:middle]}'{self.url[middle:]}",
            "tab": f"{self.url[:middle]}\t{self.url[middle:]}",
            "wrapped": f"{self.url[:middle]}\n{self.url[middle:]}",
            "tail": self.url.partition("://")[2],
        }
        return spoilt.get(how, self.url)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "inbox").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything_said(folder, text, environ=None) -> str:
    """Return all that anybody could get to see of a configuration."""
    path = folder / "config.toml"
    path.write_bytes(text.encode())
    try:
        config = load_config(path, environ or {})
    except ConfigError as error:
        faults = error.faults
        formats = [line for name in ("text", "jsonl", "github", "sarif") for line in said_in(name, faults)]
        return "\n".join([str(error), repr(error), repr(faults), *formats])
    channels = [open_channel(name, one).describe() for name, one in config.channels.items()]
    return "\n".join([repr(config), str(config), *map(str, config.doubts), *channels])


def said_in(name, faults):
    return map(str, faults) if name == "text" else in_format(name, faults)


def test_there_is_an_address_of_every_service():
    assert len(ADDRESSES) > 120
    assert all(MARK in url for url in ADDRESSES if url.partition("://")[2])


@pytest.mark.parametrize("form", FORMS)
def test_no_address_is_shown_however_it_is_written(folder, form, caplog):
    caplog.set_level(0)
    bom = "\ufeff" if form == "well-formed" else ""
    some = ADDRESSES if form in {"well-formed", "a quote inside"} else ADDRESSES[::6]
    for url in some:
        said = everything_said(folder, bom + HEAD + FORMS[form].format(*[Address(url)] * 2))
        assert MARK not in said, url
    assert MARK not in caplog.text


def test_the_password_of_the_store_is_shown_nowhere(folder):
    for url in (
        f"postgresql://desk:{MARK}@db/name",
        f"postgresql:/desk:{MARK}@db/name",
        f"postgresql//desk:{MARK}@db/name",
        f"mysql://desk:{MARK}@db/name",
        f'postgresql://desk:a"{MARK}@db/name',
        "postgresql://desk:${PW}@db/name",
    ):
        text = (
            f'[monitor]\nrules = ["rules"]\nstore = "{url}"\n[[sources]]\ntype = "folder"\npath = "inbox"\n'
        )
        assert MARK not in everything_said(folder, text, {"PW": MARK})
        assert MARK not in everything_said(folder, text + "[nonsense", {"PW": MARK})


@pytest.mark.parametrize(
    "url", ["postgresql://desk:a/s3cr3tM4rk@db:name/x", "postgresql://desk:p@db:s3cr3tM4rk/x"]
)
def test_a_store_whose_address_cannot_be_parsed_is_refused_without_it(url):
    from monitor.errors import StoreError
    from monitor.store.store import Store

    with pytest.raises(StoreError) as refusal:
        Store.open(Secret(url))
    assert MARK not in str(refusal.value)


# --- the line that is shown ---


def test_the_caret_stands_under_what_is_meant_also_behind_what_is_hidden(folder):
    text = HEAD.replace(
        "[channels.desk]\n", f'[channels]\ndesk = {{ timeout = 5, url = "slack://{MARK}/a", qiet = "x" }}\n'
    )
    path = folder / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as refusal:
        load_config(path, {})
    told = next(one for one in refusal.value.faults if "qiet" in one.message)
    line, caret = str(told).splitlines()[1:3]
    assert line.endswith("desk = {…}") or "…" in line
    assert told.location.column == text.splitlines()[told.location.line - 1].index("qiet") + 1
    assert caret.index("^") <= line.index("…") + 1


def test_the_caret_is_where_it_was_when_nothing_before_it_is_hidden(folder):
    text = HEAD + 'url = "console://"\ntimezone = "Mars/Base" # the old one: slack://a/b\n'
    said = everything_said(folder, text)
    line, caret = said.splitlines()[1:3]
    assert line == '  10 | timezone = "Mars/Base" …'
    assert line.index("timezone") == caret.index("^")


SHOWN = [
    ('timezone = "Europe/London"', 'timezone = "Europe/London"'),
    ('timezon = "Europe/London"', 'timezon = "Europe/London"'),
    ('store = "sqlite:///var/monitor.db"', 'store = "sqlite:///var/monitor.db"'),
    ('store = "postgresql://u:p@h/d"', 'store = "postgresql://…"'),
    ('url = "slack://a/b"', 'url = "slack://…"'),
    ('url = "slack://a/b"c/d"', 'url = "slack://…"'),
    ('url = "slack://a/${TOKEN}"', 'url = "slack://${TOKEN}"'),
    ('url = "${TOKEN}"', 'url = "${TOKEN}"'),
    ('url = "${file:secrets/slack url.txt}"', 'url = "${file:secrets/slack url.txt}"'),
    ('url = "${xoxb-1-2}"', 'url = "…}"'),
    ('password = "hunter2"', 'password = "…"'),
    ("password = hunter2", "password = …"),
    ("password: hunter2", "password: …"),
    ('quiet = { form = "22:00", to = "07:00" }', 'quiet = { form = "22:00", to = "07:00" }'),
    ('quiet = { from = "22:00", token = "x", to = "7:00" }', 'quiet = { from = "22:00", token = "…" }'),
    ("[channels.desk", "[channels.desk"),
    ('[channels."slack://a/b"]', '[…"]'),
    ("hunter2", "…"),
    ("", ""),
]


@pytest.mark.parametrize(("line", "shown"), SHOWN)
def test_what_is_shown_of_a_line(line, shown):
    assert show([line], 1).text == shown


def test_a_list_that_goes_on_is_shown_when_its_key_can_be(folder):
    assert show(["rules = [", '  "rules",'], 2).text == '  "rules",'
    assert show(["url = [", '  "rules",'], 2).text == '  "…",'
    assert show(["[a]", '  "rules",'], 2).text == '  "…",'


@given(st.text(max_size=60), st.sampled_from(["url = ", "password = ", "", "timezone = ", "quiet = { a = "]))
def test_what_is_shown_keeps_every_column_in_its_place(value, key):
    line = f"{key}{value}".replace("\n", " ")
    shown = show([line], 1)
    assert "".join(raw for raw, _ in shown.pieces) == line
    places = [shown.place(column) for column in range(len(line) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(shown.text)


@given(
    st.text(alphabet="abc:/@\"'= {}[],#$.-\\ ", max_size=30),
    st.text(alphabet="abc:/@\"'= {}[],#$.-\\ ", max_size=30),
)
def test_nothing_behind_a_key_that_may_be_secret_is_ever_shown(before, after):
    for key in ("url", "password", "api_key", '"x y"'):
        shown = show([f"{key} = {before}{MARK}{after}"], 1).text
        assert MARK not in shown
    assert MARK not in sayable(f"slack://{before}{MARK}{after}")


# --- references ---


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("two\nlines", "line break"),
        ("a\rb", "line break"),
        ("a\0b", "line break"),
        ("\udcff", "line break"),
        ("   ", "is not set"),
    ],
)
def test_a_variable_that_cannot_stand_in_an_address_is_told_without_it(folder, value, said):
    told = everything_said(folder, HEAD + 'url = "json://127.0.0.1/${NAME}"', {"NAME": value})
    assert "${NAME}: " in told
    assert said in told


def test_the_line_end_that_a_shell_leaves_is_no_part_of_a_secret(folder):
    path = folder / "config.toml"
    path.write_text(HEAD + 'url = "json://127.0.0.1/${NAME}/${file:token}"')
    (folder / "token").write_text("b\r\n")
    config = load_config(path, {"NAME": "a\n"})
    assert config.channels["desk"].reveal() == "json://127.0.0.1/a/b"


def big(path):
    path.write_text("x" * 70_000)


def latin(path):
    path.write_bytes(b"caf\xe9")


FILES = {
    "a named pipe": (os.mkfifo, "no regular file"),
    "a folder": (os.mkdir, "it is a folder"),
    "a large file": (big, "larger than 65,536 bytes"),
    "no text": (latin, "not UTF-8"),
    "two lines": (lambda path: path.write_text("a\nb"), "line break"),
    "empty": (lambda path: path.touch(), "is empty"),
    "none": (lambda path: None, "No such file"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_holds_no_secret_is_refused_by_name(folder, kind):
    make, said = FILES[kind]
    make(folder / "token")
    told = everything_said(folder, HEAD + 'url = "json://127.0.0.1/${file:token}"')
    assert "${file:token}: " in told
    assert said in told


def test_a_device_without_end_is_refused(folder):
    told = everything_said(folder, HEAD + 'url = "json://127.0.0.1/${file:/dev/zero}"')
    assert "${file:/dev/zero}: it is no regular file" in told


# --- the type ---


def logged(one) -> str:
    return logging.LogRecord("x", 20, "x", 1, "%s %r", (one, one), None).getMessage()


def test_a_secret_is_printed_by_nothing():
    one = Secret(MARK)
    prints = [
        str(one),
        repr(one),
        f"{one}",
        f"{one!r}",
        logged(one),
        repr([one]),
        repr({"a": one}),
    ]
    assert MARK not in "".join(prints)
    with pytest.raises(TypeError):
        json.dumps(one)
    with pytest.raises(TypeError, match="not written"):
        pickle.dumps(one)
    assert copy.deepcopy(one) is copy.copy(one) is one


def test_no_attribute_of_a_secret_holds_its_text():
    one = Secret(MARK)
    held = [repr(value) for _, value in inspect.getmembers(one)]
    seen = [pprint.pformat(one), f"{one:>40}", *held]
    assert MARK not in "".join(seen)
    assert not hasattr(one, "__dict__")
    with pytest.raises(TypeError):
        vars(one)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="not written"):
            pickle.dumps([one], protocol)
    with pytest.raises(TypeError, match="not written"):
        one.__getstate__()
    with pytest.raises(AttributeError, match="not changed"):
        one._told = str
    assert one.reveal() == MARK


def test_a_traceback_that_shows_what_was_at_hand_shows_no_secret():
    def failing(url):
        return 1 / (len(url.reveal()) * 0)

    try:
        failing(Secret(MARK))
    except ZeroDivisionError as error:
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert "failing" in "".join(shown.format())
    assert MARK not in "".join(shown.format())


def test_a_secret_is_no_part_of_a_configuration_that_is_dumped(folder):
    path = folder / "config.toml"
    path.write_text(HEAD + f'url = "json://127.0.0.1/{MARK}"\n[heartbeat]\nurl = "https://x/{MARK}"\n')
    config = load_config(path, {})
    for model in (config.channels["desk"], config.heartbeat, config.settings):
        assert MARK not in model.model_dump_json()
        assert MARK not in str(model.model_dump())
    assert MARK not in repr(replace(config, doubts=()))


def test_a_secret_equals_its_text_and_no_other():
    assert Secret("a") == Secret("a") == "a"
    assert Secret("a") != Secret("b")
    assert Secret("a") != 1
    assert len({Secret("a"), Secret("a")}) == 1
    assert Secret("a").reveal() == "a"
