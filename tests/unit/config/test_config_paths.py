"""Paths that cannot be, names that are none, bytes that are no text: located, told, and no traceback."""

from __future__ import annotations

import os

import pytest

from monitor.cli.main import main
from monitor.config import load_config, load_desk, load_settings
from monitor.errors import ConfigError

LONG = "a/" * 2500
LONG_NAME = "b" * 300
GOOD = """[monitor]
rules = ["rules"]
store = "sqlite:///var/monitor.db"

[[sources]]
type = "folder"
path = "inbox"

[channels.desk]
url = "console://"
template = { file = "mail.txt" }
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "one.yaml").write_text("rules: [{id: one, when: word}]\n")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "mail.txt").write_text("{{ title }}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def faults(folder, content):
    path = folder / "config.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConfigError) as refusal:
        load_config(path, {})
    return refusal.value.faults


@pytest.mark.parametrize(
    "name", [LONG, LONG_NAME, "nul\\u0000", "a" * 5000], ids=["long", "one", "nul", "flat"]
)
@pytest.mark.parametrize(
    ("key", "line"), [('"rules"', 2), ('"inbox"', 7), ('"mail.txt"', 11), ('"console://"', 10)]
)
def test_a_path_that_cannot_be_is_told_at_its_line(folder, key, line, name):
    name = f"${{file:{name}}}" if key == '"console://"' else name
    found = faults(folder, GOOD.replace(key, f'"{name}"', 1))
    assert [one.location.line for one in found] == [line]
    assert all(len(str(one)) < 1200 for one in found)


@pytest.mark.parametrize("name", [LONG, LONG_NAME, "nul\\u0000"], ids=["long", "one", "nul"])
def test_a_store_whose_path_cannot_be_is_told_by_the_command(folder, capsys, name):
    (folder / "config.toml").write_text(GOOD.replace("var/monitor.db", name))
    for command in (["run", "--once"], ["status"]):
        assert main(command) in {1, 2}
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "line"),
    [('[channels.""]', 9), ("[channels.'']", 9), ('[digests.""]', 9), ('[""]', 9), ('["" . ""]', 9)],
)
def test_a_name_of_no_length_is_told_at_its_line(folder, name, line):
    found = faults(folder, GOOD.replace("[channels.desk]", name))
    assert found[0].location.line == line


ARGUMENTS = [
    ["run", "--once", "--config", "{}"],
    ["status", "--config", "{}"],
    ["check", "{}"],
    ["check", "{}.toml"],
    ["check", "--config", "{}"],
    ["check", "--archive", "{}"],
    ["scan", "{}"],
    ["scan", "--rules", "{}", "inbox"],
    ["scan", "--config", "{}", "inbox"],
    ["test", "{}"],
    ["test", "--junit", "{}"],
    ["explain", "one", "{}"],
    ["explain", "one", "mail.txt", "--rules", "{}"],
    ["backtest", "{}"],
    ["backtest", "inbox", "--rules", "{}"],
    ["backtest", "inbox", "--report", "{}"],
    ["init", "{}"],
    ["rules", "list", "--rules", "{}"],
    ["channels", "list", "--config", "{}"],
    ["why", "{}"],
    ["claims", "split", "id", "{}", "--by", "me"],
]


@pytest.mark.parametrize("name", [LONG, LONG_NAME], ids=["long", "one"])
@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_an_argument_that_can_be_no_path_is_told(folder, capsys, arguments, name):
    (folder / "config.toml").write_text(GOOD)
    (folder / "inbox" / "a.txt").write_text("A word\n\nA word.\n")
    assert main([one.format(name) for one in arguments]) in {1, 2}
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said
    assert said


# --- bytes ---


def test_a_mark_of_the_byte_order_is_passed_over(folder):
    (folder / "config.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_config(folder / "config.toml", {}).channels.keys() == {"desk"}


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize(
    ("at", "line", "column"), [(b"rules = [", 2, 10), (b"[monitor", 1, 9), (b'path = "', 7, 9)]
)
def test_a_byte_that_is_no_text_is_told_at_its_line_and_column(folder, bom, at, line, column):
    (one,) = faults(folder, bom + GOOD.encode().replace(at, at + b"\xe9", 1))
    assert (one.code, one.location.line, one.location.column) == ("C001", line, column)
    assert "UTF-8" in one.message


def test_a_column_counts_letters_not_bytes(folder):
    (one,) = faults(folder, 'rules = ["décor'.encode() + b"\xff")
    assert (one.location.line, one.location.column) == (1, 16)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_coding_is_told_with_the_way_out(folder, codec):
    (one,) = faults(folder, GOOD.encode(codec))
    assert one.location.line == 1
    assert one.hint


NOT_TOML = {
    "brackets without end": "a = " + "[" * 20_000,
    "tables without end": "a = " + "{a=" * 20_000,
    "a number of thousands of digits": "a = " + "9" * 6000,
    "a dot as a name": "[.]\na = 1",
    "a separator that is no line's end": 'a = "x\u2028y"\nb = [',
    "a form feed": 'a = "x\x0cy"\n',
}


@pytest.mark.parametrize("kind", NOT_TOML)
def test_what_stops_the_parser_is_a_fault_with_a_place(folder, kind):
    (one,) = faults(folder, NOT_TOML[kind])
    assert one.code == "C002"
    assert one.location.line >= 1


def test_lines_are_counted_as_the_parser_counts_them(folder):
    text = GOOD.replace("[monitor]", "[monitor] # \u2028 \x85").replace(
        "[channels.desk]", "[channels.desk]\nurll = 1"
    )
    assert [one.location.line for one in faults(folder, text) if "urll" in one.message] == [10]


@pytest.mark.parametrize("load", [load_config, load_settings, load_desk])
def test_a_pipe_a_folder_and_a_device_are_no_configuration(folder, load):
    os.mkfifo(folder / "pipe")
    for name, said in (
        ("pipe", "no regular file"),
        (".", "it is a folder"),
        ("/dev/zero", "no regular file"),
    ):
        with pytest.raises(ConfigError, match=said):
            load(name)


def test_a_configuration_beyond_all_measure_is_refused(folder):
    (one,) = faults(folder, "#" * 1_100_000)
    assert "larger than 1,048,576 bytes" in one.message


def test_commands_tell_a_bad_byte_without_a_traceback(folder, capsys):
    (folder / "config.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b"\xe9")
    for command in (["check"], ["run", "--once"], ["status"], ["scan", "inbox"]):
        assert main(command) in {1, 2}, command
        assert "config.toml:12:1: error: cannot be read: not UTF-8 text [C001]" in "".join(
            capsys.readouterr()
        )
