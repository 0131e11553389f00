"""What every app of the portal shares: sources, work rows, the base page, caching and headers."""
