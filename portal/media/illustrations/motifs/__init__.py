"""The motifs: each function draws one kind of place on an empty scene, varied by its options and the scene's seed."""
