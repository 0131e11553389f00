"""Deterministic papercut illustrations: one scene per place, festival and page, and the pictures rendered from them.

The drawing (canvas, elements, motifs, scenes) needs the standard library only; `render` needs Pillow and resvg-py.
"""
