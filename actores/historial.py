"""Lo de actores que tiene página de historial."""

from actores.models import Actor, Persona
from actores.permissions import puede_ver_contacto
from comun.historial import Historiado, anunciar

CONTACTO = frozenset({"correo", "telefono", "genero"})


def reservados_de_persona(usuario, persona):
    """El contacto y el género declarado, salvo para quien puede editar a esa persona."""
    return frozenset() if puede_ver_contacto(usuario, persona) else CONTACTO


anunciar(Historiado("actor", Actor), Historiado("persona", Persona, reservados=reservados_de_persona))
