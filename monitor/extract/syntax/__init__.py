"""The words of a sentence and how they hang together: tags, noun and verb groups, clauses."""
