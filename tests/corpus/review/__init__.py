"""Tests of decisions on records."""
