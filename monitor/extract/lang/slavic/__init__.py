"""What Russian and Ukrainian share.

Cases, names, offices, and phrases whose endings say who does what to whom.
"""
