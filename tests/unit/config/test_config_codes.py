"""The example of each configuration code shows that code: wrong gives it alone, right gives nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.errors import ConfigError
from monitor.located.code_examples import config_examples
from monitor.located.error_codes import ConfigCode

TRIED = [code for code, example in config_examples().items() if example.can_be_tried]


def codes_of(folder: Path, text: str) -> list[str]:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "inbox").mkdir(exist_ok=True)
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    try:
        faults = load_config(path, {}).doubts
    except ConfigError as error:
        faults = error.faults
    return [fault.code for fault in faults]


@pytest.mark.parametrize("code", TRIED)
def test_the_wrong_example_gives_its_code_alone_and_the_right_one_none(code: str, tmp_path: Path) -> None:
    wrong, right = config_examples()[code].as_files()
    assert set(codes_of(tmp_path, wrong)) == {code}
    assert codes_of(tmp_path, right) == []


def test_every_code_has_an_example_under_its_own_name() -> None:
    named = {code: example.name for code, example in config_examples().items()}
    assert named == {str(code): code.short_name for code in ConfigCode}
