"""`monitor explain` as an editor sees it: one screen a seed, to the letter.

`MONITOR_GOLDEN=write` rewrites the golden files; read what changed before keeping it.
"""

import os
from pathlib import Path

import pytest

from monitor.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "explain"
SEEDS = sorted(f"seeds/{path.name}" for path in (ROOT / "seeds").glob("00[0-4]_*.txt"))
LINES, COLUMNS = 40, 100


def explained(capsys, rule, path):
    assert main(["explain", rule, path, "--rules", "rules"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("rule", ["leader-contact", "official-denial"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_is_explained_on_one_screen_as_the_golden_file_says(rule, seed, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    told = explained(capsys, rule, seed)
    golden = GOLDEN / f"{Path(seed).name[:3]}.{rule}.txt"
    if os.environ.get("MONITOR_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")
    assert len(told.splitlines()) <= LINES
    assert max(map(len, told.splitlines())) <= COLUMNS


def test_words_stand_out_in_colour_on_a_terminal_and_between_asterisks_elsewhere(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(ROOT)
    (tmp_path / "a.txt").write_text("Rain\n\nThe Kremlin denied the report.\n", encoding="utf-8")
    assert "**denied the report**" in explained(capsys, "official-denial", str(tmp_path / "a.txt"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = explained(capsys, "official-denial", str(tmp_path / "a.txt"))
    assert "\x1b[1;33mdenied the report\x1b[0m" in coloured


def test_nothing_in_an_article_reaches_the_terminal_as_a_command(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    evil = "Rain [red]\x1b[2J\n\nThe Kremlin denied \x1b[31m[bold]the report[/bold] :smile:.\n"
    (tmp_path / "evil.txt").write_text(evil, encoding="utf-8")
    told = explained(capsys, "official-denial", str(tmp_path / "evil.txt"))
    assert "\x1b" not in told
    assert "[/bold]" in told
    assert ":smile:" in told
