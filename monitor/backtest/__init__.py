"""Replaying an archive: what the daemon would have told of it, when, and to whom.

    archive ──▶ reading (all cores) ──▶ replay (in order, under a clock of its own) ──▶ Outcome ──▶ text, lines, page

The replay runs the daemon's own ingester, store, duties and couriers; only the files, the clock and the
channels are stand-ins. Nothing leaves the machine.
"""
