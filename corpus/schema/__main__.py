"""Writes `record-1.json` anew from the types."""

from corpus.schema import FILE, render_schema

FILE.write_text(render_schema(), encoding="utf-8")
