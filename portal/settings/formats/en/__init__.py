"""Dates as they are typed in English."""
