"""Checks the user's message templates at load: every fault at once, with its line.

First the template's parts are looked at (what it may not use, what it names that does not exist), then
it is filled in with a sample of every kind of message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.clock import SystemClock
from monitor.errors import Fault, Location, did_you_mean, nearest
from monitor.files import Unreadable, read_text
from monitor.located.error_codes import ConfigCode, explain
from monitor.notify.config import TemplateConfig
from monitor.notify.samples import samples
from monitor.notify.template import TemplateFailed, environment, rendered
from monitor.notify.template_values import ATTRIBUTES, VARIABLES, template_values
from monitor.rule.template_bounds import MAX_SOURCE, TemplateOverrun

if TYPE_CHECKING:
    from jinja2 import nodes

explain(
    ConfigCode.TEMPLATE_UNUSABLE,
    "The template of a channel's messages cannot be read, names something that does not exist, or does "
    "what templates may not do.",
)


CODE = ConfigCode.TEMPLATE_UNUSABLE
MAX_LOOPS = 2
_MOST_BYTES = 64 * 1024
_NAMED = re.compile(r"\{(?:\{|%[-+]?\s*(?:if|elif|for\s+\w{1,40}\s+in)\b)[-+]?\s*(?P<name>[A-Za-z_]\w{1,40})")
_NO_TEMPLATE = "names nothing that a message has; what it holds is not shown"
_TO_PLACE = "create it, or mend the path"
_TO_BE_ONE = "a template has the likes of {{ title }} in it; is it another file that was meant?"
_TEMPLATE_FILE = "<template>"
_FORBIDDEN = {
    "Call": ("call anything", "use a filter: {{ title|upper }}"),
    "Macro": ("define macros", "write the text out"),
    "CallBlock": ("call macros", "write the text out"),
    "Assign": ("set variables", "use the value where it is needed"),
    "AssignBlock": ("set variables", "use the value where it is needed"),
    "With": ("set variables", "use the value where it is needed"),
    "Include": ("include files", "put the text into this one"),
    "Import": ("import files", "put the text into this one"),
    "FromImport": ("import files", "put the text into this one"),
    "Extends": ("extend files", "put the text into this one"),
    "Block": ("have blocks", "write the text without {% block %}"),
    "Mul": ('use "*"', ""),
    "Pow": ('use "**"', ""),
    "Mod": ('use "%"', ""),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with a template, in which of its lines (from 1), and the way out."""

    line: int
    message: str
    hint: str = ""


Place = Callable[[str], tuple[Location, str, int]]
"""Where a key of the template's table stands: its location, its line and its width."""


def check_template(
    spec: TemplateConfig, folder: Path, place: Place, said: Callable[[object], str] = str
) -> tuple[TemplateConfig, list[Fault]]:
    """Return *spec* with its file's text as body (relative to *folder*), and every fault in it.

    `place("title")` returns where that key stands in the configuration, `said(path)` how a path may be shown.
    """
    faults: list[Fault] = []
    if spec.title is not None:
        faults += [_inline(one, "title", place) for one in problems(spec.title)]
    if spec.file is None:
        faults += [_inline(one, "body", place) for one in problems(spec.body or "x")]
        return spec, faults
    path = folder / spec.file
    try:
        text = read_text(path, _MOST_BYTES)
        amiss = None if _names_a_value(text) else Problem(1, f"{said(path)} {_NO_TEMPLATE}", _TO_BE_ONE)
    except Unreadable as error:
        amiss = Problem(1, f"{said(path)} cannot be read: {error}", _TO_PLACE)
    if amiss is not None:
        return spec, [*faults, _inline(amiss, "file", place)]
    faults += [_in_file(one, path, text) for one in problems(text)]
    return spec.model_copy(update={"body": text, "file": None}), faults


def _names_a_value(text: str) -> bool:
    """Return whether *text* is meant as a template: only then may errors show it, and messages hold it.

    Any file can be named by mistake, one of secrets too.
    """
    names = _NAMED.finditer(text[:_MOST_BYTES])
    return any(found["name"] in VARIABLES or nearest(found["name"], VARIABLES) for found in names)


def problems(source: str) -> list[Problem]:
    """Return everything that is wrong with the template *source*, in the order of its lines."""
    import jinja2

    if len(source) > MAX_SOURCE:
        return [Problem(1, f"the template is longer than {MAX_SOURCE:,} characters")]
    try:
        tree = environment().parse(source)
    except jinja2.TemplateSyntaxError as error:
        hint = "text to fill in stands between {{ and }}: {{ publisher }}"
        return [Problem(error.lineno, f"cannot be read as a template: {error.message}", hint)]
    found = sorted({*_forbidden(tree), *_loops(tree, 0), *_unknown(tree)})
    return found or sorted(set(_tried(source)))


def _forbidden(tree: nodes.Node) -> Iterator[Problem]:
    from jinja2 import nodes

    for node in tree.find_all(nodes.Node):
        known = _FORBIDDEN.get(type(node).__name__)
        if known:
            yield Problem(node.lineno, f"a template cannot {known[0]}", known[1])


def _loops(node: nodes.Node, depth: int) -> Iterator[Problem]:
    from jinja2 import nodes

    for child in node.iter_child_nodes():
        inside = depth + isinstance(child, nodes.For)
        if isinstance(child, nodes.For):
            if inside > MAX_LOOPS:
                yield Problem(child.lineno, f"loops stand at most {MAX_LOOPS} deep")
            if child.recursive:
                yield Problem(child.lineno, "a loop cannot be recursive")
            made = (nodes.Concat, nodes.Add, nodes.List, nodes.Tuple, nodes.Dict)
            if isinstance(child.iter, made) or any(child.iter.find_all(made)):
                hint = "{% for entry in entries %}"
                yield Problem(child.lineno, "a loop goes over what a message has, as it is", hint)
        yield from _loops(child, inside)


def _unknown(tree: nodes.Node) -> Iterator[Problem]:
    from jinja2 import nodes

    # A loop's own name used outside of it is found when the template is tried.
    known_names = {*VARIABLES, "loop", *(one.name for one in tree.find_all(nodes.Name) if one.ctx == "store")}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in known_names:
            message = f'a message knows no "{name.name}"'
            yield Problem(name.lineno, message, did_you_mean(name.name, VARIABLES))
    for part in tree.find_all(nodes.Getattr):
        known = ATTRIBUTES.get(part.node.name) if isinstance(part.node, nodes.Name) else None
        if known and part.attr not in known:
            message = f'"{part.node.name}" has no "{part.attr}"'  # type: ignore[attr-defined]
            yield Problem(part.lineno, message, did_you_mean(part.attr, known))
    filters = environment().filters
    for used in tree.find_all(nodes.Filter):
        if used.name not in filters:
            yield Problem(used.lineno, f'there is no filter "{used.name}"', did_you_mean(used.name, filters))


def _tried(source: str) -> Iterator[Problem]:
    import jinja2

    clock = SystemClock()
    written = False
    for sample in samples():
        try:
            written |= bool(rendered(source, template_values(sample, UTC), clock).strip())
        except (jinja2.TemplateError, TemplateFailed, TemplateOverrun) as error:
            yield Problem(_line_of(error), f"fails: {error}")
        except Exception as error:  # noqa: BLE001 - whatever it raises now it would raise at night
            yield Problem(_line_of(error), f"fails when it is filled in: {error}")
        else:
            continue
        return
    if not written:
        yield Problem(1, "writes nothing at all", "name what is to stand there: {{ title }}")


def _line_of(error: BaseException) -> int:
    """Return the template's line that *error* was raised in, 1 when it cannot be determined."""
    line = getattr(error, "lineno", None) or 1
    step: Any = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == _TEMPLATE_FILE:
            line = step.tb_lineno
        step = step.tb_next
    return int(line)


def _inline(problem: Problem, key: str, place: Place) -> Fault:
    location, line, width = place(key)
    lines = f"line {problem.line}: " if problem.line > 1 else ""
    return Fault(
        code=CODE,
        location=location,
        message=f"the template's {key}: {lines}{problem.message}",
        hint=problem.hint,
        line_text=line,
        width=width,
    )


def _in_file(problem: Problem, path: Path, text: str) -> Fault:
    lines = text.splitlines() or [""]
    shown = lines[min(problem.line, len(lines)) - 1]
    return Fault(
        code=CODE,
        location=Location(str(path), problem.line),
        message=f"the template: {problem.message}",
        hint=problem.hint,
        line_text=shown,
        width=len(shown.strip()) or 1,
    )
