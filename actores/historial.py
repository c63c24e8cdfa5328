"""Lo de actores que tiene página de historial y se elimina desde su ficha."""

from django.urls import reverse

from actores.models import Actor, Persona, Representacion
from actores.permissions import puede_editar_actor, puede_editar_persona, puede_ver_contacto
from comun.historial import Historiado, anunciar
from territorios.models import DireccionRegional, Region

CONTACTO = frozenset({"correo", "telefono", "genero"})


def reservados_de_persona(usuario, persona):
    """El contacto y el género declarado, salvo para quien puede editar a esa persona."""
    return frozenset() if puede_ver_contacto(usuario, persona) else CONTACTO


def actores_que_tocan_a(usuario):
    """De un directorio común, a una regional le importan los que trabajan en sus regiones."""
    visibles = Actor.objects.visibles_para(usuario)
    if not usuario.es_regional:
        return visibles
    direcciones = DireccionRegional.objects.al_alcance_de(usuario)
    return visibles.de_regiones(Region.objects.filter(direcciones__in=direcciones))


def personas_que_tocan_a(usuario):
    """Las que hablan por esos actores."""
    representan = Representacion.objects.filter(actor__in=actores_que_tocan_a(usuario))
    return Persona.objects.visibles_para(usuario).filter(pk__in=representan.values("persona"))


def al_eliminar_a(persona):
    """La ficha de la institución que representaba, o el directorio."""
    actor = persona.ultima_institucion()
    return actor.get_absolute_url() if actor else reverse("actores_lista")


anunciar(
    Historiado(
        "actor",
        Actor,
        que_le_tocan=actores_que_tocan_a,
        puede_eliminar=puede_editar_actor,
        al_eliminar=lambda actor: reverse("actores_lista"),
    ),
    Historiado(
        "persona",
        Persona,
        que_le_tocan=personas_que_tocan_a,
        reservados=reservados_de_persona,
        puede_eliminar=puede_editar_persona,
        ficha=lambda persona: reverse("persona_editar", args=[persona.codigo]),
        al_eliminar=al_eliminar_a,
    ),
)
