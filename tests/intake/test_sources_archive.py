"""Zip archives and web archives: members, limits, what is unsafe, what is broken."""

import gzip
import io
import os
import random
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from onrecord.errors import InputError, LimitError, SourceError
from onrecord.intake import Overrides, read_bytes
from onrecord.intake.sources import SourceOptions

from .sources import OTHER, TEXT, find, make_page, make_record, memory_below, pack, write


def test_members_are_read_like_files(tmp_path: Path) -> None:
    """Each by its own kind, in the order of their names; what a folder would pass over is passed over."""
    members = {
        "b.txt": TEXT,
        "a/page.html": make_page(TEXT),
        "rows.jsonl": '{"id": "x", "text": "Rain."}',
        "packed.txt.gz": gzip.compress(OTHER.encode()),
        "photo.jpg": b"\xff\xd8\xff",
        "__MACOSX/._b.txt": b"\0",
        "empty/": "",
    }
    path = write(tmp_path, "a.zip", pack(members))
    found = find(path)
    assert found.refs == [f"{path}!{name}" for name in ("a/page.html", "b.txt", "packed.txt.gz", "rows.jsonl#x")]
    assert found.texts[1:] == [TEXT, OTHER, "Rain."]
    assert found.reasons == {"hidden": 1, "kind not read (.jpg)": 1}
    assert find(path, options=SourceOptions(include=("b.*",))).refs == [f"{path}!b.txt"]


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    """One is read, one in one in one is not unless a limit says so; the rest goes on."""
    inner = pack({"c.txt": OTHER})
    deep = write(tmp_path, "a.zip", pack({"b.zip": pack({"c.zip": inner, "d.txt": TEXT}), "e.txt": TEXT}))
    found = find(deep)
    assert found.refs == [f"{deep}!b.zip!c.zip", f"{deep}!b.zip!d.txt", f"{deep}!e.txt"]
    assert found.texts == [TEXT, TEXT]
    assert list(found.problems.values()) == [
        "an archive in an archive in an archive; unpack the outer one, or raise max_depth"
    ]
    assert find(deep, max_depth=2).texts == [OTHER, TEXT, TEXT]


@pytest.mark.parametrize(
    "name", ["../../etc/report.txt", "a/../../b.txt", "/etc/report.txt", "..\\up.txt", "C:\\up.txt", "C:/up.txt"]
)
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    """Refused, each by itself; nothing is ever written by such a name."""
    path = write(tmp_path, "a.zip", pack({name: TEXT, "z.txt": OTHER}))
    found = find(path)
    assert found.texts == [OTHER]
    assert list(found.problems.values()) == ["its name leads out of the archive"]
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_link_and_a_locked_member(tmp_path: Path) -> None:
    """A link could name any file of the machine; a password we do not have."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", TEXT)
    data = bytearray(buffer.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # the flag in the table of contents
    path = write(tmp_path, "a.zip", bytes(data))
    assert list(find(path).problems.values()) == [
        "a link, not a file",
        "encrypted; unpack the archive with its password",
    ]


def test_zip_bomb(tmp_path: Path) -> None:
    """A member of 100 MB in 100 kB is refused unread; what stands beside it is read."""
    path = write(tmp_path, "a.zip", pack({"bomb.txt": bytes(100_000_000), "z.txt": TEXT}))
    with memory_below(3_000_000):
        found = find(path)
    assert found.texts == [TEXT]
    assert isinstance(found.items[0].problem, LimitError)
    assert found.items[0].problem.reason.startswith("unpacks to more than 200 times its size")
    assert "larger than 50,000,000 bytes" in find(path, max_ratio=2_000).problems[f"{path}!bomb.txt"]


def make_overlapping(count: int) -> bytes:
    """A bomb whose many members are one and the same place of the file."""
    body = zlib.compress(os.urandom(400_000), 1)[2:-4]
    data = zlib.decompress(body, wbits=-15)
    crc, name = zlib.crc32(data), b"a.txt"
    sizes = (crc, len(body), len(data))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, len(name), 0) + name + body
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, len(name), 0, 0, 0, 0, 0, 0) + name
    contents = entry * count
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(contents), len(local), 0)
    return local + contents + end


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    """No member is suspicious alone; all together they unpack to more than the archive can hold.

    A Python with the mend of CVE-2024-0450 refuses each as overlapping another before that.
    """
    path = write(tmp_path, "a.zip", make_overlapping(100))
    found = find(path, max_ratio=10)
    is_refused_each = isinstance(found.items[-1].problem, SourceError)
    assert is_refused_each or isinstance(found.items[-1].problem, LimitError)
    assert found.items[-1].ref == (f"{path}!a.txt" if is_refused_each else str(path))
    assert sum(item.data is not None for item in found.items) < 20


def test_too_many_members(tmp_path: Path) -> None:
    """Refused before the table of contents is read."""
    path = write(tmp_path, "a.zip", pack({f"{number}.txt": TEXT for number in range(50)}))
    assert find(path, max_members=49).problems == {str(path): "an archive of more than 49 members; raise max_members"}
    assert len(find(path, max_members=50).texts) == 50


def test_a_lie_about_the_number_of_members(tmp_path: Path) -> None:
    """The end record may say anything: what is found counts too."""
    data = bytearray(pack({f"{number}.txt": TEXT for number in range(50)}))
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<2H", 1, 1)
    assert len(find(write(tmp_path, "a.zip", bytes(data)), max_members=49).problems) == 1


def test_total_of_unpacked_bytes_of_an_archive(tmp_path: Path) -> None:
    """When the budget is spent the archive ends with one problem."""
    path = write(tmp_path, "a.zip", pack({f"{number}.txt": os.urandom(800) for number in range(9)}))
    found = find(path, max_unpacked_bytes=2_000)
    assert [item.problem is None for item in found.items] == [True, True, False]


def test_broken_member_and_broken_archive(tmp_path: Path) -> None:
    """A member whose sum is wrong is one problem; a file that is no archive, or half of one, another."""
    data = bytearray(pack({"a.txt": TEXT * 40, "b.txt": OTHER}))
    data[45] ^= 0xFF
    path = write(tmp_path, "a.zip", bytes(data))
    found = find(path)
    assert found.texts == [OTHER]
    assert list(found.problems) == [f"{path}!a.txt"]
    for name, content in (("half.zip", data[: len(data) // 2]), ("no.zip", b"no archive"), ("none.zip", b"")):
        (item,) = find(write(tmp_path, name, bytes(content))).items
        assert isinstance(item.problem, SourceError)
        assert item.problem.reason == "broken or cut off: File is not a zip file"


def test_no_damage_raises(tmp_path: Path) -> None:
    """A thousand damaged archives of every kind give items or problems, and nothing else."""
    rng = random.Random(7)
    warc = make_record(make_page(TEXT).encode()) + make_record(gzip.compress(b"a" * 400))
    whole = {
        "a.zip": pack({"a.txt": TEXT * 9, "b.jsonl": '{"text": "x"}', "c.zip": pack({"d.txt": OTHER})}),
        "a.txt.gz": gzip.compress(TEXT.encode() * 9),
        "a.warc": warc,
        "a.warc.gz": gzip.compress(warc),
    }
    for number in range(1_000):
        name, data = rng.choice(sorted(whole.items()))
        damaged = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        if number % 3 == 0:
            del damaged[rng.randrange(len(damaged)) :]
        for item in find(write(tmp_path, name, bytes(damaged))).items:
            assert (item.data is None) == isinstance(item.problem, InputError)


def test_pages_of_a_web_archive(tmp_path: Path) -> None:
    """Responses with pages, under their address; all else is passed over and counted."""
    page = make_page(TEXT).encode()
    records = [
        make_record(b"", kind="request", status="GET / HTTP/1.1"),
        make_record(page),
        make_record(b"%PDF-1.4", url="http://coast.example/2", headers="Content-Type: application/pdf\r\n"),
        make_record(OTHER.encode(), url="http://coast.example/3", headers="Content-Type: text/plain\r\n"),
        make_record(b"\xff\xd8\xff", url="http://coast.example/4.jpg", headers="Content-Type: image/jpeg\r\n"),
        make_record(page, url="http://coast.example/5", status="HTTP/1.1 404 Not Found"),
        make_record(page, url="http://coast.example/6", headers=""),
    ]
    expected = [f"http://coast.example/{number}" for number in (1, 2, 3, 6)]
    plain = write(tmp_path, "a.warc", b"".join(records))
    each = write(tmp_path, "b.warc.gz", b"".join(map(gzip.compress, records)))
    once = write(tmp_path, "c.warc.gz", gzip.compress(b"".join(records)))
    for path in (plain, each, once):
        found = find(path)
        assert found.refs == expected
        assert found.items[0].data == page
        assert found.items[0].overrides == Overrides(url="http://coast.example/1")
        assert [item.media_type for item in found.items] == ["text/html", "application/pdf", "text/plain", None]
    assert sorted(found.reasons) == ["HTTP status 404", "WARC request record, not a response", "media type image/jpeg"]


CHUNKED = "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
PACKED = "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"5\r\nRain \r\n7\r\nin Aden\r\n0\r\n\r\n", CHUNKED),
        (gzip.compress(b"Rain in Aden"), PACKED),
        (zlib.compress(b"Rain in Aden"), PACKED.replace("gzip", "deflate")),
        (b"Rain in Aden", PACKED),  # stored unpacked, with the header it once had
        (b"Rain in Aden", CHUNKED),
    ],
)
def test_packing_of_the_transfer(tmp_path: Path, body: bytes, headers: str) -> None:
    """Taken off, where it is there."""
    assert find(write(tmp_path, "a.warc", make_record(body, headers=headers))).texts == ["Rain in Aden"]


def test_charset_of_the_transfer(tmp_path: Path) -> None:
    """What only the header of HTTP says is made to stand in the page; what the page says itself wins."""
    headers = "Content-Type: text/html; charset=windows-1250\r\n"
    told = make_record(make_page("Six died in Łódź, said Jerzy.").encode("cp1250"), headers=headers)
    (item,) = find(write(tmp_path, "a.warc", told)).items
    assert item.data is not None
    assert read_bytes(item.data, source="a").text == "Six died in Łódź, said Jerzy."
    page = make_page("Six died in Łódź, said Jerzy.", charset="windows-1250").encode("cp1250")
    (item,) = find(write(tmp_path, "b.warc", make_record(page))).items
    assert item.data == page


def test_bombs_in_a_web_archive(tmp_path: Path) -> None:
    """In the file's packing: the file ends. In one page's packing: the page is refused, the next is read."""
    page = gzip.compress(bytes(60_000_000))
    after = make_record(OTHER.encode(), url="http://coast.example/2")
    path = write(tmp_path, "a.warc", make_record(page, headers=PACKED) + after)
    with memory_below(150_000_000):
        found = find(path)
    assert found.problems == {"http://coast.example/1": "larger than 50,000,000 bytes; raise max_bytes, or split it"}
    assert found.texts == [OTHER]
    path = write(tmp_path, "b.warc.gz", gzip.compress(make_record(bytes(40_000_000)) + after))
    assert isinstance(find(path).items[-1].problem, LimitError)


def test_a_header_without_end(tmp_path: Path) -> None:
    """200 MB in one line of a header are not held in memory."""
    path = write(tmp_path, "a.warc.gz", gzip.compress(b"WARC/1.1\r\nX: " + b"a" * 200_000_000, compresslevel=1))
    with memory_below(3_000_000):
        found = find(path, max_ratio=2_000)
    assert "broken after record 0" in found.problems[str(path)]


def test_broken_web_archives(tmp_path: Path) -> None:
    """Cut off inside a page, damaged between two, no archive at all."""
    one, two = make_record(OTHER.encode()), make_record(TEXT.encode(), url="http://coast.example/2")
    found = find(write(tmp_path, "a.warc", one + two[:-40]))
    assert found.texts == [OTHER]
    assert found.problems == {"http://coast.example/2": "cut off: the archive ends inside it"}
    found = find(write(tmp_path, "b.warc", one + b"nonsense\r\n\r\n" + two))
    assert found.texts == [OTHER]
    assert list(found.problems.values()) == ["broken after record 1: Invalid WARC header"]
    found = find(write(tmp_path, "c.warc", b""), write(tmp_path, "d.warc.gz", gzip.compress(b"")))
    assert set(found.problems.values()) == {"no WARC record in it"}
