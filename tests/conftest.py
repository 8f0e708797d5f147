"""What every test may use. A task that fails in the background fails its test."""

import asyncio
import gc
import inspect
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("monitor", deadline=None)  # how long an example takes is no property of it
settings.load_profile("monitor")

ROOT = Path(__file__).resolve().parent.parent


KNOWN_MISSING = ROOT / "tests" / "known_missing.txt"
"""What the reader of facts should read and does not yet, as ids of tests; a line goes when its test passes."""


IN_MEMORY, ROOM = "/dev/shm", 1 << 30
"""A file system in memory, where there is one, and the bytes that it must have to spare for a whole run."""


def pytest_configure():
    """Put the tests' folders into memory: what they write need survive killed processes, but no power cut.

    The store waits for the disk at each commit: some ten milliseconds each, where the disk is busy.
    """
    with suppress(OSError):
        if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free >= ROOM:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", IN_MEMORY)


def pytest_collection_modifyitems(items):
    """Expect the known misses to fail, and nothing else: one that passes is to be taken off the list."""
    missing = {line for line in KNOWN_MISSING.read_text(encoding="utf-8").splitlines() if line[:1] != "#"}
    for item in items:
        if item.nodeid in missing:
            item.add_marker(pytest.mark.xfail(reason="known to be missing", strict=True))


@pytest.fixture
def seeds():
    return ROOT / "seeds"


@pytest.fixture
async def _watched_loop():
    failures = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: failures.append(context))
    gc.freeze()  # what stands already is not looked through: ten thousand tests and every lexicon
    try:
        yield
        gc.collect()  # a failed task that nobody awaited tells so when it is collected
    finally:
        gc.unfreeze()
    assert not failures


@pytest.fixture(autouse=True)
def _no_failed_tasks(request):
    # A loop costs more than most of the tests that need none.
    if inspect.iscoroutinefunction(request.function):
        request.getfixturevalue("_watched_loop")
