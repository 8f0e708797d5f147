"""Tells cheaply which articles, and which of their sentences, are worth reading for facts."""
