"""Programs that touch files from outside, each a child without Django (see ``portal.media.sandbox``)."""
