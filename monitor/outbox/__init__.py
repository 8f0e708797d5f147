"""The life of a delivery (`state`), and what of a channel's queue is sent as one (`batching`); both pure."""
