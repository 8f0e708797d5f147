"""YAML syntax errors in plain words, each with a hint.

libyaml names the place where it gave up, which is often a line below the mistake; each reading
here looks for the mistake that an editor most likely made and points at that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from monitor.errors import Fault
from monitor.located.error_codes import Code, explain
from monitor.located.typo_hints import YamlTypo, entry_slip, line_slip, unquoted
from monitor.located.yaml_brackets import after_bracket, after_quote, bracket
from monitor.located.yaml_trouble import YamlTrouble

_NO_SPACE_AFTER_COLON = re.compile(r"^(?:\s*-)*\s*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/].*)$")
_ODD_BLANK = re.compile("(?:^[ -]*|^[^:'\"]*:)(?P<blank>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])")
_KEY = re.compile(r"^(?P<before>(?:\s*-\s)*\s*)(?P<key>[^\s#'\"\[{][^:#]*):(?:\s|$)")


explain(Code.YAML_SYNTAX, "The file is not well-formed YAML at this place.")


def fault_of(error: Exception, path: str, lines: tuple[str, ...]) -> Fault:
    """Return the fault that a `yaml.YAMLError` stands for."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    trouble = YamlTrouble(
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


explain(Code.YAML_TAB, "YAML is indented with spaces only; a tab looks the same and is refused.")


def _tab(trouble: YamlTrouble) -> Fault | None:
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


explain(
    Code.YAML_ODD_BLANK,
    "A blank that only looks like a space, mostly copied from a web page or a word processor, stands "
    "where YAML needs a space.",
)


def _odd_blank(trouble: YamlTrouble) -> Fault | None:
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


def _block(trouble: YamlTrouble) -> Fault | None:
    if "block scalar" not in trouble.context:
        return None
    return trouble.fault(
        Code.YAML_SPECIAL_CHARACTER,
        "after > or | a text begins on the line below",
        "move the text to the next line, indented further; or put it in quotes and take > or | away",
    )


explain(
    Code.YAML_INDENT,
    "What belongs together stands at the same number of spaces; what belongs to a name stands further in "
    "than the name.",
)


def _mapping_value(trouble: YamlTrouble) -> Fault | None:
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


def _no_space(trouble: YamlTrouble, line: int, stuck: re.Match[str]) -> Fault:
    key, value = stuck["key"], stuck["value"].strip()
    return trouble.fault(
        Code.YAML_COLON,
        f'a space is missing after the colon of "{key}"',
        f"write {key}: {value[:40]}",
        at=(line, stuck.end("key"), 1),
    )


explain(
    Code.YAML_COLON_IN_TEXT,
    "A colon followed by a space separates a name from its value, so a text that holds one must stand in "
    "quotes.",
)


def _colon_in_text(trouble: YamlTrouble, first: re.Match[str]) -> Fault:
    start = first.end()
    value = unquoted(trouble.text[start:])
    quote = "'" if '"' in value else '"'
    return trouble.fault(
        Code.YAML_COLON_IN_TEXT,
        "the text holds a colon, so YAML takes it for a name and a value",
        f"put the whole text in quotes: {first['key'].strip()}: {quote}{value}{quote}",
        at=(trouble.line, trouble.column, 1),
    )


def _colon_missing(trouble: YamlTrouble, line: int) -> Fault:
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


def _simple_key(trouble: YamlTrouble) -> Fault | None:
    if "could not find expected ':'" not in trouble.problem or trouble.opened is None:
        return None
    stuck = _NO_SPACE_AFTER_COLON.match(trouble.line_at(trouble.opened[0]))
    return (
        _no_space(trouble, trouble.opened[0], stuck) if stuck else _colon_missing(trouble, trouble.opened[0])
    )


explain(
    Code.YAML_UNCLOSED_QUOTE,
    "A text begins with a quote that is never closed. A quote of the same kind inside the text is written "
    "twice in single quotes ('it''s') and with a backslash in double quotes.",
)
explain(
    Code.YAML_ESCAPE,
    "In double quotes a backslash is special. Write a regular expression in single quotes, where it is not.",
)


def _quoted(trouble: YamlTrouble) -> Fault | None:
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


def _start_of_text(trouble: YamlTrouble) -> Fault | None:
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


explain(
    Code.YAML_REFERENCE,
    "References (&name, *name, <<) repeat a part of the file elsewhere. Rules do not use them: use a list "
    "for what several rules share. A phrase that begins with * or & must stand in quotes.",
)


def _reference(trouble: YamlTrouble) -> Fault | None:
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


explain(
    Code.YAML_DOCUMENTS,
    "A line of three dashes begins a second document. A rule file is one document; use several files "
    "instead.",
)


def _documents(trouble: YamlTrouble) -> Fault | None:
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


def _dash(trouble: YamlTrouble) -> Fault | None:
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


def _indent(trouble: YamlTrouble) -> Fault | None:
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


_READINGS: tuple[Callable[[YamlTrouble], Fault | None], ...] = (
    _tab,
    _odd_blank,
    _block,
    _mapping_value,
    _simple_key,
    _quoted,
    _start_of_text,
    _reference,
    _documents,
    bracket,
    after_bracket,
    after_quote,
    _dash,
    _indent,
)
