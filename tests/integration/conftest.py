"""A store for every test that asks for one: on each database, unless the test names one."""

from __future__ import annotations

import pytest

from tests.integration.store_backends import BACKENDS, new_database


@pytest.fixture(params=BACKENDS)
def backend(request):
    return request.param


@pytest.fixture
def store_url(backend, tmp_path):
    with new_database(backend, tmp_path) as url:
        yield url
