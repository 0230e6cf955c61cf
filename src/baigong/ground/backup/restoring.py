"""The database out of a backup, in one transaction that proves itself: afterwards all of it is there, or nothing."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from baigong.ground.backup.programs import Programs
from baigong.ground.backup.reading import Backup, add_missing, swap_folder
from baigong.ground.backup.writing import ADDED, DATABASE, FOLDERS
from baigong.ground.node.home import Home

EMPTIED = """
SET client_min_messages = error;
SET lock_timeout = '30s';
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
# The programs may be newer than the server.
UNKNOWN_TO_OLDER = b"SET transaction_timeout"
# A dump says this of every schema but it cannot be said twice; a load under way left its staging tables.
LEFT_OUT = re.compile(r" SCHEMA - public | (TABLE|TABLE DATA) public staging_")


def restore_database(backup: Backup, programs: Programs, scratch: Path) -> None:
    """In place of whatever was in the database; refused, it is as it was."""
    dump, contents = scratch / "database.dump", scratch / "database.list"
    backup.pour(DATABASE, dump)
    with programs.reading("pg_restore", "--list", str(dump)) as listed:
        lines = listed.read().decode()
    contents.write_text("\n".join(line for line in lines.splitlines() if not LEFT_OUT.search(line)))
    words = ("--no-owner", "--no-privileges", f"--use-list={contents}", "--file=-", str(dump))
    with programs.reading("pg_restore", *words) as script, programs.writing(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", programs.database
    ) as session:  # fmt: skip
        session.write(EMPTIED.encode())
        session.writelines(line for line in _head(script) if not line.startswith(UNKNOWN_TO_OLDER))
        shutil.copyfileobj(script, session, 1 << 20)
        session.write("".join(_proofs(backup.manifest.rows)).encode())


def _head(script: IO[bytes]) -> Iterator[bytes]:
    """The settings with which a script begins, up to the first that it makes."""
    for line in script:
        yield line
        if line.startswith((b"CREATE", b"COPY")):
            return


def _proofs(rows: Mapping[str, int]) -> Iterator[str]:
    """Each table has as many rows as when the backup was taken, or the transaction ends here."""
    yield "\nSET search_path = public;\n"
    for table, count in rows.items():
        name = '"' + table.replace('"', '""') + '"'
        yield (
            f"DO $$ BEGIN IF (SELECT count(*) FROM {name}) <> {count} THEN "
            f"RAISE 'the rows of % are not as many as they were', '{table.replace(chr(39), '')}'; END IF; END $$;\n"
        )


def swap_files(home: Home, scratch: Path) -> None:
    """The files of the backup, poured into a folder beside, in place of the node's own."""
    for folder in FOLDERS:
        swap_folder(scratch / folder, home.folder / folder)
    for folder in ADDED:
        add_missing(scratch / folder, home.folder / folder)
    # Laid out from records that are no longer there.
    for path in home.folder.glob("lake*"):
        shutil.rmtree(path, ignore_errors=True)
