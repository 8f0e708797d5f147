"""Story clusters: which articles are the same wire copy, shortened, re-headlined or retold."""
