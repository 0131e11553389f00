"""Products of the region, their certificates, the businesses that make them, and what is sent about them."""
