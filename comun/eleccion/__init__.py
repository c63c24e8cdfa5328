"""Elegir un objeto entre muchos escribiendo parte de su nombre, con guion de navegador o sin él.

    comuna = Eleccion(Comuna.objects.all(), tipo="comuna", label="comuna", required=False)
    comunas = Elecciones(Comuna.objects.all(), tipo="comuna", label="comunas", required=False)

Cada app registra sus tipos en su módulo `elecciones`; `/buscar/<tipo>.json?q=` responde lo que cada quien puede ver.
"""

from comun.eleccion.campos import Eleccion, Elecciones, EntradaDeEleccion, codigo_escrito
from comun.eleccion.fuentes import A_LO_MAS, FUENTES, Fuente, registrar

__all__ = [
    "A_LO_MAS",
    "FUENTES",
    "Eleccion",
    "Elecciones",
    "EntradaDeEleccion",
    "Fuente",
    "codigo_escrito",
    "registrar",
]
