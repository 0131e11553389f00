"""Dates as they are typed in Vietnamese."""
