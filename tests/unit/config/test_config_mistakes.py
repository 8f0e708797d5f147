"""What people write who are new to TOML: each mistake is told with its place and its mend, in plain words.

`tests/golden/config_mistakes/<mistake>.toml` must be told as `<mistake>.err` says, to the letter; the folder of
the configuration is written as FOLDER. `MONITOR_GOLDEN=write` rewrites the `.err` files; read what changed.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.errors import ConfigError, Fault

GOLDEN = Path(__file__).parents[2] / "golden" / "config_mistakes"
CASES = sorted(path.stem for path in GOLDEN.glob("*.toml"))
PARSER_WORDS = re.compile(
    r"Invalid|Expected|Unclosed|Illegal|Cannot (?:declare|overwrite|mutate)|Unescaped|Input should|pydantic"
    r"|Unterminated|Found invalid"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "inbox").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(folder: Path, name: str) -> tuple[Fault, ...]:
    shutil.copy(GOLDEN / f"{name}.toml", folder / f"{name}.toml")
    try:
        return load_config(f"{name}.toml", {}).doubts
    except ConfigError as error:
        return error.faults


@pytest.mark.parametrize("name", CASES)
def test_a_beginners_mistake_is_told_as_the_golden_file_says(folder: Path, name: str) -> None:
    text = "".join(f"{fault}\n" for fault in told(folder, name))
    text = text.replace(str(folder.resolve()), "FOLDER")
    golden = GOLDEN / f"{name}.err"
    if os.environ.get("MONITOR_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_no_mistake_passes_unnoticed_or_without_a_way_out(folder: Path) -> None:
    meant = {name: told(folder, name) for name in CASES}
    assert [name for name, faults in meant.items() if not faults] == []
    assert [str(fault) for faults in meant.values() for fault in faults if not fault.hint] == []


def test_no_mistake_is_told_in_the_words_of_the_parser(folder: Path) -> None:
    faults = [fault for name in CASES for fault in told(folder, name)]
    assert [str(fault) for fault in faults if PARSER_WORDS.search(fault.message)] == []
