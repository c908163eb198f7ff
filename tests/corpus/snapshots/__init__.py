"""Tests of frozen corpora."""
