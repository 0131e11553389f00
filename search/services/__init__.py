"""What happens to the index: marking what changed, draining it, building it again, holding it against the database."""
