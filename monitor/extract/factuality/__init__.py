"""Whether what is told took place: governors and scopes that compose from the outermost in."""
