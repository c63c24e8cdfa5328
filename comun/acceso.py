"""Las dos preguntas de toda vista: ¿lo puede ver? (si no, 404) y ¿lo puede hacer? (si no, 403)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404


def obtener_visible(queryset, usuario, **clave):
    """El único objeto de `queryset.visibles_para(usuario)` que cumple `clave`; si no hay, Http404.

    Lo que no se puede ver no existe (diseño, regla 10): quien no tiene derecho recibe lo mismo que ante un
    código inventado.
    """
    return get_object_or_404(queryset.visibles_para(usuario), **clave)


def exigir(condicion, mensaje="No tienes permiso para hacer esto."):
    """Levanta PermissionDenied (403) si no se cumple: lo ve, pero no lo puede hacer.

    `condicion` es lo que responde un predicado de permissions.py.
    """
    if not condicion:
        raise PermissionDenied(mensaje)
