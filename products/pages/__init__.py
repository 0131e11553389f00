"""What public pages of products show, composed from query sets; nothing here writes."""
