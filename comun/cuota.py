"""Cuotas por conexión para lo que se abre sin cuenta."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache


def dentro_de_la_cuota(peticion, nombre, *, cuantas, segundos):
    """Cuenta una petición de esa conexión y dice si todavía no pasa de `cuantas` en el lapso en curso."""
    lapso = int(time.time() // segundos)
    clave = f"cuota:{nombre}:{lapso}:{get_adapter().get_client_ip(peticion)}"
    cache.add(clave, 0, segundos)
    return cache.incr(clave) <= cuantas
