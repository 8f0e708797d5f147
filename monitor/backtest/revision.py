"""Rules as of a git revision: its tree, extracted into a temporary folder."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import MonitorError

PREFIX = "git:"


class RevisionError(MonitorError):
    """A revision, or the rules in it, cannot be found; the message says why in one line."""


@contextmanager
def rules_at(named: str, places: Sequence[str | os.PathLike[str]]) -> Iterator[tuple[str, ...]]:
    """Yield where the rules lie that *named* stands for: a path, or *places* as of a git revision.

    *named* is a file or folder, `git:REVISION`, or a revision that is no file.

    Raises:
        RevisionError: it is neither, or the revision has none of *places*.
    """
    if not named.startswith(PREFIX) and os.path.lexists(named):
        yield (named,)
        return
    top = _git(Path(places[0]) if places else Path(), "rev-parse", "--show-toplevel")
    revision = named.removeprefix(PREFIX)
    commit = _git(
        Path(top or "."), "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not top or not commit:
        reason = (
            "no such git revision" if named.startswith(PREFIX) else "no such file, folder or git revision"
        )
        raise RevisionError(f"{reason}: {revision}")
    with tempfile.TemporaryDirectory(prefix="monitor-backtest-") as folder:
        _unpack(top, commit, folder)
        yield tuple(_inside(place, top, folder, revision) for place in places)


def _inside(place: str | os.PathLike[str], top: str, folder: str, revision: str) -> str:
    """Return where *place* of the working tree at *top* lies in *folder*."""
    relative = os.path.relpath(os.path.realpath(place), os.path.realpath(top))
    there = Path(folder) / relative
    if relative.startswith("..") or not there.exists():
        raise RevisionError(f"{os.fspath(place)} is not in revision {revision}")
    return str(there)


def _git(place: Path, *arguments: str) -> str:
    """Return what git says in the folder of *place*, "" when it refuses."""
    folder = place if place.is_dir() else place.parent
    try:
        done = subprocess.run(  # noqa: S603 no shell, and the revision cannot be an option
            ["git", "-C", str(folder), *arguments],  # noqa: S607 git is where the user has it
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise RevisionError(f"git cannot be run: {error.strerror or error}") from error
    return os.fsdecode(done.stdout).strip() if done.returncode == 0 else ""


def _unpack(top: str, commit: str, folder: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 the commit is a hash
            ["git", "-C", top, "archive", "--format=tar", commit],  # noqa: S607
            capture_output=True,
            check=True,
        )
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tree:
            _lay_out(tree, folder)
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip()
        raise RevisionError(f"git archive {commit[:12]} failed: {said}") from error
    except (tarfile.TarError, OSError) as error:
        raise RevisionError(f"the tree of {commit[:12]} cannot be unpacked: {error}") from error


def _lay_out(tree: tarfile.TarFile, folder: str) -> None:
    """Write the files of *tree* below *folder*; links are left out."""
    # The filter that guards `extractall` came with Python 3.11.4; only plain files are wanted anyhow.
    root = Path(folder).resolve()
    for member in tree:
        content = tree.extractfile(member) if member.isfile() else None
        target = (root / member.name).resolve()
        if content is not None and target.is_relative_to(root):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
