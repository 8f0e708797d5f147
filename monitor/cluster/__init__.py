"""Which articles tell the same story: the same wire copy elsewhere, shortened, re-headlined, retold."""
