"""What the code imports is declared, what is declared is pinned, and the version stands in one place."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions, requires, version
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import monitor
from monitor.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE = {canonicalize_name(Requirement(one).name) for one in PROJECT["dependencies"]}
EXTRAS = {
    canonicalize_name(Requirement(one).name)
    for some in PROJECT["optional-dependencies"].values()
    for one in some
}
OURS = {path.stem for path in ROOT.glob("tests/**/*.py")} | {"monitor", "tests", "benchmarks"}


def imported(path):
    """The top names that the module at *path* imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def undeclared(folder, declared):
    homes = packages_distributions()
    found = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for name in set(imported(path)) - OURS - sys.stdlib_module_names:
            owners = {canonicalize_name(one) for one in homes.get(name, [f"nothing installed has {name}"])}
            if not owners & declared:
                found.setdefault(min(owners), []).append(str(path.relative_to(ROOT)))
    return found


def test_what_the_program_imports_is_among_its_dependencies():
    assert undeclared("monitor", CORE) == {}


@pytest.mark.parametrize("folder", ["tests", "benchmarks"])
def test_what_tests_and_benchmarks_import_is_declared(folder):
    assert undeclared(folder, CORE | EXTRAS) == {}


def test_an_import_that_nobody_declares_is_found():
    assert "requests" in undeclared("monitor", CORE - {"requests"})


def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"==[^=*]+", str(one.specifier)) for one in wanted)
    return {canonicalize_name(one.name): one.specifier for one in wanted}


def resolved():
    """Everything that `pip install -e '.[dev]'` brings here, by the metadata of what is installed."""
    todo = [Requirement(f"monitor[{','.join(PROJECT['optional-dependencies'])}]")]
    seen = set()
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        for one in map(Requirement, requires(wanted.name) or []):
            extras = wanted.extras or {""}
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras):
                todo.append(one)
    return {name for name, _ in seen} - {"monitor"}


def test_a_fresh_install_is_pinned_whole():
    assert resolved() - pins().keys() == set()


def test_what_is_pinned_is_within_what_is_declared():
    pinned = pins()
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    for one in map(Requirement, chain.from_iterable(groups)):
        if one.name == PROJECT["name"]:  # an extra of our own
            continue
        pin = str(pinned[canonicalize_name(one.name)]).removeprefix("==")
        assert one.specifier.contains(pin), f"{one} is pinned to {pin}"


def test_every_place_that_tells_the_version_tells_the_same(capsys, tmp_path, monkeypatch):
    assert "version" not in PROJECT
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"monitor {monitor.__version__}\n"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    main(["check", "rules", "--format", "sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert run["tool"]["driver"]["version"] == monitor.__version__
    assert version("monitor") == monitor.__version__


def test_the_version_is_written_once():
    written = re.compile(rf"[\"' ]{re.escape(monitor.__version__)}[\"']")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "pyproject.toml", *(ROOT / "monitor").rglob("*.py"))
        if written.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["monitor/__init__.py"]


def test_the_names_of_the_package_are_told_with_the_version():
    assert "__version__" in monitor.__all__
    assert distribution("monitor").metadata["Version"] == monitor.__version__
