"""The exit statuses of all commands; README.md has the same table."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit statuses of `monitor`; one ended by a second signal has 128 + its number, as in any shell."""

    DONE = 0
    FAILED = 1
    """Not found, unreadable, a test that failed; `run`: it could not start, or its store was taken away."""
    FAULTY = 2
    """Faulty rules, configuration or usage."""
    LEFT = 3
    """`run --once`: something waits that should not."""
    PART_DIED = 4
    """`run`: a part hung or died, and a supervisor is to start it anew."""
    INTERRUPTED = 130
    """Ctrl-C: 128 + SIGINT."""
    READER_GONE = 141
    """The reader of a pipe went away: 128 + SIGPIPE."""
