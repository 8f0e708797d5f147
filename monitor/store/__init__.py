"""The one durable state: what was taken in, what was found in it, who was told.

`store.py` is the way in, `schema/` the tables, `records.py` the rows that are written. SQLite by
default, PostgreSQL by the same schema and queries.
"""
