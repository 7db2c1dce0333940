"""The tree in the languages of other programs."""
