"""What libyaml complains of, in plain words and with a way out.

libyaml names the place where it gave up, which is often a line below the mistake; each reading
here looks for the mistake that an editor most likely made and points at that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from monitor.errors import Fault, Location
from monitor.rule.error_codes import Code, printable
from monitor.rule.typo_hints import YamlTypo, entry_slip, line_slip, unquoted

_NO_SPACE_AFTER_COLON = re.compile(r"^(?:\s*-)*\s*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/].*)$")
_ODD_BLANK = re.compile("(?:^[ -]*|^[^:'\"]*:)(?P<blank>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])")
_STUCK_IN_BRACKETS = re.compile(r"""(?<![\w"'-])(?P<key>[A-Za-z_][\w-]*):(?=[\[{"'\w])""")
_KEY = re.compile(r"^(?P<before>(?:\s*-\s)*\s*)(?P<key>[^\s#'\"\[{][^:#]*):(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Trouble:
    """libyaml's complaint: `line` and `column` count from 0; `opened` is where the construct began."""

    path: str
    lines: tuple[str, ...]
    problem: str
    context: str
    line: int
    column: int
    opened: tuple[int, int] | None

    @property
    def text(self) -> str:
        return self.line_at(self.line)

    @property
    def character(self) -> str:
        return self.text[self.column : self.column + 1]

    def line_at(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def line_above(self) -> int:
        """The number of the last line above that says something, or the line itself."""
        for number in range(self.line - 1, -1, -1):
            if self.line_at(number).strip() and not self.line_at(number).lstrip().startswith("#"):
                return number
        return self.line

    def fault(self, code: Code, message: str, hint: str, *, at: tuple[int, int, int] | None = None) -> Fault:
        line, column, width = at or (self.line, self.column, 1)
        line = min(line, len(self.lines) - 1)
        return Fault(
            code=code,
            location=Location(self.path, line + 1, column + 1),
            message=printable(message),
            hint=printable(hint),
            line_text=self.line_at(line),
            width=max(1, width),
        )

    def slip(self, slip: YamlTypo, line: int) -> Fault:
        text = self.line_at(line)
        indent = len(text) - len(text.lstrip())
        return self.fault(slip.code, slip.message, slip.hint, at=(line, indent, len(text.strip())))


def fault_of(error: Exception, path: str, lines: tuple[str, ...]) -> Fault:
    """Return the fault that a `yaml.YAMLError` stands for."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    trouble = _Trouble(
        path=path,
        lines=lines,
        problem=str(getattr(error, "problem", None) or error),
        context=str(getattr(error, "context", None) or ""),
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        opened=(opened.line, opened.column) if opened else None,
    )
    for reading in _READINGS:
        fault = reading(trouble)
        if fault is not None:
            return fault
    return trouble.fault(
        Code.YAML_SYNTAX,
        f"this cannot be read as YAML: {trouble.problem}",
        "compare the line and the one above with a rule that works; put texts with special signs in quotes",
    )


def _tab(trouble: _Trouble) -> Fault | None:
    before = trouble.text[: len(trouble.text) - len(trouble.text.lstrip())]
    if "\t" not in before and trouble.character != "\t":
        return None
    column = before.index("\t") if "\t" in before else trouble.column
    return trouble.fault(
        Code.YAML_TAB,
        "a tab stands here; YAML is indented with spaces only",
        "replace the tab by spaces (most editors can do so for the whole file)",
        at=(trouble.line, column, 1),
    )


def _odd_blank(trouble: _Trouble) -> Fault | None:
    for number in (trouble.line, trouble.line_above()):
        found = _ODD_BLANK.search(trouble.line_at(number))
        if found:
            return trouble.fault(
                Code.YAML_ODD_BLANK,
                f"a blank that is no space (U+{ord(found['blank']):04X}) stands here",
                "replace it by a space",
                at=(number, found.start("blank"), len(found["blank"])),
            )
    return None


def _block(trouble: _Trouble) -> Fault | None:
    if "block scalar" not in trouble.context:
        return None
    return trouble.fault(
        Code.YAML_SPECIAL_CHARACTER,
        "after > or | a text begins on the line below",
        "move the text to the next line, indented further; or put it in quotes and take > or | away",
    )


def _mapping_value(trouble: _Trouble) -> Fault | None:
    if "mapping values are not allowed" not in trouble.problem:
        return None
    above = trouble.line_above()
    stuck = _NO_SPACE_AFTER_COLON.match(trouble.line_at(above)) if above != trouble.line else None
    if stuck:
        return _no_space(trouble, above, stuck)
    first = _KEY.match(trouble.text)
    if first and first.end("key") < trouble.column:
        return _colon_in_text(trouble, first)
    alone = trouble.line_at(above).strip()
    if above != trouble.line and (slip := entry_slip(alone)):
        return trouble.slip(slip, above)
    if above != trouble.line and not re.search(r":(\s|$)", alone):
        return _colon_missing(trouble, above)
    return trouble.fault(
        Code.YAML_INDENT,
        f"this line stands further in than the one above (line {above + 1}), which already has its value",
        f"give it the same number of spaces as line {above + 1}; "
        "a text that goes on over several lines begins with | alone after its name, or stands in quotes",
        at=(trouble.line, len(trouble.text) - len(trouble.text.lstrip()), 1),
    )


def _no_space(trouble: _Trouble, line: int, stuck: re.Match[str]) -> Fault:
    key, value = stuck["key"], stuck["value"].strip()
    return trouble.fault(
        Code.YAML_COLON,
        f'a space is missing after the colon of "{key}"',
        f"write {key}: {value[:40]}",
        at=(line, stuck.end("key"), 1),
    )


def _colon_in_text(trouble: _Trouble, first: re.Match[str]) -> Fault:
    start = first.end()
    value = unquoted(trouble.text[start:])
    quote = "'" if '"' in value else '"'
    return trouble.fault(
        Code.YAML_COLON_IN_TEXT,
        "the text holds a colon, so YAML takes it for a name and a value",
        f"put the whole text in quotes: {first['key'].strip()}: {quote}{value}{quote}",
        at=(trouble.line, trouble.column, 1),
    )


def _colon_missing(trouble: _Trouble, line: int) -> Fault:
    text = trouble.line_at(line)
    words = text.strip().removeprefix("- ").strip()
    if slip := line_slip(text):
        return trouble.slip(slip, line)
    above = trouble.line_at(line - 1)
    if above.lstrip().startswith("- ") and _indent_of(above) == _indent_of(text):
        return trouble.slip(
            YamlTypo(
                Code.YAML_DASH,
                "this line stands level with the dashes of a list but has no dash",
                "begin it with a dash and a space, or indent it so that it belongs to the entry above",
            ),
            line,
        )
    return trouble.fault(
        Code.YAML_COLON,
        f'a colon is missing: "{words[:40]}" is neither a name with a value nor a list entry',
        "write name: value, or begin the line with a dash and a space if it is an entry of a list; "
        "what goes on with the text above is indented further",
        at=(line, len(text) - len(text.lstrip()), len(text.strip())),
    )


def _simple_key(trouble: _Trouble) -> Fault | None:
    if "could not find expected ':'" not in trouble.problem or trouble.opened is None:
        return None
    stuck = _NO_SPACE_AFTER_COLON.match(trouble.line_at(trouble.opened[0]))
    return (
        _no_space(trouble, trouble.opened[0], stuck) if stuck else _colon_missing(trouble, trouble.opened[0])
    )


def _quoted(trouble: _Trouble) -> Fault | None:
    if "quoted scalar" not in trouble.context or trouble.opened is None:
        return None
    line, column = trouble.opened
    if "escape" in trouble.problem:
        return trouble.fault(
            Code.YAML_ESCAPE,
            f'in double quotes "{trouble.text[trouble.column : trouble.column + 2]}" has no meaning',
            "use single quotes instead: a backslash is nothing special there",
            at=(trouble.line, trouble.column, 2),
        )
    return trouble.fault(
        Code.YAML_UNCLOSED_QUOTE,
        "a text in quotes begins here and is never closed",
        "close it with the same quote; a single quote inside single quotes is written twice: 'it''s'",
        at=(line, column, len(trouble.line_at(line).rstrip()) - column),
    )


def _start_of_text(trouble: _Trouble) -> Fault | None:
    if "cannot start any token" not in trouble.problem:
        return None
    if trouble.text.lstrip().startswith("```"):
        return trouble.fault(
            Code.YAML_SPECIAL_CHARACTER,
            "a line of ``` belongs to a web page, not to a rule file",
            "take it away, here and at the end",
            at=(trouble.line, trouble.column, 3),
        )
    return trouble.fault(
        Code.YAML_SPECIAL_CHARACTER,
        f'a text cannot begin with "{trouble.character}" in YAML',
        "put the whole text in quotes",
    )


def _reference(trouble: _Trouble) -> Fault | None:
    is_alias = (
        "alias" in trouble.context or "anchor" in trouble.context or "undefined alias" in trouble.problem
    )
    if not is_alias:
        return None
    line, column = trouble.opened or (trouble.line, trouble.column)
    word = re.match(r"[^\s,\[\]{}]*", trouble.line_at(line)[column:])
    text = word.group() if word else ""
    begins_line = not trouble.line_at(line)[:column].strip()
    if begins_line and text == "*" and (slip := entry_slip(trouble.line_at(line).strip())):
        return trouble.slip(slip, line)
    return trouble.fault(
        Code.YAML_REFERENCE,
        f'"{text}" begins with "{text[:1]}", which YAML takes for a reference',
        'write "*" in quotes for anything; in a phrase a star stands only at the end of a word: call*'
        if text == "*"
        else "put a text in quotes; in a phrase a star stands only at the end of a word: call*"
        if text.startswith("*")
        else "put the whole text in quotes",
        at=(line, column, len(text)),
    )


def _documents(trouble: _Trouble) -> Fault | None:
    at_document_end = any(line.startswith("...") for line in trouble.lines[: trouble.line])
    second = "another document" in trouble.problem
    if second or ("<document start>" in trouble.problem and at_document_end):
        return trouble.fault(
            Code.YAML_DOCUMENTS,
            "a second document begins here; a rule file is one document",
            "take the line of dashes or dots out, or put the second part into a file of its own",
            at=(trouble.line, trouble.column, 3),
        )
    if "<document start>" in trouble.problem:
        return _indent(trouble)
    return None


def _bracket(trouble: _Trouble) -> Fault | None:
    stuck = _STUCK_IN_BRACKETS.search(trouble.text) if "unexpected ':'" in trouble.problem else None
    if stuck:
        return trouble.fault(
            Code.YAML_COLON,
            f'a space is missing after the colon of "{stuck["key"]}"',
            f"write {stuck['key']}: and then its value",
            at=(trouble.line, stuck.end("key"), 1),
        )
    if "while parsing a flow" in trouble.context and trouble.opened is not None:
        return _unclosed(trouble, trouble.opened)
    if trouble.character in ("]", "}"):
        return trouble.fault(
            Code.YAML_BRACKET,
            f'"{trouble.character}" closes nothing: no bracket is open here',
            "take it away, or put the whole text in quotes",
        )
    return None


def _unclosed(trouble: _Trouble, opened: tuple[int, int]) -> Fault:
    line, column = opened
    bracket = trouble.line_at(line)[column : column + 1]
    if bracket not in ("[", "{"):
        line, column = _last_open(trouble)
        bracket = trouble.line_at(line)[column : column + 1]
    if hidden := re.search(r"(?<=[\s\[{,])#", trouble.line_at(line)[column:]):
        return trouble.fault(
            Code.YAML_BRACKET,
            f'what follows "#" is a comment, so "{bracket}" is never closed',
            'put a text that begins with # in quotes: "#…"',
            at=(line, column + hidden.start(), 1),
        )
    if line == trouble.line and trouble.character in ("]", "}"):
        right = "]" if bracket == "[" else "}"
        return trouble.fault(
            Code.YAML_BRACKET,
            f'"{bracket}" of column {column + 1} is closed by "{trouble.character}"',
            f'write "{right}" before it, or in its place',
        )
    if line == trouble.line and trouble.character not in ("", "\n"):
        return trouble.fault(
            Code.YAML_BRACKET,
            f'inside "{bracket}" a comma or the closing bracket is missing before this',
            "put a comma between entries; a text with brackets, commas or quotes goes in quotes as a whole",
        )
    return trouble.fault(
        Code.YAML_BRACKET,
        f'"{bracket}" is opened here and never closed',
        f'close it with "{"]" if bracket == "[" else "}"}"; a text with brackets goes in quotes',
        at=(line, column, 1),
    )


def _last_open(trouble: _Trouble) -> tuple[int, int]:
    """Return the line and column of the last bracket that opens, at or above the trouble."""
    for number in range(min(trouble.line, len(trouble.lines) - 1), -1, -1):
        column = max(trouble.line_at(number).rfind("["), trouble.line_at(number).rfind("{"))
        if column >= 0:
            return number, column
    return trouble.line, trouble.column


def _after_bracket(trouble: _Trouble) -> Fault | None:
    """A text that begins with a bracket, which YAML takes for a list or a mapping: `title: {{ kind }} …`."""
    found = re.match(r"(?:\s*-\s)*\s*(?:[\w-]+:\s+)?(?P<text>[\[{].*[\]}]\s*)(?=\S)", trouble.text)
    if "did not find expected" not in trouble.problem or not found or found.end() != trouble.column:
        return None
    text = trouble.text[found.start("text") :].strip()
    quote = "'" if '"' in text else '"'
    begun = "list" if text[0] == "[" else "mapping"
    return trouble.fault(
        Code.YAML_SPECIAL_CHARACTER,
        f'a text cannot begin with "{text[0]}" in YAML: that begins a {begun}',
        f"put the whole text in quotes: {quote}{text}{quote}",
        at=(trouble.line, found.start("text"), len(text)),
    )


def _after_quote(trouble: _Trouble) -> Fault | None:
    before = trouble.text[: trouble.column].rstrip()
    is_inside = "did not find expected" in trouble.problem and before.endswith(('"', "'"))
    if not is_inside:
        return None
    return trouble.fault(
        Code.YAML_AFTER_QUOTE,
        "text goes on after the closing quote",
        "put the whole text between one pair of quotes; if it holds quotes itself, use the other kind",
        at=(trouble.line, trouble.column, len(trouble.text.rstrip()) - trouble.column),
    )


def _dash(trouble: _Trouble) -> Fault | None:
    if "block sequence entries are not allowed" in trouble.problem:
        return trouble.fault(
            Code.YAML_DASH,
            "a list cannot begin on the line of its name",
            "put each entry on a line of its own below, indented, beginning with a dash and a space",
        )
    if trouble.opened is None or "did not find expected" not in trouble.problem:
        return None
    if "'-' indicator" in trouble.problem and trouble.column == trouble.opened[1]:
        return trouble.fault(
            Code.YAML_DASH,
            "this line stands level with the dashes of the list "
            f"that begins at line {trouble.opened[0] + 1}, but has no dash",
            "begin it with a dash and a space, or indent it so that it belongs to the entry above",
            at=(trouble.line, trouble.column, len(trouble.text.strip())),
        )
    if trouble.text[trouble.column :].startswith("- ") and trouble.column == trouble.opened[1]:
        return trouble.fault(
            Code.YAML_DASH,
            "a list entry stands among names of a mapping",
            "put it under a name of its own (such as any:), or take the dash away",
        )
    return None


def _indent(trouble: _Trouble) -> Fault | None:
    if "did not find expected" not in trouble.problem:
        return None
    if slip := line_slip(trouble.text):
        return trouble.slip(slip, trouble.line)
    spaces = _indent_of(trouble.text)
    beside = f" ({trouble.opened[1]} at line {trouble.opened[0] + 1})" if trouble.opened else ""
    return trouble.fault(
        Code.YAML_INDENT,
        f"this line is indented by {spaces} spaces, which fits nothing above it{beside}",
        "give it exactly as many spaces as the lines it belongs with",
    )


def _indent_of(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


_READINGS: tuple[Callable[[_Trouble], Fault | None], ...] = (
    _tab,
    _odd_blank,
    _block,
    _mapping_value,
    _simple_key,
    _quoted,
    _start_of_text,
    _reference,
    _documents,
    _bracket,
    _after_bracket,
    _after_quote,
    _dash,
    _indent,
)
