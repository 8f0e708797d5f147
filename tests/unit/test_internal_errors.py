"""What is said where the program itself fails on a file: one line, bounded, whatever the error repeats."""

from __future__ import annotations

import pytest

from monitor.errors import internal_error, internal_reason


@pytest.mark.parametrize("said", [internal_error, internal_reason])
def test_an_error_that_repeats_a_whole_article_is_said_in_a_line(said) -> None:
    for error in (
        UnicodeDecodeError("utf-8", b"\xff" * 5_000_000, 0, 1, "invalid start byte"),
        ValueError("a\nb\x1b[31m\u202e" * 100_000),
    ):
        text = said(error)
        assert text.startswith(f"internal error: {type(error).__name__}")
        assert len(text) < 1000
        assert text.isprintable()
