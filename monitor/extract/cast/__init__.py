"""Who is who in one article: people, offices, governments, bodies, groups, and what points back to them."""
