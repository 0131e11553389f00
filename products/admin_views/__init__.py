"""What officers do in the admin, split by noun; every view begins with ``desk.DeskView`` and sees one scope alone."""
