"""De lo guardado en una mesa al árbol de un documento."""
