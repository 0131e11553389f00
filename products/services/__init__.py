"""Every change of products and businesses that has a rule or an effect: one verb each, in one transaction."""
