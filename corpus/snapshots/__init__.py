"""Frozen, citable corpora: files, manifest, splits, datasheet."""
