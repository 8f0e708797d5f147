"""A file named by mistake, cut, in the wrong bytes or of no possible name: a located error that tells no secret."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.config.load import load_config
from monitor.daemon.reload import Reloader
from monitor.errors import ConfigError, RuleError
from monitor.located.error_codes import Code
from monitor.rule.ruleset import RuleSet

SECRETS = {
    "passwd": "root:x:hunter2:0:root:/root:/bin/bash\ndaemon:*:1:1\n",
    "app.ini": "[db]\npassword=hunter2\nurl = postgres://u:hunter2@h/db\n",
    ".env": 'API_KEY=hunter2\nexport B="hunter2 y\n',
    "broken.json": '{"token": "hunter2", "x": [}',
    "good.json": '{"token": "hunter2"}',
    "app.yaml": "hunter2: hunter2\ndb:\n  url: postgres://u:hunter2@h\n",
    "list.yaml": "- hunter2\n- hunter2\n",
    "key.pem": "-----BEGIN PRIVATE KEY-----\nhunter2hunter2\n-----END PRIVATE KEY-----\n",
    "token.txt": "hunter2\n",
    "comment.yaml": "# hunter2\n",
    "tab.yaml": "db:\n\tpassword: hunter2\n",
    "anchor.yaml": "db: &hunter2 {a: *hunter3, b: !!python/hunter2 x}\n",
    "control.txt": "hunter2\x01hunter2\n",
    "two.yaml": "a: hunter2\n---\nb: hunter2\n",
}


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_no_rule_file_is_not_shown(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(SECRETS[name])
    with pytest.raises(RuleError) as error:
        RuleSet.load(path)
    shown = str(error.value) + "".join(map(repr, error.value.faults))
    assert "hunter2" not in shown
    assert all(fault.location.line and fault.hint for fault in error.value.faults)


def test_bytes_that_are_no_text_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "key.bin"
    path.write_bytes(b"hunter2\n\xff\xfehunter2")
    with pytest.raises(RuleError) as error:
        RuleSet.load(path)
    assert "hunter2" not in str(error.value)
    assert error.value.faults[0].location.line == 2


def test_a_rule_file_is_shown_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text('{"rules": [{"id": "a", "wen": "call"}]}')
    with pytest.raises(RuleError, match='"wen": "call"'):
        RuleSet.load(path)


AS_A_LIST = {
    **SECRETS,
    "star.txt": "correct*hunter2*horse\n",
    "signs.txt": "!!!@@@hunter2\n++hunter2++\n",
    "twice.env": "KEY=hunter2\nKEY=hunter2\nhunter2 AND hunter2\n",
}


@pytest.mark.parametrize("name", AS_A_LIST)
def test_a_file_of_secrets_that_a_list_names_is_not_shown(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(AS_A_LIST[name] + "*** ###\n***\n(hunter2 x)*y\n“hunter2”\n")
    rules = tmp_path / "rules.yaml"
    rules.write_text(f"lists: {{l: {{file: {name}}}}}\nrules: [{{id: a, title: t, when: {{list: l}}}}]")
    with pytest.raises(RuleError) as error:
        RuleSet.load(rules)
    told = (*error.value.faults, *error.value.doubts)
    assert "hunter2" not in "".join(map(str, told)) + "".join(map(repr, told))
    assert all(name in fault.location.path and fault.hint for fault in error.value.faults)


def test_nothing_of_a_file_of_secrets_is_doubted_aloud(tmp_path: Path) -> None:
    (tmp_path / "l.env").write_text(
        "hunter2++@\nhunter2\nhunter2 now\n“hunter2”\nhunter2 OR hunter2\nhunter2\n"
    )
    rules = tmp_path / "rules.yaml"
    rules.write_text("lists: {l: {file: l.env}}\nrules: [{id: a, title: t, when: {list: l}}]")
    doubts = RuleSet.load(rules).doubts
    assert {"R130", "R133"} <= {str(one.code) for one in doubts}
    assert "hunter2" not in "".join(map(str, doubts)) + "".join(map(repr, doubts))


def test_a_list_of_plain_words_is_shown_where_it_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "l.txt").write_text(
        "Putin\nU.S. envoy\nCovid-19\nAT&T\nЄрмак\nO'Brien\nG7\nC++\n*deni\n", "utf-8"
    )
    rules = tmp_path / "rules.yaml"
    rules.write_text("lists: {l: {file: l.txt}}\nrules: [{id: a, title: t, when: {list: l}}]")
    with pytest.raises(RuleError, match=r'in "\*deni" a star') as error:
        RuleSet.load(rules)
    assert "9 | *deni" in str(error.value)


BAD_BYTE = b"\xef\xbb\xbfrules:\n  - id: a\n    title: \xc3\xa9 t \xff\n    when: call\n"


def test_a_bad_byte_after_a_byte_order_mark_is_a_located_error(tmp_path: Path) -> None:
    for content in (BAD_BYTE, b"\xef\xbb\xbf\xff", b"\xef\xbb\xbf\xc3\xa9\xc3\xa9\xff", BAD_BYTE[3:]):
        path = tmp_path / "rules.yaml"
        path.write_bytes(content)
        with pytest.raises(RuleError) as error:
            RuleSet.load(path)
        (fault,) = error.value.faults
        assert fault.code == Code.NOT_UTF8
    assert (fault.location.line, fault.location.column) == (3, 16)


def test_a_bad_byte_after_a_byte_order_mark_is_told_on_reload(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("rules: [{id: a, title: t, when: call}]")
    told = []
    rules = RuleSet.load(path)
    reloading = Reloader([path], rules, lambda _: None, told.append)
    path.write_bytes(BAD_BYTE)
    reloading.reload()
    assert reloading.broken is not None
    assert "rules.yaml:3:16: error: this is not UTF-8 text" in reloading.broken.text
    assert told == [reloading.broken]


LONG = ["a/" * 2500, "b" * 300, "/" + "c/" * 2500 + "rules.yaml"]


@pytest.mark.parametrize("path", LONG)
def test_a_path_too_long_for_any_file_is_an_error_of_a_sentence(path: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="path too long for any file") as error:
        RuleSet.load(path)
    assert len(str(error.value)) < 500
    rules = tmp_path / "rules.yaml"
    rules.write_text(f"lists: {{l: {{file: {path}}}}}\nrules: [{{id: a, title: t, when: {{list: l}}}}]")
    with pytest.raises(RuleError, match=r"rules\.yaml:1:"):
        RuleSet.load(rules)
    config = tmp_path / "config.toml"
    config.write_text(f'[monitor]\nrules = ["{path}"]\n[[sources]]\ntype = "folder"\npath = "{path}"\n')
    with pytest.raises(ConfigError, match="no such f"):
        load_config(config)


@pytest.mark.parametrize(
    "command",
    [
        ["check", "{}"],
        ["check", "--config", "{}"],
        ["scan", "{}"],
        ["scan", "--rules", "{}", "."],
        ["run", "--config", "{}", "--once"],
        ["test", "{}"],
        ["explain", "x", "{}"],
        ["backtest", "{}"],
        ["status", "--config", "{}"],
        ["init", "{}"],
    ],
)
def test_no_command_ends_in_a_traceback_for_a_path_too_long(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "r.yaml").write_text("rules: [{id: x, title: t, when: call}]")
    for path in LONG[:2]:
        ran = subprocess.run(
            [sys.executable, "-m", "monitor", *(part.replace("{}", path) for part in command)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode in (1, 2)
        assert "Traceback" not in ran.stderr
        assert ran.stderr or ran.stdout
