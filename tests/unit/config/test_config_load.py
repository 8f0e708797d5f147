"""config.toml: what is read, and what is told of faults."""

from pathlib import Path

import pytest

from monitor.config import load_config, load_for_run, load_settings
from monitor.errors import ConfigError
from monitor.notify.mail_channel import load_mail

GOOD = """
[monitor]
rules = ["rules"]
store = "sqlite:///var/monitor.db"
timezone = "Europe/London"

[[sources]]
type = "folder"
path = "inbox"

[channels.desk]
url = "json://127.0.0.1:9/${TOKEN}"

[[routes]]
when = { severity = ["high"], rules = ["leader-*"] }
channels = ["desk"]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "inbox").mkdir()
    return tmp_path


def write(folder, text):
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder, text, environ=None):
    with pytest.raises(ConfigError) as caught:
        load_config(write(folder, text), environ if environ is not None else {"TOKEN": "s3cret"})
    return caught.value.faults


def test_relative_paths_start_at_the_file_that_holds_them(folder):
    config = load_config(write(folder, GOOD), {"TOKEN": "s3cret"})
    assert config.settings.rules == (folder / "rules",)
    assert config.sources[0].path == folder / "inbox"
    assert config.settings.store == f"sqlite:///{folder}/var/monitor.db"


def test_a_secret_comes_from_the_environment_and_is_not_shown(folder):
    config = load_config(write(folder, GOOD), {"TOKEN": "s3cret"})
    assert config.channels["desk"].reveal() == "json://127.0.0.1:9/s3cret"
    assert "s3cret" not in repr(config)


def test_a_secret_comes_from_a_file(folder):
    (folder / "token").write_text("from-file\n")
    config = load_config(write(folder, GOOD.replace("${TOKEN}", "${file:token}")), {})
    assert config.channels["desk"].reveal().endswith("/from-file")


@pytest.mark.parametrize("password", ["p@ss", "p#ss", "p?ss", "p/ss", "p%41ss", "p:s;", "p+s &", "пароль"])
def test_any_password_can_stand_in_a_url(folder, password):
    url = "mailto://${USER_NAME}:${file:word}@localhost:18025?to=a@example.org&from=m@example.org"
    (folder / "word").write_text(password, encoding="utf-8")
    text = GOOD.replace("json://127.0.0.1:9/${TOKEN}", url)
    config = load_config(write(folder, text), {"USER_NAME": "alice@example.org"})
    server = load_mail(config.channels["desk"].reveal(), seconds=1)
    login = (server.user.reveal(), server.password.reveal())
    assert (server.host, *login) == ("localhost", "alice@example.org", password)


def test_a_mail_without_a_recipient_is_told(folder):
    url = "mailto://u:p@localhost:18025?to=nobody&from=m@example.org"
    told = str(faults(folder, GOOD.replace("json://127.0.0.1:9/${TOKEN}", url))[0])
    assert "recipient" in told or "names no one" in told


def test_no_channel_at_all_means_the_console(folder):
    text = GOOD[: GOOD.index("[channels")]
    assert list(load_config(write(folder, text), {}).channels) == ["console"]


def test_a_channel_shows_times_in_the_desks_zone(folder):
    config = load_config(write(folder, GOOD), {"TOKEN": "x"})
    assert str(config.channels["desk"].zone) == "Europe/London"


def test_every_fault_is_told_at_once_with_its_place(folder):
    text = """
[monitor]
rules = ["rulez"]
timezon = "UTC"

[[sources]]
type = "folder"
path = "nowhere"
recursive = "perhaps"

[channels.desk]
url = "${SLACK_URL}"

[channels.odd]
url = "nosuchscheme://x"

[[routes]]
channels = ["dsek"]

[chanels]
"""
    found = faults(folder, text, {})
    told = "\n".join(str(fault) for fault in found)
    assert 'unknown section "chanels"' in told
    assert 'did you mean "channels"?' in told
    assert 'unknown key "timezon"' in told
    assert "environment variable SLACK_URL is not set" in told
    assert 'no channel is named "dsek"' in told
    assert 'did you mean "desk"?' in told
    assert "this channel cannot be used" in told
    lines = {fault.message.split('"')[1]: fault.location.line for fault in found if '"' in fault.message}
    assert lines["timezon"] == 4
    assert lines["chanels"] == 20
    assert all(fault.location.path.endswith("config.toml") for fault in found)


def test_a_missing_folder_is_a_doubt_for_one_who_runs(folder):
    config = load_for_run(write(folder, GOOD.replace('"inbox"', '"outbox"')), {"TOKEN": "x"})
    (doubt,) = config.doubts
    assert (doubt.code, doubt.gravity) == ("C006", "doubt")
    assert doubt.message == f"no such folder: {folder / 'outbox'}"
    assert doubt.hint == "create it, or mend the path; it is watched as soon as it can be"
    assert [Path(one.path).name for one in config.sources] == ["outbox"]


def test_missing_rules_are_a_fault_for_one_who_runs(folder):
    text = GOOD.replace('rules = ["rules"]', 'rules = ["rulez"]')
    with pytest.raises(ConfigError, match="no such file or folder"):
        load_for_run(write(folder, text), {"TOKEN": "x"})


def test_a_file_in_the_place_of_a_folder_is_told_as_one(folder):
    (folder / "outbox").touch()
    told = faults(folder, GOOD.replace('"inbox"', '"outbox"'))[0]
    assert told.message == f"{folder / 'outbox'}: it is a file, not a folder"


def test_a_missing_folder_is_told(folder):
    assert "no such folder" in str(faults(folder, GOOD.replace('"inbox"', '"outbox"'))[0])


def test_a_caret_stands_under_the_unknown_key(folder):
    shown = str(faults(folder, GOOD.replace('path = "inbox"', 'path = "inbox"\npollx = 3'))[0])
    line, caret = shown.splitlines()[1:3]
    assert line.index("pollx") == caret.index("^")
    assert caret.count("^") == len("pollx")


def test_a_refused_channel_is_told_without_its_secret(folder):
    told = "\n".join(map(str, faults(folder, GOOD.replace("json://127.0.0.1:9/", "nosuchscheme://"))))
    assert "s3cret" not in told


def test_a_secret_written_into_the_file_is_not_shown_under_a_caret(folder):
    told = str(faults(folder, GOOD.replace("json://127.0.0.1:9/${TOKEN}", "slak://T1/hidden/${TOKEN}"))[0])
    assert "hidden" not in told
    assert 'url = "slak://${TOKEN}"' in told


@pytest.mark.parametrize(
    ("broken", "line"),
    [("[monitor\n", 1), ('[monitor]\nrules = ["a"\nstore = 1\n', 2), ("[monitor]\nrules = yes\n", 2)],
)
def test_broken_toml_names_its_line(folder, broken, line):
    (fault,) = faults(folder, broken)
    assert fault.code == "C002"
    assert fault.location.line == line


@pytest.mark.parametrize("broken", ['url = "slack://xoxb-{}/T', "url = slack://{}/T", "url: slack://{}/T"])
def test_a_secret_in_broken_toml_is_not_shown(folder, broken):
    (fault,) = faults(folder, "[channels.desk]\n" + broken.replace("{}", "hidden") + "\n")
    assert fault.code == "C002"
    assert "hidden" not in str(fault)


def test_a_missing_file_says_how_to_name_another(tmp_path):
    with pytest.raises(ConfigError, match="--config"):
        load_config(tmp_path / "config.toml", {})


@pytest.mark.parametrize(
    ("line", "broken", "told", "hint"),
    [
        ('rules = ["rules"]', 'rules = "rules"', "rules must be a list", "brackets"),
        ('type = "folder"', 'type = "directory"', 'type cannot be "directory"', "folder"),
        ('severity = ["high"]', 'severity = ["hihg"]', 'severity cannot be "hihg"', 'did you mean "high"?'),
        (
            'path = "inbox"',
            'path = "inbox"\nrecursive = "perhaps"',
            "recursive must be true or false",
            "without quotes",
        ),
        ('path = "inbox"', 'path = "inbox"\npoll = "soon"', "no length of time", "30s"),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(folder, line, broken, told, hint):
    said = str(faults(folder, GOOD.replace(line, broken))[0])
    assert told in said
    assert hint in said


def test_settings_are_read_without_the_folders_and_secrets(folder):
    path = write(folder, GOOD.replace('"inbox"', '"gone"'))
    assert load_settings(path, {}).monitor.rules == (folder / "rules",)


@pytest.mark.parametrize("url", ["mysql://x", "sqlite://", "var/monitor.db"])
def test_an_unknown_store_is_refused(folder, url):
    told = str(faults(folder, GOOD.replace("sqlite:///var/monitor.db", url))[0])
    assert "not a store this program knows" in told


def test_an_unknown_time_zone_is_refused(folder):
    assert "no time zone" in str(faults(folder, GOOD.replace("Europe/London", "Europe/Londres"))[0])


def test_no_source_is_an_error(folder):
    assert "nothing to watch" in str(faults(folder, "[monitor]\n")[0])


def test_an_address_is_no_folder_and_is_never_shown(folder):
    config = write(folder, GOOD.replace('"inbox"', '"https://user:Hunter2@example.org/feed"'))
    with pytest.raises(ConfigError) as refused:
        load_for_run(config, {"TOKEN": "x"})
    assert "a folder is needed, and this is an address" in str(refused.value)
    assert "Hunter2" not in str(refused.value)
