"""What Russian and Ukrainian share: cases, names, offices, and phrases whose endings say who does what to whom."""
