"""URLs of every service that Apprise knows, made from its own templates, with a marked secret in each place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from monitor.notify.channel import check

MARK = "S3CR3T"
# What the services' own patterns of tokens, ids, keys and targets accept, most telling first.
_CANDIDATES = (
    *(
        MARK,
        f"{MARK}0123456789abcdef",
        f"{MARK}{'a' * 26}",
        f"{MARK}{'1' * 34}",
        f"{MARK}{'b' * 58}",
        f"xoxb-1234-1234-{MARK}",
    ),
    *("me@desk.example", "15551234567", "#desk", "a" * 32, "1" * 10, "0123456789abcdef" * 2, "AC" + "a" * 32),
    *("https://h.example/x", "1" * 17 + ":" + "a" * 35, "b" * 64, "us-east-1", "en", "T1JJ3T3L2"),
    "12345678-1234-1234-1234-123456789012",
)


@cache
def marked_urls() -> tuple[str, ...]:
    """Return one URL for each template of each service, where one can be made that Apprise accepts."""
    import apprise

    # Our first look at any URL silences Apprise, which logs what it is given.
    assert check("json://127.0.0.1/") is None
    made = {}
    for plugin, scheme in _services():
        for template in plugin.templates:
            found = (url for url in _filled(plugin, scheme, template) if MARK in url)
            usable = (url for url in found if apprise.Apprise.instantiate(url) is not None)
            url = next(usable, None)
            if url:
                made[url] = None
    queried = [f"{url}{'&' if '?' in url else '?'}key={MARK}&%2BAuthorization={MARK}" for url in made]
    return (*made, *queried)


def _services() -> Iterator[tuple[Any, str]]:
    from apprise.manager_plugins import NotificationManager

    known = NotificationManager()
    first: dict[Any, str] = {}
    for scheme in sorted(known.schemas()):
        if known[scheme].enabled:
            first.setdefault(known[scheme], scheme)
    yield from first.items()


def _filled(plugin: Any, scheme: str, template: str) -> Iterator[str]:
    names = re.findall(r"{(\w+)}", template)
    choices = [[scheme] if name == "schema" else _values(plugin, name) for name in names]
    for values in itertools.islice(itertools.product(*choices), 60):
        yield template.format(**dict(zip(names, values, strict=True)))


def _values(plugin: Any, name: str) -> list[str]:
    spec = plugin.template_tokens.get(name, {})
    if name in {"host", "hostname"}:
        return ["127.0.0.1"]
    if name == "port":
        return ["9"]
    if "values" in spec:
        return [str(next(iter(spec["values"])))]
    if spec.get("type", "").endswith("int"):
        return [str(spec.get("min", 1))]
    parts = [plugin.template_tokens.get(one, {}) for one in spec.get("group", ())]
    patterns = [one["regex"] for one in (parts or [spec]) if one.get("regex")]
    fits = [one for one in _CANDIDATES if not patterns or any(_fits(one, pattern) for pattern in patterns)]
    return fits[:4] or list(_CANDIDATES[:1])


def _fits(value: str, pattern: tuple[str, str | None]) -> bool:
    flags = re.IGNORECASE if pattern[1] and "i" in pattern[1] else 0
    return bool(re.match(pattern[0], value, flags))
