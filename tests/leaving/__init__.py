"""Leaving the site by a link in a text."""
