"""The paper: articles from the first word to the last reader."""
