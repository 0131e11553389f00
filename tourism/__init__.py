"""Destinations, attractions, events and itineraries of the provinces."""
