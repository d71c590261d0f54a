"""Read shipped YAML and TSV strictly: every fault names its file and line.

YAML is composed to nodes, which know their lines, then built to plain data, then
converted to a frozen struct that forbids unknown fields. ``msgspec`` says where in
the data a fault lies; the path is looked up in the table of lines.

Limits: no tags or merge keys; a key is a string. An anchor keeps the line of its first use.
"""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from threading import Lock
from typing import Any, Final, TypeVar, get_args, get_origin

import msgspec
import yaml

from onrecord.errors import DataError, LexiconError

T = TypeVar("T")

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader written in C where PyYAML has it: ten times as fast, same nodes."""
FAULT: Final = re.compile(r"(?P<reason>.*?)(?: - at `(?P<path>\$.*?)`)?", re.DOTALL)
UNKNOWN: Final = re.compile(r"unknown field `(?P<key>[^`]*)`")

ONE_AT_A_TIME: Final = Lock()
"""Two threads that let msgspec meet a type for the first time can crash the interpreter."""

Lines = dict[str, int]
"""Path as ``msgspec`` writes it (``$.modes[0].name``) -> 1-based line."""


def read_yaml(file: Traversable, form: type[T], *, error: type[DataError] = LexiconError) -> T:
    """Read one YAML file into a typed structure.

    Args:
        file: A file inside the package.
        form: What it must hold; structs should be declared with ``forbid_unknown_fields``.
        error: What to raise.

    Raises:
        DataError: (as ``error``) No YAML, a key twice, an unknown key, a wrong type.
    """
    source = file.name
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else None
        raise error(str(fault.problem), source=source, line=line) from fault
    if root is None:
        raise error("empty file", source=source, line=1)
    lines: Lines = {}
    try:
        with ONE_AT_A_TIME:
            return _convert(_build(root, "$", lines), form, lines)
    except _FormError as fault:
        raise error(fault.reason, source=source, line=fault.line) from None


def read_tsv(file: Traversable, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Read the rows of a TSV file whose first row names its columns.

    Lines that begin with ``#`` and empty lines are left out.

    Args:
        file: A file inside the package.
        columns: The names that the first row must hold.

    Raises:
        LexiconError: Another first row, or a row with more or fewer cells.
    """
    rows: list[tuple[str, ...]] = []
    header_seen = False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if not header_seen:
            header_seen = True
            if cells != columns:
                raise LexiconError(f"columns {cells!r} are not {columns!r}", source=file.name, line=number)
        elif len(cells) != len(columns):
            raise LexiconError(f"{len(cells)} cells, not {len(columns)}", source=file.name, line=number)
        else:
            rows.append(cells)
    return tuple(rows)


class _FormError(Exception):
    """A fault found while nodes are built to data."""

    def __init__(self, reason: str, line: int | None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason)


def _build(node: yaml.Node, path: str, lines: Lines) -> Any:
    """Plain data of a node; writes the line of everything below it to ``lines``.

    Raises:
        _FormError: A key is no string, or stands twice.
    """
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if isinstance(node, yaml.ScalarNode):
        return _read_scalar(node, line)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, f"{path}[{index}]", lines) for index, item in enumerate(node.value)]
    built: dict[str, Any] = {}
    for key, value in node.value:
        key_line = key.start_mark.line + 1
        name = _read_scalar(key, key_line) if isinstance(key, yaml.ScalarNode) else None
        if not isinstance(name, str):
            raise _FormError("a key that is no string", key_line)
        if name in built:
            raise _FormError(f"key {name!r} twice", key_line)
        lines[f"{path}.{name}"] = key_line
        built[name] = _build(value, f"{path}.{name}", lines)
    return built


def _convert(data: Any, form: type[T], lines: Lines) -> T:
    """Typed structure of plain data; a mapping item by item, because ``msgspec`` names no keys in its paths.

    Raises:
        _FormError: The data has another form.
    """
    at = "$"
    try:
        if get_origin(form) is not dict or not isinstance(data, dict):
            return msgspec.convert(data, form)
        key_form, value_form = get_args(form)
        converted: Any = {}
        for key, value in data.items():
            at = f"$.{key}"
            converted[msgspec.convert(key, key_form)] = msgspec.convert(value, value_form)
        return converted  # type: ignore[no-any-return]
    except msgspec.ValidationError as fault:
        reason, line = _locate(str(fault), at, lines)
        raise _FormError(reason, line) from fault


def _read_scalar(node: yaml.ScalarNode, line: int) -> Any:
    """Value of a scalar. ``no`` and ``on`` are read as booleans, and so refused where a word is due.

    Raises:
        _FormError: It looks like a number or a date and is none.
    """
    tag = node.tag.rpartition(":")[2]
    if tag == "str":
        return node.value
    if tag == "null":
        return None
    if tag == "bool":
        return node.value.lower() in {"true", "yes", "on"}
    try:
        return int(node.value) if tag == "int" else float(node.value)
    except ValueError:
        raise _FormError(f"cannot read {node.value!r} as {tag}; quote it", line) from None


def _locate(message: str, at: str, lines: Lines) -> tuple[str, int | None]:
    """Reason and line of a fault that ``msgspec`` found below the path ``at``."""
    match = FAULT.fullmatch(message)
    reason = match["reason"] if match else message
    path = at + ((match["path"] if match else None) or "$")[1:]
    unknown = UNKNOWN.search(reason)
    if unknown:
        path = f"{path}.{unknown['key']}"
    while path not in lines and len(path) > 1:
        path = path[: max(path.rfind("."), path.rfind("["), 1)]
    return reason, lines.get(path)
