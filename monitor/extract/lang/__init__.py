"""Language packs: a tagger and tables of words for each language in which facts are read."""
