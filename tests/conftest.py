"""What every test may use. A task that fails in the background fails its test."""

import asyncio
import gc
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def seeds():
    return ROOT / "seeds"


@pytest.fixture(autouse=True)
async def _no_failed_tasks():
    failures = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: failures.append(context))
    yield
    gc.collect()
    assert not failures
