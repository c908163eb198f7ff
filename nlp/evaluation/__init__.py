"""Measuring the pipeline against annotated articles."""
