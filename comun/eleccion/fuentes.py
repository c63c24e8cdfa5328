"""De dónde sale lo que se ofrece al elegir: un tipo, quién lo puede buscar y cómo se nombra."""

from collections.abc import Callable
from dataclasses import dataclass

A_LO_MAS = 20
FUENTES = {}


@dataclass(frozen=True)
class Fuente:
    """Un tipo de objeto que se elige por su nombre o su código.

    `puede(usuario)`: si puede buscarlos. `consulta(usuario)`: los que puede elegir. `buscar(filas, texto)`: los que
    llevan el texto, en el orden en que se ofrecen. `nota(fila)`: lo que distingue a dos del mismo nombre.
    """

    tipo: str
    puede: Callable
    consulta: Callable
    buscar: Callable
    nota: Callable = lambda fila: ""
    nombre: Callable = lambda fila: fila.nombre

    def hallar(self, usuario, texto):
        """Hasta A_LO_MAS resultados, como los recibe el navegador."""
        filas = self.buscar(self.consulta(usuario), texto)[:A_LO_MAS]
        return [
            {"codigo": fila.codigo, "nombre": str(self.nombre(fila)), "nota": str(self.nota(fila))} for fila in filas
        ]


def registrar(fuente):
    """Deja la fuente disponible para las pantallas y para `/buscar/<tipo>.json`."""
    FUENTES[fuente.tipo] = fuente
    return fuente
