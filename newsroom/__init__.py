"""The project: settings, the map of the site, health and the demonstration newspaper."""
