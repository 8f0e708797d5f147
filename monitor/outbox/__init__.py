"""The outbox: a delivery's state machine (`state`) and the batching of a channel's queue. Pure."""
