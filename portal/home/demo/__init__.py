"""The demo content: real places with sources, loaded once into an empty portal."""
