"""Judgements: replayed on readings of invented reports."""
