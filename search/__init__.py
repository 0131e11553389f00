"""The only place that knows the search engines; pages get findable here."""
