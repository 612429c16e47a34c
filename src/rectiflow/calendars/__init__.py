"""Calendars that travel in the wheel, as data."""
