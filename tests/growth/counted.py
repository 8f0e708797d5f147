"""Counts the steps that reading an article takes: the same every time, whatever else the machine does.

The modules of `monitor` are loaded once more with a counter woven into their syntax trees: each call, slice,
sum and turn of a loop is a step, and what it makes or looks through adds its size, so that the copying of a
whole text inside one fast call is seen as well. What a regular expression does inside is not seen: that is
what `regexes` is for.
"""

from __future__ import annotations

import ast
import importlib
import importlib.abc
import importlib.machinery
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any

PACKAGE = "monitor"
_PARTS = ("article", "extract", "rule", "cluster")
_CHARACTERS_A_STEP = 16
"""To copy as many characters costs about as much as one turn of Python's own loop."""
_FEW = 8
_HANDING_OUT = (next, max, min, getattr)
_LOOKING = frozenset(("find", "rfind", "index", "count"))


class Steps:
    """The counter, and the functions that the woven code calls."""

    def __init__(self) -> None:
        self.taken = 0

    def names(self) -> dict[str, Callable[..., Any]]:
        """Return what the woven code knows of the counter."""
        return {
            "counted_made": self.made,
            "counted_call": self.call,
            "counted_each": self.each,
            "counted_looked": self.looked,
            "counted_find": self.find,
        }

    def made(self, result: Any) -> Any:
        """Count a step that made *result*."""
        self.taken += 1 + _size(result) // _CHARACTERS_A_STEP
        return result

    def call(self, function: Any, /, *given: Any, **named: Any) -> Any:
        """Count a call; what is no function of ours, whose steps are counted inside, with what it made."""
        result = function(*given, **named)
        self.taken += 1 if _makes_nothing(function) else 1 + _size(result) // _CHARACTERS_A_STEP
        return result

    def each(self, items: Iterable[Any]) -> Iterator[Any]:
        """Count a step for each of *items*."""
        for item in items:
            self.taken += 1
            yield item

    def looked(self, container: Any) -> Any:
        """Count looking through *container*."""
        self.taken += 1 + (
            _size(container) // _CHARACTERS_A_STEP if isinstance(container, str | list | tuple) else 0
        )
        return container

    def find(self, text: Any, name: str, *given: Any) -> Any:
        """Count what `str.find` and its like look through."""
        result = getattr(text, name)(*given)
        if isinstance(text, str | bytes):
            start = given[1] if len(given) > 1 and isinstance(given[1], int) else 0
            end = len(text) if name != "find" or result < 0 else result
            self.taken += 1 + max(0, end - start) // _CHARACTERS_A_STEP
        return result


def _makes_nothing(function: Any) -> bool:
    """Tell whether *function* is counted inside, or hands out what there is already."""
    if function in _HANDING_OUT or isinstance(getattr(function, "__self__", None), dict):
        return True
    if isinstance(function, type):
        return function.__module__ != "builtins"
    return isinstance(function, FunctionType | MethodType) or hasattr(function, "cache_info")


def _size(result: Any) -> int:
    if isinstance(result, str | bytes | list):
        return len(result)
    if isinstance(result, re.Match):
        return result.end() - result.start()
    if type(result) is tuple:
        return len(result) + (sum(map(_size, result)) if len(result) <= _FEW else 0)
    return 0


class _Weaver(ast.NodeTransformer):
    """Puts the counter around calls, slices and sums, and into loops; leaves annotations alone."""

    def _wrapped(self, node: ast.expr) -> ast.AST:
        self.generic_visit(node)
        return _call("counted_made", node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKING and not node.keywords:
            return _call("counted_find", node.func.value, ast.Constant(node.func.attr), *node.args)
        if isinstance(node.func, ast.Name) and node.func.id == "super":
            return node
        call = ast.Call(ast.Name("counted_call", ast.Load()), [node.func, *node.args], node.keywords)
        return ast.copy_location(call, node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        copies = isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Slice)
        return _call("counted_made", node) if copies else node

    visit_BinOp = visit_ListComp = visit_SetComp = visit_DictComp = _wrapped  # noqa: N815

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        node.comparators = [
            _call("counted_looked", right) if isinstance(op, ast.In | ast.NotIn) else right
            for op, right in zip(node.ops, node.comparators, strict=True)
        ]
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.iter = _call("counted_each", node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.iter = _call("counted_each", node.iter)
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.test = _call("counted_made", node.test)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = self.visit(node.value) if node.value else None
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        returns, node.returns = node.returns, None
        self.generic_visit(node)
        node.returns = returns
        return node


def _call(name: str, *given: ast.expr) -> ast.Call:
    call = ast.Call(ast.Name(name, ast.Load()), list(given), [])
    return ast.copy_location(call, given[0])


class _Loader(importlib.machinery.SourceFileLoader):
    names: dict[str, Callable[..., Any]]

    def get_code(self, fullname: str) -> Any:
        tree = _Weaver().visit(ast.parse(self.get_data(self.path)))
        return compile(ast.fix_missing_locations(tree), self.path, "exec")

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(self.names)
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, names: dict[str, Callable[..., Any]]) -> None:
        self.names = names

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname.partition(".")[0] != PACKAGE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin:
            loader = _Loader(fullname, spec.origin)
            loader.names = self.names
            spec.loader = loader
        return spec


class Counted:
    """`monitor` once more, with its steps counted."""

    def __init__(self, *rules: Path) -> None:
        self.steps = Steps()
        self._finder = _Finder(self.steps.names())
        self._modules: dict[str, ModuleType] = {}
        with self._in_place():
            for part in _PARTS:
                package = importlib.import_module(f"{PACKAGE}.{part}")
                for module in pkgutil.iter_modules(package.__path__, f"{PACKAGE}.{part}."):
                    importlib.import_module(module.name)
            self._parse = sys.modules["monitor.article.model"].Article.from_bytes
            self._error = sys.modules["monitor.errors"].ArticleError
            self._rules = sys.modules["monitor.rule.ruleset"].RuleSet.load(*rules)

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """Let imports, also those inside functions, find the counted modules and not the others."""
        others = {name: module for name, module in sys.modules.items() if _is_ours(name)}
        for name in others:
            del sys.modules[name]
        sys.modules.update(self._modules)
        sys.meta_path.insert(0, self._finder)
        try:
            yield
        finally:
            sys.meta_path.remove(self._finder)
            self._modules = {name: module for name, module in sys.modules.items() if _is_ours(name)}
            for name in self._modules:
                del sys.modules[name]
            sys.modules.update(others)

    def parsing(self, text: str, path: str) -> int:
        """Return the steps of parsing *text*."""
        return self._counted(text, path)[0]

    def evaluating(self, text: str, path: str) -> int:
        """Return the steps of matching *text*, once parsed, against the rules; none where it is refused."""
        return self._counted(text, path)[1]

    def both(self, text: str, path: str) -> tuple[int, int]:
        """Return the steps of parsing *text*, and those of matching it."""
        return self._counted(text, path)

    def _counted(self, text: str, path: str) -> tuple[int, int]:
        with self._in_place():
            self.steps.taken = 0
            try:
                article = self._parse(text.encode("utf-8", "surrogatepass"), path=path)
            except self._error:
                return self.steps.taken, 0
            parsed = self.steps.taken
            self._rules.match(article)
            return parsed, self.steps.taken - parsed


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] == PACKAGE
