#!/usr/bin/env python
"""Django's command-line entry point; the embedded settings are the default so that a clone runs without any."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")
    execute_from_command_line(sys.argv)
