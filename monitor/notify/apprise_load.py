"""Loads an Apprise plugin from a channel's URL; the only module that imports Apprise.

Apprise costs 10 MB and 150 ms, and its registry of 180 services again as much, so the first is imported
at the first send or check and the registry only for services that are not among the common ones. Its
logger prints tokens in clear: it is silenced.
"""

from __future__ import annotations

import importlib
import logging
import re
import threading
from typing import Any

from monitor.errors import NotifyError, nearest
from monitor.notify.http_outcome import connect_within, watch_requests
from monitor.notify.typed import what_to_write

CONSOLE = "console"
SLACK_SCHEMES = frozenset({"slack"})
MAIL_SCHEMES = frozenset({"mailto", "mailtos"})
_SLACK_NATIVE = re.compile(r"https?://hooks\.slack(?:-gov)?\.com/", re.IGNORECASE)
_LONGEST_SCHEME = 16
_loading = threading.Lock()
# What Apprise's plugins speak through. urllib3 logs a request's address at DEBUG, and as a WARNING where an
# answer's headers cannot be read, oauthlib what it signs: for a webhook that is the secret.
_TALKATIVE = (
    *("urllib3", "requests", "requests_oauthlib", "oauthlib", "paho", "slixmpp", "gntp", "smpplib"),
    *("pypushover", "pgpy", "dbus", "websockets", "botocore"),
)
# The services whose class we import ourselves, without the registry.
_COMMON = {
    "json": ("apprise.plugins.custom_json", "NotifyJSON"),
    "jsons": ("apprise.plugins.custom_json", "NotifyJSON"),
    "mailto": ("apprise.plugins.email.base", "NotifyEmail"),
    "mailtos": ("apprise.plugins.email.base", "NotifyEmail"),
    "slack": ("apprise.plugins.slack", "NotifySlack"),
}


def scheme_of(url: str) -> str:
    """Return the scheme of *url* in lower case; Slack's own https addresses are "slack"."""
    if _SLACK_NATIVE.match(url):
        return "slack"
    head, colon, _ = url.partition("://")
    return head.strip().lower() if colon and re.fullmatch(r"\s*[A-Za-z0-9.+-]+", head) else ""


def load_plugin(url: str, *, seconds: float) -> Any:
    """Return Apprise's plugin for *url*, freed of its own retries, waits, redirects and splitting.

    Raises:
        NotifyError: Apprise does not accept the URL, or it names several targets; no secret in it.
    """
    plugin = _instantiated(url)
    _tame(plugin, seconds)
    _one_target(plugin)
    return plugin


def _instantiated(url: str) -> Any:
    with _loading:
        import apprise

        _silence()
        watch_requests()
        asset = apprise.AppriseAsset(
            app_id="monitor",
            app_desc="monitor",
            app_url="",
            # No pictures from anywhere in what we send.
            image_url_mask="",
            image_url_logo="",
            # A POST that is redirected would be sent on as a GET, without the message, and count as sent.
            http_redirects=False,
            async_mode=False,
            default_service_retry=0,
            default_service_wait=0.0,
        )
        try:
            plugin = _common(url, asset) or apprise.Apprise.instantiate(url, asset=asset)
        except Exception as error:  # noqa: BLE001 - one of 180 plugins may raise anything
            # What a plugin raises may repeat the URL, and so may the error it came from.
            raise NotifyError(f"the url cannot be read ({type(error).__name__})") from None
    if plugin is None:
        raise NotifyError(_refusal(url))
    return plugin


def _common(url: str, asset: Any) -> Any:
    """Return the plugin of a common service, or None when the URL is another's or not complete."""
    from apprise.exception import AppriseImproperlyConfigured

    known = _COMMON.get(scheme_of(url))
    if known is None:
        return None
    plugin = getattr(importlib.import_module(known[0]), known[1])
    parts = (
        plugin.parse_native_url(url)
        if _SLACK_NATIVE.match(url)
        else plugin.parse_url(url.replace("/#", "/%23"))  # "#desk" in a path is a channel, and no fragment
    )
    if not parts:
        return None
    try:
        return plugin(**{**parts, "asset": asset, "tag": set()})
    except (AppriseImproperlyConfigured, TypeError):
        # The registry's way refuses it too, and then the reason is shown.
        return None


def _silence() -> None:
    logger = logging.getLogger("apprise")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _tame(plugin: Any, seconds: float) -> None:
    # To wait, to try again and to keep to a rate is the outbox's: Apprise sleeps in the sending thread (5.5 s
    # before each mail), forgets its rate with the plugin, and does not see what a service asks for.
    plugin.request_rate_per_sec = 0
    plugin.retry = 0
    plugin.wait = 0.0
    plugin.optional = False
    plugin.interpret_emojis = False
    plugin.overflow_mode = "truncate"
    plugin.redirects = False
    plugin.socket_connect_timeout = connect_within(seconds)
    plugin.socket_read_timeout = seconds


def _one_target(plugin: Any) -> None:
    try:
        count = len(plugin) if hasattr(type(plugin), "__len__") else 1
    except TypeError:
        # Where no target is named, some plugins have nothing to count: they notify the owner of the token.
        count = 1
    others = len(getattr(plugin, "cc", ()) or ()) + len(getattr(plugin, "bcc", ()) or ())
    if count == 1 and not others:
        return
    if not count:
        raise NotifyError("the url names no one to tell")
    raise NotifyError(
        f"the url names {count + others} targets: when one of them fails, nobody can tell which was told; "
        "make one channel of each and list them in the route"
    )


def _refusal(url: str) -> str:
    from apprise.manager_plugins import NotificationManager

    scheme, meant = scheme_of(url), what_to_write(url)
    known = NotificationManager()  # type: ignore[no-untyped-call]
    if scheme in known:
        plugin = known[scheme]
        if not plugin.enabled:
            return f"{scheme}:// needs a library that is not installed; see {plugin.setup_url}"
        form = meant or f"its form is described at {plugin.setup_url}"
        return f"the url is not a complete {scheme}:// address; {form}"
    if not scheme:
        said = 'not a channel url: it has no scheme, like "slack://", "mailtos://" or "console://"'
        return f"{said}; {meant}" if meant else said
    # Longer than any scheme is a token that stands in its place.
    named = f'"{scheme}://" is' if len(scheme) <= _LONGEST_SCHEME else "that is"
    if meant:
        return f"{named} no known service; {meant}"
    schemas = known.schemas()  # type: ignore[no-untyped-call]
    near = nearest(scheme, [CONSOLE, *schemas])
    return f"{named} no known service" + (f'; did you mean "{near}://"?' if near else "")
