"""Figures with their source and status: visitors and exports of the two provinces."""
