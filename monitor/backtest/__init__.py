"""Replaying an archive: what the daemon would have sent of it, when, and to whom.

    archive ──▶ reading ──────▶ replay ───────────▶ Outcome ──▶ text, lines, page
                on all cores    in order, under a
                                clock of its own

The replay runs the daemon's own ingester, store, scheduled jobs and delivery workers; only the files, the
clock and the channels are stand-ins. Nothing leaves the machine.
"""
