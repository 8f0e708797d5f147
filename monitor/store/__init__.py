"""The store: tables, queries and transactions on SQLite or PostgreSQL.

`store.py` is the way in, `schema/` the tables, `records.py` the rows that are written. SQLite by
default, PostgreSQL by the same schema and queries.
"""
