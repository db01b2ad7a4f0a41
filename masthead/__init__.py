"""The publisher: who prints this paper, its imprint, static pages and policies."""
