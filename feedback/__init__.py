"""The readers' desk: error reports and doubts about an article, from the form to the answer."""
