"""The tree as boxes and arrows, before any way to draw them."""
