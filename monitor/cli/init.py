"""`monitor init DIR`: creates a working folder with configuration, a rule and a sample; overwrites nothing.

The files are those under `scaffold/`, the default pack with the articles that its tests read, and the schemas
for editors.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from monitor.cli.pack import pack
from monitor.cli.shared import complain

_SAMPLE = "inbox/sample.txt"
_SHOWN_RULE = "official-denial"
_SCHEMA_THERE, _SCHEMA_HERE = b"=../docs/schema/", b"=../schema/"


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when something is in the way, or the folder cannot be written."""
    folder = Path(options.folder)
    content = dict(_content())
    in_the_way = _in_the_way(folder, content)
    if in_the_way:
        complain(f"monitor: nothing was written, because this is in the way: {', '.join(in_the_way)}")
        complain("name a folder that is not there yet: monitor init DIR")
        return 1
    try:
        _write(folder, content)
    except OSError as error:
        complain(f"monitor: {error.filename or folder} cannot be written: {error.strerror}")
        return 1
    print(_next_steps(options.folder, sorted(content)))
    return 0


def _content() -> Iterator[tuple[str, bytes]]:
    """Yield every file's path inside the folder, and what it holds."""
    from monitor.schema import config_schema, rules_schema, written

    yield from _files_below(files("monitor.cli").joinpath("scaffold"), "")
    for path, text in pack():
        yield path, text.replace(_SCHEMA_THERE, _SCHEMA_HERE, 1) if path.endswith(".yaml") else text
    yield "schema/rules.json", written(rules_schema()).encode("utf-8")
    yield "schema/config.json", written(config_schema()).encode("utf-8")


def _files_below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _files_below(one, f"{path}{one.name}/")
        else:
            yield path + one.name, one.read_bytes()


def _in_the_way(folder: Path, content: dict[str, bytes]) -> list[str]:
    """Return what a file of ours would replace, or be refused by: names as the user may look for them."""
    if folder.is_symlink() and not folder.exists():
        return [str(folder)]
    wanted = {folder, *(folder / name for name in content), *((folder / name).parent for name in content)}
    files_of_ours = {folder / name for name in content}
    return [str(one) for one in sorted(wanted) if one.exists() and (one in files_of_ours or not one.is_dir())]


def _write(folder: Path, content: dict[str, bytes]) -> None:
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(text)


def _next_steps(folder: str, names: list[str]) -> str:
    steps = (
        ("monitor check", "is everything well written?"),
        ("monitor test", "do the rules find what their tests say?"),
        (f"monitor explain {_SHOWN_RULE} {_SAMPLE}", "why does a rule match an article?"),
        ("monitor run", "watch inbox/ and tell what is found; Ctrl-C ends it"),
    )
    lines = [f"written into {folder}: {', '.join(names)}", "", "Next:"]
    if Path(folder).resolve() != Path.cwd():
        lines.append(f"  cd {shlex.quote(folder)}")
    width = max(len(command) for command, _ in steps)
    return "\n".join([*lines, *(f"  {command:{width}}  # {says}" for command, says in steps)])
