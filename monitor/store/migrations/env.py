"""Alembic's environment: runs on the given connection, in its open transaction."""

from __future__ import annotations

from alembic import context

from monitor.store.schema import metadata

# The caller's transaction covers every step: a migration that fails leaves the store as it was.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
