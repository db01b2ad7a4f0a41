"""A database for processes of their own, which cannot see the one that pytest-django makes."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

import psycopg2


def own_database(folder: Path) -> str:
    """DATABASE_URL of a new database in the cluster that the suite runs on, one a folder; else of a file in it."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        return f"sqlite:///{folder / 'db.sqlite3'}"
    connection = psycopg2.connect(given)
    connection.autocommit = True
    name = f"own_{crc32(bytes(folder)):x}"
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    return urlsplit(given)._replace(path=f"/{name}").geturl()
