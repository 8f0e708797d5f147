"""What every test may use. A task that fails in the background fails its test."""

import asyncio
import gc
import inspect
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("monitor", deadline=None)  # how long an example takes is no property of it
settings.load_profile("monitor")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def seeds():
    return ROOT / "seeds"


@pytest.fixture
async def _watched_loop():
    failures = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: failures.append(context))
    yield
    gc.collect()  # a failed task that nobody awaited tells so when it is collected
    assert not failures


@pytest.fixture(autouse=True)
def _no_failed_tasks(request):
    # A loop costs more than most of the tests that need none.
    if inspect.iscoroutinefunction(request.function):
        request.getfixturevalue("_watched_loop")
