"""A date on the command line."""

from __future__ import annotations

from typing import Any, Final

import click

from onrecord.model.edtf import is_edtf


class _Edtf(click.ParamType[str]):
    name = "edtf"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "EDTF"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_edtf(str(value)):
            self.fail(f"{value!r} is no EDTF date (such as 2017-12-01, 2017-12 or 2013/2017).", param, ctx)
        return str(value)


EDTF: Final = _Edtf()
