"""The Slack channel: posts to a webhook or the API, and what each error answer means for the delivery.

Slack says no with HTTP 200 and `ok: false`; only its own words say whether to try again. For tests the
url may carry `api_base=http://127.0.0.1:PORT`, which takes the place of Slack's address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from monitor.clock import Clock
from monitor.errors import NotifyError
from monitor.notify.apprise_load import load_plugin
from monitor.notify.config import ChannelConfig
from monitor.notify.hidden import hidden
from monitor.notify.http_outcome import Trace, connect_within, judge, retry_after
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent
from monitor.notify.service import ServiceChannel
from monitor.notify.slack_form import slack_payload
from monitor.notify.template import TemplatedNotification
from monitor.secret import Secret

# https://docs.slack.dev/reference/methods/chat.postMessage#errors: those that pass by themselves.
PASSING_ERRORS = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "internal_error",
        "fatal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "org_login_required",
        "rollup_error",
        "accesslimited",
    }
)
_WAYS_OUT = {
    "not_in_channel": "invite the bot to the channel",
    "channel_not_found": "name a channel the bot can see",
    "channel_is_archived": "name a channel that is not archived",
    "is_archived": "name a channel that is not archived",
    "invalid_auth": "the token is not valid",
    "not_authed": "the token is missing",
    "token_revoked": "the token was revoked",
    "token_expired": "the token has expired",
    "account_inactive": "the token's owner is gone",
    "missing_scope": "the token lacks the scope chat:write",
    "no_service": "the webhook was removed",
    "no_service_id": "the webhook is not complete",
    "no_team": "the workspace is gone",
}
_HOSTS = {
    "hook": "https://hooks.slack.com",
    "gov-hook": "https://hooks.slack-gov.com",
    "bot": "https://slack.com",
}
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_API_BASE = re.compile(r"[?&]api_base=([^&]*)")
_WORD = re.compile(r"[a-z0-9_]{2,60}")
_MEMBER_OR_CHANNEL = re.compile(r"[CDGUW][A-Z0-9]{7,}")
_STAMP = re.compile(r"\d{6,12}\.\d{6}")
# What Slack says of a thread that is not there; the names have changed over the years.
_LOST_THREADS = ("thread_not_found", "invalid_thread_ts", "cannot_reply_to_message", "message_not_found")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackDestination:
    """Where to post: the address, the token that proves who we are, and the channel to name."""

    address: Secret
    token: Secret | None
    channel: str | None = field(repr=False)
    bot: bool
    verify: bool

    def secrets(self) -> Iterator[Secret]:
        """Yield what is secret of it."""
        if self.token:
            yield self.token
        yield from map(Secret, self.address.reveal().split("/services/")[-1].split("/"))


class SlackChannel(ServiceChannel):
    """Posts to one Slack channel; `Sent.reference` is Slack's timestamp of the message (bot tokens only).

    Updates and escalations go into the thread of the alert's first message. Those that change the picture
    are shown in the channel too: nobody is notified of a reply in a thread he does not follow.
    """

    def __init__(self, name: str, config: ChannelConfig, clock: Clock) -> None:
        super().__init__(name, config, clock)
        self._destination: SlackDestination | None = None

    def _post(self, trace: Trace, written: TemplatedNotification, thread: str | None) -> Outcome:
        there = self._destination = self._destination or load_slack(self._url.reveal(), seconds=self._seconds)
        body = slack_payload(written.wording)
        if there.channel:
            body = {"channel": there.channel, **body}
        trace.begin()
        if not (there.bot and thread and _STAMP.fullmatch(thread) and written.wording.of_an_alert):
            return self._post_once(trace, there, body)
        reply = {**body, "thread_ts": thread, "reply_broadcast": written.wording.loud}
        outcome = self._post_once(trace, there, reply)
        if isinstance(outcome, Never) and any(error in outcome.reason for error in _LOST_THREADS):
            # The first message is gone, or was posted elsewhere: better sent beside it than not at all.
            return self._post_once(trace, there, body)
        return outcome

    def _post_once(self, trace: Trace, there: SlackDestination, body: dict[str, Any]) -> Outcome:
        import requests

        proof = {"Authorization": f"Bearer {there.token.reveal()}"} if there.token else {}
        try:
            with requests.post(
                there.address.reveal(),
                data=json.dumps(body).encode(),
                headers={"Content-Type": "application/json; charset=utf-8", **proof},
                timeout=(connect_within(self._seconds), self._seconds),
                allow_redirects=False,
                verify=there.verify,
            ) as response:
                said = response.content
        except (requests.RequestException, OSError) as error:
            return self._broken_off(trace, error)
        return understand(trace, said, there, self._clock)

    def _broken_off(self, trace: Trace, error: Exception) -> Outcome:
        if trace.last is None:
            return Never(f"the request could not be made: {type(error).__name__}")
        told = judge(trace.last, self._clock)
        return told or Ambiguous("the connection broke off in the middle of Slack's answer")


def understand(trace: Trace, said: bytes, there: SlackDestination, clock: Clock) -> Outcome:
    """Return what Slack's answer means: webhooks say "ok" or a word, the API says JSON."""
    exchange = trace.last
    if exchange is None:
        return Retry("nothing was sent")
    answer = _answer(said)
    # What it repeats of its own address is no word of Slack's.
    error = _error_word(answer, said)
    error = "" if hidden(error, there.secrets()) != error else error
    if exchange.status == 200 and (answer.get("ok") is True if there.bot else said.strip() == b"ok"):
        stamp = answer.get("ts")
        return Sent(stamp if isinstance(stamp, str) else None)
    wait = retry_after(exchange, clock)
    if error in PASSING_ERRORS:
        return Retry(f"Slack says {error}", wait)
    told = judge(exchange, clock)
    if isinstance(told, Retry):
        return told
    if error:
        way_out = _WAYS_OUT.get(error)
        return Never(f"Slack says {error}" + (f": {way_out}" if way_out else ""))
    return told or Retry("Slack answered something that is neither yes nor no", wait or timedelta(seconds=30))


def load_slack(url: str, *, seconds: float) -> SlackDestination:
    """Return where *url* posts to.

    Raises:
        NotifyError: Apprise does not accept it, or it is of a kind that takes no blocks.
    """
    base = api_base(url)
    plugin = load_plugin(_without_api_base(url), seconds=seconds)
    mode = str(plugin.mode)
    if mode not in _HOSTS:
        raise NotifyError(
            "Slack workflow addresses take no formatted messages; use an incoming webhook or a bot token"
        )
    host = base or _HOSTS[mode]
    channel = _channel(plugin.channels[0])
    is_bot = mode == "bot"
    hook = f"services/{plugin.token_a}/{plugin.token_b}/{plugin.token_c}"
    return SlackDestination(
        address=Secret(f"{host}/{'api/chat.postMessage' if is_bot else hook}"),
        token=Secret(plugin.access_token) if is_bot else None,
        channel=channel,
        bot=is_bot,
        verify=bool(plugin.verify_certificate),
    )


def api_base(url: str) -> str | None:
    """Return the loopback address that `api_base=` puts in place of Slack's, or None.

    Raises:
        NotifyError: it is not on loopback.
    """
    found = _API_BASE.search(url)
    if not found:
        return None
    try:
        parts = urlsplit(unquote(found[1]))
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or parts.hostname not in _LOOPBACK:
        raise NotifyError(
            "api_base is for tests: it must be an http address on loopback, as http://127.0.0.1:8080"
        )
    return unquote(found[1]).rstrip("/")


def _without_api_base(url: str) -> str:
    # "?api_base=x&mode=bot" becomes "?mode=bot"; Apprise does not take a bare "?".
    return _API_BASE.sub(lambda found: found[0][0], url, count=1).replace("?&", "?").rstrip("?&")


def _channel(named: str | None) -> str | None:
    """Return the channel as the API wants it: an id, "#name" or "@name"."""
    if named is None:
        return None
    if "@" in named[1:]:
        raise NotifyError("Slack cannot be told by e-mail address here; use the member's id, like U012AB3CD")
    if named.startswith("+"):
        return named[1:]
    return named if named[0] in "#@" or _MEMBER_OR_CHANNEL.fullmatch(named) else f"#{named}"


def _answer(said: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(said)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _error_word(answer: dict[str, Any], said: bytes) -> str:
    """Return Slack's own word for what is wrong, or "" when it gives none."""
    told = answer.get("error") if answer else said.decode("utf-8", "replace")
    told = told.strip().lower() if isinstance(told, str) else ""
    return told if told != "ok" and _WORD.fullmatch(told) else ""
