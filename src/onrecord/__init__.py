"""OnRecord reads news reports and puts on record who says what, through whom."""

__version__ = "0.1.0"
