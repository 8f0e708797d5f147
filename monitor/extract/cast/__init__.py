"""Entities and coreference in one article: people, offices, governments, bodies, groups, pronouns."""
