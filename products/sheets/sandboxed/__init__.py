"""Programs that read foreign spreadsheets; started by ``portal.media.sandbox``, imported by nobody."""
