"""Russian and Ukrainian: what the two languages share, from morphology to facts.

Cases, names, offices, and phrases whose endings say who does what to whom.
"""
