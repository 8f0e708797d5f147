"""The default pack: the rules and sample articles that the wheel carries.

Its one home is `rules/` and `seeds/` at the top of the repository. The wheel carries both (pyproject.toml,
`force-include`); in a checkout they are read where they lie, among what a user may have put beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]

PACK = (
    "rules/leader-contact.yaml",
    "rules/official-denial.yaml",
    "seeds/000_d76bff6df736c739.txt",
    "seeds/001_506b5eabb4f6d567.txt",
    "seeds/002_ef67a42decea7b7e.txt",
    "seeds/003_74418579341b74a1.txt",
    "seeds/004_30f5b1042b33da71.txt",
)


def pack() -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file of the pack, and what it holds."""
    home = _home()
    for path in PACK:
        yield path, home.joinpath(*path.split("/")).read_bytes()


def _home() -> Traversable:
    carried = files("monitor.cli").joinpath("pack")
    return carried if carried.is_dir() else _CHECKOUT
