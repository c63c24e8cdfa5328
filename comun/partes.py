"""De qué se compone un objeto: los modelos que se van con él, y por qué camino cuelgan."""

from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db import models

HONDURA = 4


class Parte(NamedTuple):
    """Un modelo que cuelga en cascada de otro: «mesas.Integrante» cuelga de la mesa por «instancia__mesa»."""

    modelo: type
    caminos: tuple[str, ...]

    def filtro(self, objeto):
        """Condición que cumplen las filas que cuelgan de `objeto`."""
        condicion = models.Q()
        for camino in self.caminos:
            condicion |= models.Q(**{camino: objeto.pk})
        return condicion


@cache
def partes_de(modelo):
    """Las partes de `modelo`, primero las que cuelgan de él y después las que cuelgan de sus partes."""
    caminos = {}
    por_mirar = [(modelo, "")]
    for _ in range(HONDURA):
        siguientes = []
        for padre, camino in por_mirar:
            for hijo, campo in _hijos(padre):
                if hijo is not modelo:
                    completo = f"{campo}__{camino}" if camino else campo
                    caminos.setdefault(hijo, []).append(completo)
                    siguientes.append((hijo, completo))
        por_mirar = siguientes
    return tuple(Parte(hijo, tuple(dict.fromkeys(suyos))) for hijo, suyos in caminos.items())


def _hijos(padre):
    for hijo in apps.get_models():
        if hijo.__name__.startswith("Historical"):
            continue
        for campo in hijo._meta.fields:
            relacion = campo.remote_field
            if relacion and relacion.model is padre and relacion.on_delete is models.CASCADE:
                yield hijo, campo.name
