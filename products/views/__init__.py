"""Views, split by who they are for and what they show."""
