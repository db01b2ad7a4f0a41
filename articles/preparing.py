"""What is read of the old site before the database is asked: pages, rows of lists, and the files beside them.

Knows no models, so that other processes can do it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin

from . import saved_html, saved_list, saved_page
from .remaking import LARGEST_FILE, NotAPicture, Remade, name_for, remake
from .saved_page import LARGEST, SavedFile, SavedPage, Unreadable

LISTS = {".csv", ".json"}
PAGES = {".txt", ".htm", ".html", ".shtml", ".xhtml", ".asp", ".aspx", ".php", ".jsp"}
COMPANIONS = ("_files", ".files")  # what browsers call the folder with the files of a page
FEW, AHEAD = 40, 16
LARGEST_BESIDE = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to come: a file below `root`, or one row of it; `reason` says why there is none."""

    label: str
    path: Path
    root: Path
    address: str = ""
    row: saved_list.Row | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The content of a file that a page shows; a picture comes re-made, or with the reason why it can't."""

    name: str
    content: bytes
    remade: Remade | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The page of an entry with the files found beside it (by what stands for them), or why there is none."""

    entry: Entry
    page: SavedPage | None = None
    reason: str = ""
    found: dict[str, Beside] = field(default_factory=dict)


def entries(paths: Iterable[Path], *, base_url: str = "") -> list[Entry]:
    """The pages meant by files and folders, in order; `base_url` is where the old site had each folder.

    In folders, hidden files, files of other kinds and what browsers saved along with a page are left out.
    """
    found: dict[Path, Entry] = {}
    every: list[Entry] = []
    for path in paths:
        root = path if path.is_dir() else path.parent
        inside = sorted(one for one in path.rglob("*") if is_page(one, root)) if path.is_dir() else [path]
        for one in inside:
            entry = Entry(str(one), one, root.resolve(), address_below(base_url, one, root))
            if found.setdefault(one, entry) is entry:
                every += rows_of(entry) if one.suffix.lower() in LISTS else [entry]
    return every


def is_page(path: Path, root: Path) -> bool:
    inside = path.relative_to(root)
    hidden = any(part.startswith(".") for part in inside.parts)
    companion = any(part.endswith(COMPANIONS) for part in inside.parts[:-1])
    return not hidden and not companion and path.suffix.lower() in PAGES | LISTS and path.is_file()


def address_below(base_url: str, path: Path, root: Path) -> str:
    if not base_url or path.suffix.lower() in LISTS | {".txt"}:
        return ""
    return urljoin(f"{base_url.rstrip('/')}/", quote(path.relative_to(root).as_posix()))


def rows_of(entry: Entry) -> list[Entry]:
    """An entry for each row of a list, or one that says why it can't be read."""
    try:
        with entry.path.open("rb") as file:
            data = file.read(saved_list.LARGEST_LIST + 1)
        rows = saved_list.rows(data, is_json=entry.path.suffix.lower() == ".json")
    except OSError as error:
        return [Entry(entry.label, entry.path, entry.root, reason=f"打不开：{error.strerror}")]
    except Unreadable as error:
        return [Entry(entry.label, entry.path, entry.root, reason=str(error))]
    return [Entry(f"{entry.label} {where}", entry.path, entry.root, row=row) for where, row in rows]


def prepare(entry: Entry, known: frozenset[str] = frozenset()) -> Prepared:
    """Read an entry and the files it shows; pictures whose name is `known` are not made again."""
    if entry.reason:
        return Prepared(entry, reason=entry.reason)
    try:
        page = saved_list.page(entry.row) if entry.row is not None else page_in(entry)
    except OSError as error:
        return Prepared(entry, reason=f"打不开：{error.strerror}")
    except Unreadable as error:
        return Prepared(entry, reason=str(error))
    paths = {file: find(file.address, page=entry.path, root=entry.root) for file in page.files}
    found = {file.stands_for: read_beside(file, path, known) for file, path in paths.items() if path}
    return Prepared(entry, page, found=found)


def page_in(entry: Entry) -> SavedPage:
    with entry.path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if saved_html.looks_like_html(data):
        return saved_html.read(data, address=entry.address)
    return saved_page.read(data)


def find(address: str, *, page: Path, root: Path) -> Path | None:
    """The file that an address on the page means: where it says, in a copy of the old folders, or by its name
    beside the page. Never outside of `root` (resolved), whatever the page says.
    """
    written = saved_html.path_of(address)
    # Servers of the time wrote Chinese names in either encoding, and one may look like the other.
    decoded = (unquote(written, codec, "replace") for codec in ("utf-8", "gb18030"))
    paths = dict.fromkeys(path.replace("\\", "/") for path in decoded)
    folders = [page.parent, *(folder for folder in page.resolve().parents if folder.is_relative_to(root))]
    companions = [page.with_name(page.stem + ending) for ending in COMPANIONS]
    for path in paths:
        name = path.rpartition("/")[2]
        if not name or name.startswith("."):
            continue
        candidates = [folder / path.lstrip("/") for folder in folders]
        candidates += [folder / name for folder in (*companions, page.parent)]
        if found := next((one for one in candidates if is_inside(one, root)), None):
            return found
    return None


def is_inside(path: Path, root: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except OSError:  # a name that no file can have
        return False


def read_beside(file: SavedFile, path: Path, known: frozenset[str]) -> Beside:
    try:
        with path.open("rb") as opened:
            content = opened.read((LARGEST_FILE if file.is_picture else LARGEST_BESIDE) + 1)
    except OSError as error:
        return Beside(path.name, b"", reason=f"打不开：{error.strerror}")
    if not file.is_picture or len(content) > LARGEST_FILE or name_for(content) in known:
        return Beside(path.name, content)
    try:
        return Beside(path.name, content, remake(content))
    except NotAPicture as error:
        return Beside(path.name, content, reason=str(error))


def prepared(every: list[Entry], known: frozenset[str]) -> Iterator[Prepared]:
    """All of them in order; many are read ahead by other processes, a few at a time."""
    if len(every) <= FEW:
        yield from (prepare(entry, known) for entry in every)
        return
    waiting: deque[Future[Prepared]] = deque()
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent, (known,)) as pool:
        try:
            for entry in every:
                waiting.append(pool.submit(prepare_known, entry))
                if len(waiting) >= AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


_known: dict[str, Any] = {"names": frozenset()}


def end_with_parent(known: frozenset[str]) -> None:
    """In each process: what is known, and an end when the command ends, however that comes about."""
    _known["names"] = known
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=end_after, args=(parent,), daemon=True).start()


def end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def prepare_known(entry: Entry) -> Prepared:
    return prepare(entry, _known["names"])
