"""The drawing vocabulary the motifs share: sky, land, plants, water, houses, people, animals, boats, stonework."""
