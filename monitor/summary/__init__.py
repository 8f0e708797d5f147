"""The sentence of an alert, made from the facts of an article."""
