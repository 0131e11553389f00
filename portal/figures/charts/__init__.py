"""Charts of figures, drawn as SVG from values alone.

Three rules no chart may break: what is confirmed is solid, what is estimated is hatched, what is aimed at is hollow,
dashed and stands apart, never joined by a line; bars start at zero; a year without a figure says so and is never
filled in. Each chart is drawn twice, for wide and for narrow pages, from the same marks.
"""
