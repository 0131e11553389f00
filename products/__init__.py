"""Products, certificates, businesses and exports: the app stands in its place, its models come with their own work."""
