"""How people type dates in the admin, a module for each language of it (FORMAT_MODULE_PATH)."""
