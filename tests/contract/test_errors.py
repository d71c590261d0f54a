"""The tree of errors in the docstring is that of the classes."""

import re

from onrecord import errors

ROW = re.compile(r"^ {4}([│├└─ ]*)(\w+Error)\b")


def drawn() -> list[tuple[int, str]]:
    """Depth and name of each class as the docstring draws it."""
    rows = map(ROW.match, (errors.__doc__ or "").splitlines())
    return [(len(row[1]) // 4, row[2]) for row in rows if row]


def real(base: type[errors.OnRecordError], depth: int = 0) -> list[tuple[int, str]]:
    """The same of the classes of the module, in the order of their definition."""
    below = [kind for kind in base.__subclasses__() if kind.__module__ == errors.__name__]
    return [(depth, base.__name__), *(row for kind in below for row in real(kind, depth + 1))]


def test_tree_is_drawn_as_it_is() -> None:
    """Same classes, same bases, same order."""
    assert drawn() == real(errors.OnRecordError)


def test_every_error_says_what_it_is() -> None:
    """Each class of the tree has a docstring of its own."""
    for _, name in drawn():
        assert vars(errors)[name].__doc__
