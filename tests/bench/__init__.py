"""How much a request costs, as ratios of one run; never asserted, because machines differ and are noisy."""
