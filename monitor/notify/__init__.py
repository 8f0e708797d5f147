"""Notifications: a match composed, worded and formatted for Slack, mail, console or Apprise, and sent."""
