"""The wrong and right example of each error code, read from Markdown (`codes.md`).

    ## R012 yaml-colon-in-text
    Wrong:   a fence of yaml (toml for the configuration), or of text where no one file shows it
    Right:   the same, mended

`monitor/rule/codes.md` has those of rules, `monitor/config/codes.md` those of the configuration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HEAD = re.compile(r"^## (?P<code>[A-Z]\d{3}) (?P<name>[a-z0-9-]+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = str.maketrans({"␉": "\t", "␣": "\u00a0", "␇": "\u0007"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeExample:
    """One code's example as it is shown. `can_be_tried`: a file of its own shows it."""

    code: str
    name: str
    wrong: str
    right: str
    can_be_tried: bool

    def as_files(self) -> tuple[str, str]:
        """Return what the two files hold, with the signs for what cannot be seen replaced by it."""
        return self.wrong.translate(_SHOWN), self.right.translate(_SHOWN)


def load_examples(text: str) -> dict[str, CodeExample]:
    """Return the examples of one Markdown text by code, in its order."""
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    pairs = zip(heads, ends, strict=True)
    return {head["code"]: _example(head, text[head.end() : end]) for head, end in pairs}


def _example(head: re.Match[str], section: str) -> CodeExample:
    wrong, right = _FENCE.finditer(section)
    return CodeExample(
        code=head["code"],
        name=head["name"],
        wrong=wrong["text"],
        right=right["text"],
        can_be_tried=wrong["kind"] != "text",
    )


@cache
def rule_examples() -> Mapping[str, CodeExample]:
    """Return the examples of the rule codes."""
    return load_examples(files("monitor.rule").joinpath("codes.md").read_text(encoding="utf-8"))


@cache
def config_examples() -> Mapping[str, CodeExample]:
    """Return the examples of the configuration's codes."""
    return load_examples(files("monitor.config").joinpath("codes.md").read_text(encoding="utf-8"))
