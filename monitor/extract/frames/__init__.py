"""Event frames: which words report a contact, of what kind, and which party fills which slot."""
