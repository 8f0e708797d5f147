"""`monitor check` on a configuration: doubts with their line, and digests in words."""

from monitor.cli.main import main

TEXT = """
[[sources]]
type = "folder"
path = "."

[channels.desk]
url = "console://"
quiet = { from = "00:00", to = "24:00" }

[digests.morning]
cron = "0 7 * * 1-5"
timezone = "Europe/London"
channels = ["desk"]

[[routes]]
channels = ["desk"]

[[routes]]
channels = []
"""


def test_check_tells_doubts_and_says_when_a_digest_comes(tmp_path, capsys):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/a.yaml").write_text("rules: []\n")
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    main(["check", str(path)])
    out = capsys.readouterr().out
    assert "digest morning: every weekday at 07:00, Europe/London → desk" in out
    assert f'{path}:10:2: doubt: no route feeds the digest "morning"' in out
    assert f"{path}:8:1: doubt: desk is quiet round the clock" in out
    assert f"{path}:18:3: doubt: route 2 is never reached" in out
