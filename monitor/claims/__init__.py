"""Claims: which reports of many articles tell of one contact, who denies it, and why we think so."""
