"""Spreadsheets of products: what a file says, column by column, and what is wrong with it; and how one is written.

Nothing here asks the database. Foreign files are taken apart by ``portal.media.sandboxed.tables`` in a child process.
"""
