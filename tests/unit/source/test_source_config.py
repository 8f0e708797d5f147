"""The description of a watched folder."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from monitor.source.config import FolderConfig


def config(**settings: object) -> FolderConfig:
    return FolderConfig.model_validate({"type": "folder", "path": "/drop"} | settings)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30.0),
        ("10m", 600.0),
        ("500ms", 0.5),
        (" 2 h ", 7200.0),
        ("1.5s", 1.5),
        ("1d", 86400.0),
        (2, 2.0),
        (0.5, 0.5),
    ],
)
def test_a_duration_is_seconds_or_text_with_a_unit(text: object, seconds: float) -> None:
    assert config(settle=text).settle == seconds


@pytest.mark.parametrize(
    "value", ["soon", "10", "-5s", "5 parsecs", "", 0, -1, True, float("inf"), float("nan"), None]
)
def test_what_is_no_duration_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        config(poll=value)


@pytest.mark.parametrize("wrong", [{"recusive": True}, {"type": "feed"}, {"path": ""}, {"ignore": "*.log"}])
def test_unknown_and_wrong_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        config(**wrong)


def test_the_settings_that_are_not_given_have_a_meaning() -> None:
    assert config() == config(recursive=True, settle=0.8, poll="30s", full_scan="10m", ignore=[])
