"""Lo de actores que tiene página de historial y se elimina desde su ficha."""

from django.urls import reverse

from actores.models import Actor, Persona
from actores.permissions import puede_editar_actor, puede_editar_persona, puede_ver_contacto
from comun.historial import Historiado, anunciar

CONTACTO = frozenset({"correo", "telefono", "genero"})


def reservados_de_persona(usuario, persona):
    """El contacto y el género declarado, salvo para quien puede editar a esa persona."""
    return frozenset() if puede_ver_contacto(usuario, persona) else CONTACTO


def al_eliminar_a(persona):
    """La ficha de la institución que representaba, o el directorio."""
    ultima = persona.representaciones.select_related("actor").order_by("-vigente_hasta", "-pk").first()
    return ultima.actor.get_absolute_url() if ultima else reverse("actores_lista")


anunciar(
    Historiado("actor", Actor, puede_eliminar=puede_editar_actor, al_eliminar=lambda actor: reverse("actores_lista")),
    Historiado(
        "persona",
        Persona,
        reservados=reservados_de_persona,
        puede_eliminar=puede_editar_persona,
        ficha=lambda persona: reverse("persona_editar", args=[persona.codigo]),
        al_eliminar=al_eliminar_a,
    ),
)
