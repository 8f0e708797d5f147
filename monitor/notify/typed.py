"""Hints for mistyped channel URLs: a pasted webhook, a bare mail address, a web page.

A channel is an Apprise URL, and few know those by heart: they paste a webhook, a mail address or a page of
Slack's. The answers repeat nothing of what was typed, for it may hold a secret.
"""

from __future__ import annotations

import re

_MAIL = "mailtos://user:password@smtp.example.org?from=monitor@example.org&to=desk@example.org"
_SLACK_HOOK = "slack://T…/B…/… or the webhook's whole address, https://hooks.slack.com/services/T…/B…/…"
_SLACK = f"slack://xoxb-…/#channel with a bot's token, {_SLACK_HOOK}"
_MAIL_SCHEMES = r"(?:smtps?|e?mails?|submissions?|sendmail|starttls)"
_WHAT_TO_WRITE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), answer)
    for pattern, answer in (
        (
            rf"smtps:(?!//.*[?&]mode=)|{_MAIL_SCHEMES}://[^/?]*:465\b",
            f"mail with TLS from the start: write {_MAIL}&mode=ssl",
        ),
        (rf"{_MAIL_SCHEMES}:", f"mail: write {_MAIL}"),
        (
            r"mailtos?:(?!//)|[^\s/:]+@[^\s/:]+\.[^\s/:]+$",
            f"a mail address is not yet a way to send mail: write {_MAIL}",
        ),
        (r"(?:https?://|slack:/*)?hooks\.slack(?:-gov)?\.com/?", f"Slack's webhook: write {_SLACK_HOOK}"),
        (
            r"(?:https?://|slack:/*)?(?:[\w-]+\.)*slack\.com(?:[/:?#]|$)",
            f"a page of Slack's takes no messages: write {_SLACK}",
        ),
        (r"slack:(?!//)|xox[a-z]-|[#@][\w-]+$", f"Slack: write {_SLACK}"),
        (r"(?:https?://)?api\.telegram\.org", "Telegram: write tgram://BOT-TOKEN/CHAT-ID"),
        (r"telegram:", "Telegram: write tgram://BOT-TOKEN/CHAT-ID"),
        (r"(?:discord(?:app)?\.com/|discord:(?!//))", "Discord: write discord://WEBHOOK-ID/WEBHOOK-TOKEN"),
        (r"(?:ms)?teams:", "Microsoft Teams: write workflows://HOST/WORKFLOW/SIGNATURE"),
        (
            r"(?:webhook|hook|post)s?:",
            "a webhook of your own gets JSON: write jsons://host/path, or json:// without TLS",
        ),
        (r"https:", "a webhook of your own gets JSON: write jsons://host/path in place of https://host/path"),
        (r"http:", "a webhook of your own gets JSON: write json://host/path in place of http://host/path"),
        (r"console:(?!//)|(?:stdout|stderr|terminal|print)\b", "the terminal: write console://"),
        (r"[\w.+-]+:(?!//)", 'after the scheme come two slashes: write "scheme://…"'),
    )
)


def what_to_write(url: str) -> str | None:
    """Return what to write in place of *url*, which is no channel, or None where it cannot be determined."""
    typed = url.strip()
    return next((answer for pattern, answer in _WHAT_TO_WRITE if pattern.match(typed)), None)
