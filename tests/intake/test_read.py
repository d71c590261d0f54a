"""Bytes to report: formats, encodings, refusals."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import (
    BinaryFileError,
    DateError,
    EmptyReportError,
    EncodingError,
    InputError,
    LanguageError,
    LimitError,
    MissingFileError,
    NoTextError,
)
from onrecord.intake import Overrides, read_bytes, read_file, report_from_text
from onrecord.intake.sniff import sniff
from onrecord.model import Report

SENTENCE = "Three people were killed in Aden on Monday — “it’s over,” the mayor said."


def read(data: bytes) -> Report:
    """Read bytes under the name of test."""
    return read_bytes(data, source="test")


def test_plain_text() -> None:
    """The text as it is, named by its digest; the bytes by theirs."""
    data = (SENTENCE + "\n").encode()
    report = read(data)
    assert report.text == SENTENCE
    assert report.id == hashlib.sha256(SENTENCE.encode()).hexdigest()[:16]
    assert report.origin_sha256 == hashlib.sha256(data).hexdigest()
    assert (report.media_type, report.language, report.title) == ("text/plain", "en", None)
    assert report.published.basis == "unknown"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    """One text has one record in whatever encoding it comes."""
    assert read(SENTENCE.encode(encoding)).text == SENTENCE


def test_short_windows_text_is_not_chinese() -> None:
    """A curly apostrophe in Windows-1252 before a letter, which detectors take for Big5."""
    assert read("He said it’s over in Aden.".encode("cp1252")).text == "He said it’s over in Aden."


def test_file_cut_off_inside_a_character() -> None:
    """One broken byte does not turn the whole of UTF-8 into another encoding."""
    assert read((SENTENCE + " “No”").encode()[:-1]).text == SENTENCE + " “No\ufffd"


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        ("Три человека погибли в результате обстрела рынка в городе", "cp1251", "Russian"),
        ("Три человека погибли в результате обстрела рынка в городе", "utf-8", "Russian"),
        ("三名平民在市场遭炮击时丧生，监测组织周二表示。", "gb18030", "Chinese"),
        ("قتل ثلاثة مدنيين في قصف السوق في المدينة يوم الثلاثاء", "utf-8", "Arabic"),
        ("Trois civils ont été tués lorsqu'un obus a frappé un marché.", "cp1252", "French"),
        ("Drei Zivilisten wurden am Montag in Aden getötet.", "utf-8", "German"),
        ("Wanajeshi watatu waliuawa katika shambulio hilo la jana.", "utf-8", "Swahili"),
        ("በገበያ ላይ በተፈጸመ ጥቃት ሦስት ሰዎች ተገደሉ", "utf-8", "a language in Ethiopic script"),
        ("ဈေးတွင် လူသုံးဦး သေဆုံးခဲ့သည်", "utf-8", "a language in Myanmar script"),
    ],
)
def test_other_languages_are_named(text: str, encoding: str, language: str) -> None:
    """Whatever its encoding, a text that is not English is refused under its language's name."""
    with pytest.raises(LanguageError, match=f"the text is in {language}; only English is read"):
        read(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram kills 12 in Maiduguri",
        "UN condemns Goma attack",
        "Al-Shabaab militants attacked Garowe, Bosaso and Dhusamareb.",
        "Two dead.",
        "Сирия",  # too short to tell
        "“Слава Україні,” Mr Kovalenko shouted before the police led him and two other men away.",
    ],
)
def test_short_english_is_read(text: str) -> None:
    """Headlines made of foreign names are English, and so is anything too short to tell."""
    assert report_from_text(text).text == text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyReportError),
        (b" \r\n\t", EmptyReportError),
        ("\u200b\ufeff".encode(), EmptyReportError),
        (b"Text with a \x00 byte in it, and more text", BinaryFileError),
        (b"\x89PNG\r\n\x1a\n....", BinaryFileError),
        (b"{\\rtf1 Three people were killed}", BinaryFileError),
        (bytes(range(128, 256)) * 20, EncodingError),
        (b"<!doctype html><html><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>", NoTextError),
        (b"<html>" + b"<div>" * 50_000, NoTextError),
        (b"%PDF-1.4 and no more", NoTextError),
    ],
)
def test_refusals(data: bytes, error: type[InputError]) -> None:
    """Each kind of bad input has its own error, of one line, with the name of the source."""
    with pytest.raises(error) as caught:
        read(data)
    assert type(caught.value) is error
    assert str(caught.value).startswith("test: ")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes raise anything but an input error."""
    with suppress(InputError):
        assert read(data).text


def test_overrides_replace_what_was_found() -> None:
    """The caller's word wins; a date is checked first."""
    overrides = Overrides(title="T", publisher="P", published="2017-12", url="https://x.example/1")
    report = read_bytes(SENTENCE.encode(), source="test", overrides=overrides)
    assert (report.title, report.publisher, report.url) == ("T", "P", "https://x.example/1")
    assert (report.published.value, report.published.basis) == ("2017-12", "given")
    with pytest.raises(DateError, match="'12 May' is no EDTF date"):
        read_bytes(SENTENCE.encode(), source="test", overrides=Overrides(published="12 May"))


def test_files(tmp_path: Path) -> None:
    """A missing file, a folder and a file too large are refused."""
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert read_file(path).text == SENTENCE
    assert read_file(path, max_bytes=path.stat().st_size).text == SENTENCE
    with pytest.raises(LimitError, match="larger than 10 bytes"):
        read_file(path, max_bytes=10)
    with pytest.raises(MissingFileError, match="no such file"):
        read_file(tmp_path / "b.txt")
    with pytest.raises(MissingFileError, match="a folder"):
        read_file(tmp_path)
    with pytest.raises(MissingFileError, match="cannot be opened"):
        read_file("a\x00b")


def test_large_text_is_read() -> None:
    """Five megabytes, to the last line."""
    text = "\n".join([SENTENCE] * 70_000)
    assert len(text.encode()) > 5_000_000
    assert read(text.encode()).text == text


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_file_name_that_is_no_text(tmp_path: Path) -> None:
    """A name of undecodable bytes is read like any other."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(SENTENCE, encoding="utf-8")
    assert read_file(path).text == SENTENCE


@pytest.mark.parametrize(
    ("data", "declared", "found"),
    [
        ("Six died in Aden.<br>The mayor spoke.", "text/html", "text/html"),
        ("Six died in Aden.<br>The mayor spoke.", "application/xhtml+xml", "text/html"),
        ("Six died in Aden.<br>The mayor spoke.", "text/plain", "text/plain"),
        ("Six died in Aden.<br>The mayor spoke.", None, "text/plain"),
        ("Six died in Aden, < 10 were hurt, a@b.example > said.", "text/html", "text/plain"),
        ("<!DOCTYPE html><p>Six died in Aden, the mayor said.</p>", "text/plain", "text/html"),
    ],
    ids=["declared", "XHTML", "declared as text", "not declared", "no tag in it", "the bytes know better"],
)
def test_a_declared_type_decides_what_the_bytes_leave_open(data: str, declared: str | None, found: str) -> None:
    """A page that begins with words is one where its server says so."""
    assert sniff(data.encode(), source="test", declared=declared) == found
