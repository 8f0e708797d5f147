"""Language packs: a tagger and tables of words for each language that facts are read in."""
