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


@pytest.fixture(autouse=True)
async def _no_failed_tasks(request):
    failures = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: failures.append(context))
    yield
    if inspect.iscoroutinefunction(request.function):
        gc.collect()  # a failed task that nobody awaited tells so when it is collected
    assert not failures
