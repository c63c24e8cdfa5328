"""Cómo se nombra una fila de origen que viene de un documento."""


def con_fuente(descripcion, fuente):
    """La descripción y, si el dato la declara, su fuente: «Gasto del año. Fuente: 000, l. 18»."""
    return f"{descripcion}. Fuente: {fuente}" if fuente else descripcion
