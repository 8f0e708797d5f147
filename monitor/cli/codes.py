"""`monitor check --explain CODE`: the explanation of an error code, with an example, wrong and right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from monitor.cli.shared import complain
from monitor.errors import did_you_mean
from monitor.located.code_examples import CodeExample


@dataclass(frozen=True, slots=True)
class CodeText:
    """What is known of a code."""

    code: str
    name: str
    explanation: str
    example: CodeExample | None = None


def about(code: str) -> CodeText:
    """Return what is known of *code*, nothing but the code itself if it is none."""
    return _all().get(code, CodeText(code, code, ""))


_CHECKS = ("located", "rule", "rule.grammar", "config", "notify.template_check", "cli.archive_doubts")


def _import_checks() -> None:
    """Import every module that reports faults: a code's explanation stands beside its check."""
    for name in _CHECKS:
        package = import_module(f"monitor.{name}")
        for module in iter_modules(getattr(package, "__path__", ())):
            import_module(f"{package.__name__}.{module.name}")


@cache
def _all() -> dict[str, CodeText]:
    from monitor.located.code_examples import config_examples, rule_examples
    from monitor.located.error_codes import Code, ConfigCode

    _import_checks()
    examples = {**config_examples(), **rule_examples()}
    codes = (*ConfigCode, *Code)
    known = {str(code): CodeText(str(code), code.short_name, code.explanation) for code in codes}
    return {
        code: CodeText(code, one.name, one.explanation, examples.get(code))
        for code, one in sorted(known.items())
    }


def explain(asked: str) -> int:
    """Print what the code called *asked*, by number or name, is about; `all` lists every code.

    Returns 1 when there is none.
    """
    known = _all()
    if asked.lower() == "all":
        for one in known.values():
            print(f"{one.code}  {one.name}")
        return 0
    wanted = asked.strip("[]").lower()
    found = next((one for one in known.values() if wanted in (one.code.lower(), one.name)), None)
    if found is None:
        names = [*known, *(one.name for one in known.values())]
        near = did_you_mean(asked.upper() if asked[:1] in "rRcC" and asked[1:].isdigit() else asked, names)
        hint = near if near.startswith("did") else "monitor check --explain all lists every code"
        complain(f'monitor: there is no code "{asked}"; {hint}')
        return 1
    _print(found)
    return 0


def _print(one: CodeText) -> None:
    import textwrap

    print(f"{one.code} {one.name}\n")
    print(textwrap.fill(one.explanation, width=88))
    if one.example is not None:
        print(f"\nWrong:\n\n{textwrap.indent(one.example.wrong, '    ')}")
        print(f"Right:\n\n{textwrap.indent(one.example.right, '    ')}", end="")
