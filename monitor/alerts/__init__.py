"""Alerts: rules over events and coverage, an outbox that sends once, and channels."""
