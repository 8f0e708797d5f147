"""From matches to alerts: identity, routes, and a pure plan of what is told to whom."""
