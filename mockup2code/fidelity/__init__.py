"""How near a page is to its picture: figures, one figure from 0 to 100, and where the two differ. Never Django."""
