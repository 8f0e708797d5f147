"""Sources: where articles come from. A watched folder today; another kind of source belongs here.

A source finds what is new and complete, and hands it on in batches; it never changes what it
watches and keeps no state of its own: what has been taken in is the store's to say.
"""
