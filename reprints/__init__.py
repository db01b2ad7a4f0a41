"""The rights desk: other media ask for a licence, the desk decides, and the answer is kept."""
