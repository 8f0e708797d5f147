"""Alerts: what a match opens or joins, which channels are notified of it, when, and what silences them."""
