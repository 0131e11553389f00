"""Forms of the business area, split by noun."""
