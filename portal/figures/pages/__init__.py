"""What public pages, blocks and files show of figures: words, findings, charts, tables."""
