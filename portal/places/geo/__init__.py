"""What every map of the portal is drawn from: outlines, rivers, islets, label points, and the tools to place them.

The data files that are kept by hand, ``labels.geojson`` and ``roads.json``, carry their words in each language, which
``portal.places.map_words`` reads; the built ones carry only the names of the two archipelagos, which are Vietnamese in
every language. ``LICENCES.md`` says where the data come from.
"""
