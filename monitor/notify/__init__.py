"""From a match to words, and from words to Slack, mail, a terminal or any service Apprise speaks."""
