"""What a tree, a case and a fault are made of. Imports nothing of the rest."""
