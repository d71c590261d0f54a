"""Paths to items: files, folders, globs, gzip, what is passed over and what is refused."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import LimitError, MissingFileError, SourceError
from onrecord.intake import read_bytes
from onrecord.intake.sources import SourceOptions, find_items
from onrecord.intake.sources.stream import split_lines

from .sources import OTHER, TEXT, find, make_page, memory_below, write


def test_a_file_is_one_item(tmp_path: Path) -> None:
    """Its bytes under its path; what it is, its bytes say."""
    path = write(tmp_path, "a.txt", TEXT)
    (item,) = find(path).items
    assert (item.ref, item.data, item.problem, item.media_type) == (str(path), TEXT.encode(), None, None)


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    """Folders and files alike, each folder where its name stands."""
    for name in ("b.txt", "a/z.html", "a/b/c.md", "c", "B.txt"):
        write(tmp_path, name, make_page(TEXT) if name.endswith("html") else TEXT)
    expected = ["B.txt", "a/b/c.md", "a/z.html", "b.txt", "c"]
    assert find(tmp_path).refs == [str(tmp_path / name) for name in expected]


def test_what_a_folder_holds_beside_reports_is_counted(tmp_path: Path) -> None:
    """Hidden files and folders, kinds that are not read, devices; nothing of it is silently dropped."""
    write(tmp_path, "a.txt", TEXT)
    for name in (".hidden.txt", ".git/HEAD", "photo.JPG", "meta.json", "notes.docx"):
        write(tmp_path, name, TEXT)
    write(tmp_path, "map.xml", "<urlset><url>https://coast.example/1</url></urlset>")
    write(tmp_path, "picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    write(tmp_path, "memory.dump", b"\0\1\2" * 400)
    os.mkfifo(tmp_path / "pipe")
    found = find(tmp_path)
    assert found.refs == [str(tmp_path / "a.txt")]
    assert found.reasons == {
        "hidden": 2,
        "kind not read (.jpg)": 1,
        "kind not read (.json)": 1,
        "kind not read (.docx)": 1,
        "kind not read (.xml)": 1,
        "a PNG image, not text, HTML or PDF": 1,
        "a binary file, not text, HTML or PDF": 1,
        "not a file": 1,
    }


def test_what_is_named_is_read_whatever_it_is(tmp_path: Path) -> None:
    """A hidden file or one of another kind is an item where the user names it."""
    paths = [write(tmp_path, name, TEXT) for name in (".notes", "a.json", "b.log")]
    assert find(*paths).texts == [TEXT] * 3


def test_links(tmp_path: Path) -> None:
    """A link to a file is that file; links to folders, circles and dead ends are passed over."""
    write(tmp_path, "a/report.txt", TEXT)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a" / "report.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "d.txt")
    (tmp_path / "e.txt").symlink_to(tmp_path / "nowhere")
    found = find(tmp_path)
    assert found.refs == [str(tmp_path / "a/report.txt"), str(tmp_path / "c.txt")]
    assert found.reasons == {"link to a folder": 2, "not a file": 2}
    assert find(tmp_path / "b").refs == [str(tmp_path / "b/report.txt")]  # named, it is followed


def test_folders_in_folders(tmp_path: Path) -> None:
    """However deep: more than calls of functions may be."""
    folders = [tmp_path.joinpath(*["d"] * depth) for depth in range(1, 1_020)]
    for folder in folders:
        folder.mkdir()
    file = write(folders[-1], "a.txt", TEXT)
    try:
        assert find(tmp_path).texts == [TEXT]
    finally:  # the test runner could not
        file.unlink()
        for folder in reversed(folders):
            folder.rmdir()


def test_globs(tmp_path: Path) -> None:
    """A pattern is its files in order; one that fits nothing is a problem; a file of that very name wins."""
    for name in ("b.txt", "a.txt", "c.md", "d/e.txt"):
        write(tmp_path, name, TEXT)
    assert find(tmp_path / "*.txt").refs == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert len(find(tmp_path / "**/*.txt").items) == 3
    nothing = str(tmp_path / "*.pdf")
    assert find(nothing).problems == {nothing: "no file fits this pattern"}
    odd = write(tmp_path, "x[1].txt", OTHER)
    assert find(odd).texts == [OTHER]


def test_include_and_exclude(tmp_path: Path) -> None:
    """By name or by path below the folder; an excluded folder is not walked; an included kind is read."""
    for name in ("a.txt", "b.log", "old/c.txt", "new/d.txt"):
        write(tmp_path, name, TEXT)
    found = find(tmp_path, options=SourceOptions(include=("*.log", "new/*"), exclude=("old",)))
    assert found.refs == [str(tmp_path / "b.log"), str(tmp_path / "new/d.txt")]
    assert found.skipped == {str(tmp_path / "a.txt"): "not included", str(tmp_path / "old"): "excluded"}


def test_what_is_missing_does_not_stop_the_rest(tmp_path: Path) -> None:
    """A path that leads nowhere is a problem between two reports."""
    a, b = write(tmp_path, "a.txt", TEXT), write(tmp_path, "b.txt", OTHER)
    found = find(a, tmp_path / "none.txt", "zero\0byte", "", b)
    assert found.texts == [TEXT, OTHER]
    assert list(found.problems.values()) == ["no such file", "cannot be opened: embedded null byte", "no such file"]
    assert isinstance(found.items[1].problem, MissingFileError)


def test_names_in_no_encoding(tmp_path: Path) -> None:
    """A file's name need not be UTF-8; its ref can be stored all the same."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(TEXT)
    (item,) = find(tmp_path).items
    assert item.ref == f"{tmp_path}/caf\\xe9.txt"


def test_standard_input(tmp_path: Path) -> None:
    """``-`` is read by its content: a text, a table, an archive."""
    program = (
        "from onrecord.intake.sources import find_items\nfor item in find_items(['-']): print(item.ref, item.data)"
    )
    row = b'{"id": "r7", "text": "Rain."}\n'
    for data, expected in ((b"Rain.", "standard input b'Rain.'"), (gzip.compress(row), "standard input#r7 b'Rain.'")):
        run = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
        assert run.stdout.decode().strip() == expected


def test_gzip(tmp_path: Path) -> None:
    """Unpacked under its own path, as the kind that its inner name says, of one or many members."""
    path = write(tmp_path, "a.txt.gz", gzip.compress(TEXT[:40].encode()) + gzip.compress(TEXT[40:].encode()))
    assert find(path).texts == [TEXT]
    assert find(path).refs == [str(path)]


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b", gzip.compress(TEXT.encode())[:-9], b"no gzip at all"])
def test_broken_gzip(tmp_path: Path, data: bytes) -> None:
    """Cut off or no gzip: a problem, or for no bytes an empty report that the reader refuses."""
    (item,) = find(write(tmp_path, "a.txt.gz", data)).items
    assert isinstance(item.problem, SourceError) or item.data == b""


def test_gzip_bomb(tmp_path: Path) -> None:
    """40 MB of zeros in 40 kB are refused after the first of them, with a limit that can be raised."""
    path = write(tmp_path, "a.txt.gz", gzip.compress(bytes(40_000_000)))
    with memory_below(5_000_000):
        (item,) = find(path).items
    assert isinstance(item.problem, LimitError)
    assert item.problem.reason.startswith("unpacks to more than 200 times its size, as a bomb does")
    assert find(path, max_ratio=2_000).items[0].data == bytes(40_000_000)


def test_gzip_in_gzip_in_gzip(tmp_path: Path) -> None:
    """Packed more often than the depth allows."""
    data = TEXT.encode()
    for _ in range(3):
        data = gzip.compress(data)
    path = write(tmp_path, "a.gz", data)
    assert list(find(path).problems.values()) == [
        "packed in an archive in an archive; unpack the outer one, or raise max_depth"
    ]
    assert find(path, max_depth=2).texts == [TEXT]


def test_total_of_unpacked_bytes(tmp_path: Path) -> None:
    """A budget for all that lies in one file."""
    path = write(tmp_path, "a.txt.gz", gzip.compress(os.urandom(5_000)))
    assert "unpacks to more than 4,000 bytes" in find(path, max_unpacked_bytes=4_000).problems[str(path)]


def test_large_report(tmp_path: Path) -> None:
    """A report above the limit is refused without being held."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # takes no room on disk
    with memory_below(3_000_000):
        (item,) = find(path, max_bytes=1_000_000).items
    assert isinstance(item.problem, LimitError)


def test_streams(tmp_path: Path) -> None:
    """The first item comes before the second file is looked at."""
    paths = [str(write(tmp_path, "a.txt", TEXT)), str(tmp_path / "b.txt")]
    items = find_items(paths)
    assert next(items).problem is None
    write(tmp_path, "b.txt", OTHER)
    assert next(items).data == OTHER.encode()


@given(
    lines=st.lists(st.binary(max_size=12).filter(lambda line: b"\n" not in line), max_size=8),
    size=st.integers(1, 5),
    limit=st.integers(0, 12),
)
@settings(max_examples=60)
def test_lines_in_any_pieces(lines: list[bytes], size: int, limit: int) -> None:
    """However the bytes are cut into pieces, the lines are the same, and the long ones are left out."""
    data = b"\n".join(lines)
    file = io.BytesIO(data)
    pieces = iter(lambda: file.read(size), b"")
    expected = [line if len(line.rstrip(b"\n")) <= limit else None for line in io.BytesIO(data)]
    assert list(split_lines(pieces, max_bytes=limit)) == expected


def test_items_can_be_read(tmp_path: Path) -> None:
    """What comes out goes into ``read_bytes``."""
    (item,) = find(write(tmp_path, "a.html", make_page(TEXT))).items
    assert item.data is not None
    assert read_bytes(item.data, source=item.ref, overrides=item.overrides).text == TEXT
