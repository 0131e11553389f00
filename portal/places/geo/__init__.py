"""What every map of the portal is drawn from: outlines, rivers, islets, label points, and the tools to place them.

The data files beside this module carry no words to translate but the names of the two archipelagos, which are
Vietnamese in every language; ``LICENCES.md`` says where the data come from.
"""
