"""Lo de actores que se halla con el buscador; un observador no halla a nadie."""

from django.db.models import Prefetch
from django.urls import reverse

from actores.models import Actor, Persona, Representacion
from comun.buscador import Buscable, registrar


def _personas(usuario):
    representaciones = Representacion.objects.select_related("actor").order_by("-pk")
    return Persona.objects.visibles_para(usuario).prefetch_related(
        Prefetch("representaciones", representaciones, to_attr="representaciones_leidas")
    )


def _nota_de_persona(persona):
    """Por quién habla y con qué cargo; lo más nuevo primero."""
    return "; ".join(
        ", ".join(filter(None, (uno.cargo, uno.actor.nombre_con_sigla))) for uno in persona.representaciones_leidas[:2]
    )


def _url_de_persona(persona):
    """La ficha del actor por el que habla; si no habla por ninguno, su historial."""
    for representacion in persona.representaciones_leidas:
        return representacion.actor.get_absolute_url()
    return reverse("historial", args=["persona", persona.codigo])


registrar(
    Buscable(
        "Actores",
        "building",
        puesto=40,
        prefijo=Actor.PREFIJO,
        visibles=lambda usuario: Actor.objects.visibles_para(usuario).select_related("tipo"),
        buscar=lambda filas, texto: filas.en_uso().buscar(texto).order_by("nombre", "codigo"),
        titulo=lambda actor: actor.nombre_con_sigla,
        nota=lambda actor: actor.tipo.nombre,
        listado=("actores_lista", "q"),
    ),
    Buscable(
        "Personas",
        "person-circle",
        puesto=50,
        prefijo=Persona.PREFIJO,
        visibles=_personas,
        buscar=lambda filas, texto: filas.que_se_llaman(texto).order_by("nombre", "codigo"),
        nota=_nota_de_persona,
        url=_url_de_persona,
    ),
)
