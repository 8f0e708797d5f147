"""Where articles come from: a folder today, feeds later.

A source finds what is new and complete, and hands it on in batches; it never changes what it
watches and keeps no state of its own: what has been taken in is the store's to say.
"""
