"""Alembic's entry: it works on the connection that the ledger hands over."""

from alembic import context
from sqlmodel import SQLModel

from assistant.ledger import tables

assert tables  # noqa: S101  imported so that SQLModel knows the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
