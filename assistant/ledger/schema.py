"""The schema, kept by Alembic: brought up to date when the ledger is opened; a newer one is refused."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.vocabulary import Trouble

LATEST = "0001"


class LedgerError(Trouble):
    """The ledger cannot be used; the sentence says what to do."""


def bring_up_to_date(connection: Connection) -> None:
    """Run the migrations that are missing. Raises LedgerError when a newer program has written here."""
    version = _version(connection)
    if version == LATEST:
        return
    if version is not None and version > LATEST:
        raise LedgerError(
            f"A newer version of the assistant has written this database (schema {version}; this one knows {LATEST})."
            " Update the program, or restore an older backup."
        )
    _upgrade(connection)


def outdated(connection: Connection) -> str | None:
    """The version of a ledger that has to be migrated; None when it is new, up to date or too new."""
    version = _version(connection)
    return version if version is not None and version < LATEST else None


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # imported here: Alembic is only needed when there is something to migrate
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    command.upgrade(config, "head")
