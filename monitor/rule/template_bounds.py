"""The Jinja2 sandbox: limits on a template's output, work and calls.

Jinja2's sandbox keeps a template from what is not its own; it does not keep it from `center(100000000)`, from
loops in loops, or from doubling a text line by line. So filters and methods are those named here, each
with a bound; loops, `~` and `+` are rewritten or intercepted so that they are counted; and what is written
is cut. Titles of rules and the messages of channels are filled in by this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sized
from contextvars import ContextVar
from datetime import date
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2

MAX_OUTPUT = 10_000
MAX_TEXT = 20_000
MAX_WORK = 500_000
"""Steps of loops, and characters and entries that filters are given, all together."""
MAX_SOURCE = 10_000
_MOST_STEPS = 10_000
_MOST_DIGITS = 15
_MAX_INDENT = 40
FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "first", "float", "groupby", "int", "items", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select"),
    *("selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount"),
)
_METHODS = frozenset(
    {
        *("capitalize", "casefold", "count", "endswith", "find", "index", "isdigit", "items", "keys", "get"),
        *("lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit", "rstrip"),
        *("split", "splitlines", "startswith", "strip", "swapcase", "title", "upper", "values"),
        *("date", "isoformat", "isoweekday", "time", "weekday"),
    }
)
_LOOP_METHODS = frozenset({"cycle", "changed"})
_WIDE = re.compile(r"%[^A-Za-z%]*\d")


class TemplateOverrun(Exception):
    """A template that makes too long a text, or does too much."""


class Meter:
    """How much work a template has left."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def charge(self, work: int) -> None:
        """Take *work* off.

        Raises:
            TemplateOverrun: there is not so much left.
        """
        self.left -= work
        if self.left < 0:
            raise TemplateOverrun("the template does too much")


_METER: ContextVar[Meter | None] = ContextVar("meter", default=None)


def pieces_of(template: jinja2.Template, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what *template* writes, piece by piece, no more work done than `MAX_WORK`.

    Raises:
        TemplateOverrun: it makes too long a text, or does too much.
        jinja2.TemplateError: it does what it may not.
    """
    meter = Meter(MAX_WORK)
    written = template.generate(values)
    while True:
        token = _METER.set(meter)
        try:
            piece = next(written, None)
        finally:
            _METER.reset(token)
        if piece is None:
            return
        yield piece


def written_by(template: jinja2.Template, values: Mapping[str, Any]) -> str:
    """Return what *template* writes, cut at `MAX_OUTPUT` characters.

    Raises:
        TemplateOverrun: it makes too long a text, or does too much.
        jinja2.TemplateError: it does what it may not.
    """
    pieces, length = [], 0
    for piece in pieces_of(template, values):
        pieces.append(piece)
        length += len(piece)
        if length > MAX_OUTPUT:
            break
    return "".join(pieces)[:MAX_OUTPUT]


def charge(work: int) -> None:
    """Take *work* off what the template being filled in has left."""
    meter = _METER.get()
    if meter is not None:
        meter.charge(work)


def bounded(text: str) -> str:
    """Return *text* unless it is too long.

    Raises:
        TemplateOverrun: it is.
    """
    if len(text) > MAX_TEXT:
        raise TemplateOverrun("the template makes too long a text")
    return text


def compiled(environment: jinja2.Environment, source: str) -> jinja2.Template:
    """Return *source* ready to be filled in, its loops and joints counted.

    Raises:
        TemplateOverrun: it is too long.
        jinja2.TemplateError: it is no template.
    """
    from jinja2 import nodes

    if len(source) > MAX_SOURCE:
        raise TemplateOverrun(f"the template is longer than {MAX_SOURCE:,} characters")
    tree = environment.parse(source)
    for loop in tree.find_all(nodes.For):
        loop.iter = _filtered(loop.iter, "_counted", environment)
    for parent in (tree, *tree.find_all(nodes.Node)):
        for name, value in parent.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(parent, name, _joint(value, environment))
            elif isinstance(value, list):
                value[:] = [
                    _joint(one, environment) if isinstance(one, nodes.Concat) else one for one in value
                ]
    token = _METER.set(Meter(MAX_WORK))
    try:
        return environment.from_string(tree)
    finally:
        _METER.reset(token)


def _joint(concat: Any, environment: jinja2.Environment) -> Any:
    from jinja2 import nodes

    parts = nodes.List(concat.nodes, lineno=concat.lineno, environment=environment)
    return _filtered(parts, "_concat", environment)


def _filtered(node: Any, name: str, environment: jinja2.Environment) -> Any:
    from jinja2 import nodes

    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=environment)


@cache
def _environment_class() -> type[jinja2.Environment]:
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class BoundedEnvironment(ImmutableSandboxedEnvironment):
        """A sandbox in which a short template cannot make a long text, nor call what is not named above."""

        intercepted_binops = frozenset({"*", "**", "%", "+"})
        of = "a template"

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
            if operator != "+":
                raise SecurityError(f'{self.of} cannot use "{operator}"')
            return _sum(left, right)

        def call(self, context: Any, called: Any, *args: Any, **named: Any) -> Any:  # noqa: ARG002
            if called is bounded_range:
                return bounded_range(*args)
            name = getattr(called, "__name__", "that")
            if not _may_call(called, name, args):
                raise SecurityError(f'{self.of} cannot call "{name}"')
            return _called(called, name, args, named)

    return BoundedEnvironment


def bounded_environment(of: str, **options: Any) -> jinja2.Environment:
    """Return a sandbox for templates, each called *of* in errors; *options* are Jinja2's."""
    made = _environment_class()(optimized=False, **options)  # nothing is worked out before it is metered
    made.of = of  # type: ignore[attr-defined]
    made.globals.clear()
    filters = {name: _metered(made.filters[name]) for name in FILTERS}
    filters |= {"join": _join_in(made), "replace": _replace, "indent": _indent, "round": _round}
    made.filters = filters | {"_counted": _counted, "_concat": _concat}
    return made


def bounded_range(*args: int) -> range:
    """Return a range that is not too long."""
    steps = range(*args)
    if len(steps) > _MOST_STEPS:
        raise TemplateOverrun(f"a loop takes at most {_MOST_STEPS:,} steps")
    return steps


# --- what a template does ----------------------------------------------------------------------


def _sum(left: Any, right: Any) -> Any:
    if isinstance(left, Sized) and isinstance(right, Sized):
        charge(len(left) + len(right))
        if len(left) + len(right) > MAX_TEXT:
            raise TemplateOverrun("the template makes too long a text")
    return left + right


def _may_call(called: Any, name: str, args: tuple[Any, ...]) -> bool:
    """Return whether a template may call the method *called* of a text, a date or a mapping."""
    owner = getattr(called, "__self__", None)
    if type(owner).__name__ == "LoopContext":
        return name in _LOOP_METHODS
    if name == "strftime" and isinstance(owner, date):
        return bool(args) and len(str(args[0])) <= 100 and not _WIDE.search(str(args[0]))
    if name in ("join", "replace") and isinstance(owner, str):
        return True
    return name in _METHODS and isinstance(owner, str | date | Mapping | tuple | list)


def _called(called: Any, name: str, args: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    owner = called.__self__
    if isinstance(owner, str):
        charge(len(owner))
        if name == "replace":
            return _replace(owner, *args)
        if name == "join":
            return _joined(args[0] if args else (), owner)
    return called(*args, **named)


def _metered(used: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter *used*, charged for what it is given."""

    @wraps(used)
    def metered(*args: Any, **named: Any) -> Any:
        first = 1 if getattr(used, "jinja_pass_arg", None) else 0
        value = args[first] if len(args) > first else None
        if isinstance(value, Iterator):
            args = (*args[:first], _counted(value), *args[first + 1 :])
        else:
            charge(1 + (len(value) if isinstance(value, Sized) else 0))
        return used(*args, **named)

    return metered


def _counted(values: Any) -> Iterator[Any]:
    """Go over *values*, each a step."""
    meter = _METER.get() or Meter(MAX_WORK)
    for value in values:
        meter.charge(1)
        yield value


def _concat(values: list[Any]) -> str:
    """Return *values* as one text: `a ~ b`."""
    return _joined(values, "")


def _joined(values: Any, between: str) -> str:
    shown, length = [], 0
    for value in values:
        one = str(value)
        charge(1 + len(one))
        length += len(one) + len(between)
        if length > MAX_TEXT:
            raise TemplateOverrun("the template makes too long a text")
        shown.append(one)
    return between.join(shown)


def _join_in(environment: jinja2.Environment) -> Callable[..., str]:
    def join(values: Any, between: str = "", attribute: str | None = None) -> str:
        """Join texts, or one part of each: `entries|join(", ", "title")`."""
        if attribute:
            values = (environment.getitem(value, attribute) for value in values)
        return _joined(values, between)

    return join


def _replace(text: Any, old: str, new: str, count: int | None = None) -> str:
    """Put *new* in the place of every *old*, or of the first *count*."""
    whole = str(text)
    charge(len(whole))
    if (whole.count(old) + 1) * len(new) > MAX_TEXT:
        raise TemplateOverrun("the template makes too long a text")
    return bounded(whole.replace(old, new, -1 if count is None else count))


def _indent(text: Any, width: int = 4) -> str:
    """Set every line but the first in by *width*."""
    whole = str(text)
    charge(len(whole))
    room = min(max(width, 0), _MAX_INDENT)
    if len(whole) + whole.count("\n") * room > MAX_TEXT:
        raise TemplateOverrun("the template makes too long a text")
    return whole.replace("\n", "\n" + " " * room)


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    """Round to a number of digits that numbers have."""
    from jinja2.filters import do_round

    return do_round(value, max(-_MOST_DIGITS, min(int(precision), _MOST_DIGITS)), method)  # type: ignore[arg-type]
