"""Deterministic papercut illustrations, and the pictures rendered from them.

Every place, festival and page has its scene, every product its still life.

The drawing (canvas, elements, motifs, goods, scenes, products) needs the standard library only; `render` needs Pillow
and resvg-py.
"""
