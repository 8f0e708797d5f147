"""Claims: which reports of many articles tell of one and the same contact, who denies it, and why we think so."""
