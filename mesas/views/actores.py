"""La ficha de un actor: quién es y en qué mesas participa, de las que ve quien mira."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from actores.models import Actor, Representacion, Vinculo
from actores.permissions import puede_editar_actor
from comun.acceso import obtener_visible
from comun.models import Bitacora
from comun.tablas import Columna, Tabla
from mesas.models import Integrante, Mesa


@require_safe
def detalle(request, codigo):
    actor = obtener_visible(Actor.objects.select_related("tipo", "comuna"), request.user, codigo=codigo)
    puede_editar = puede_editar_actor(request.user, actor)
    con_contacto = puede_editar or request.user.es_administrador
    representaciones = actor.representaciones.vigentes(al=localdate()).select_related("persona")
    sensibles = list(representaciones.filter(persona__sensible=True)) if con_contacto else []
    anotar_lectura(request.user, actor, sensibles)
    contexto = {
        "actor": actor,
        "puede_editar": puede_editar,
        "regiones": ", ".join(region.nombre for region in actor.regiones.de_norte_a_sur()),
        "otros_nombres": ", ".join(alias.nombre for alias in actor.alias.order_by("nombre")),
        "mesas": tabla_de_mesas(request, actor),
        "representantes": tabla_de_representantes(
            request, representaciones, con_contacto=con_contacto, puede_editar=puede_editar
        ),
        "sensibles": sensibles,
        "vinculos": vinculos_de(actor),
    }
    return render(request, "mesas/actores/detalle.html", contexto)


def anotar_lectura(usuario, actor, sensibles):
    """Leer el contacto de quien habla por una comunidad queda en la bitácora."""
    con_contacto = [r.persona.codigo for r in sensibles if r.persona.correo or r.persona.telefono]
    if con_contacto:
        Bitacora.objects.create(
            usuario=usuario,
            acto=Bitacora.Acto.LECTURA_SENSIBLE,
            codigo_objeto=actor.codigo,
            detalle=f"contacto de {', '.join(con_contacto)}"[:500],
        )


def tabla_de_mesas(peticion, actor):
    columnas = (
        Columna("Mesa", "instancia.mesa.nombre", url=lambda fila: fila.instancia.mesa.get_absolute_url()),
        Columna("Instancia", "instancia.nombre"),
        Columna("Calidad", Integrante.get_calidad_display),
        Columna("Papel", Integrante.get_rol_display),
        Columna("Vigencia", "vigencia_legible", tipo="codigo"),
    )
    filas = actor.membresias.filter(instancia__mesa__in=Mesa.objects.visibles_para(peticion.user))
    return Tabla(
        columnas,
        filas.select_related("instancia__mesa"),
        peticion,
        orden_inicial=("instancia__mesa__codigo", "vigente_desde"),
        titulo="Mesas en que participa",
        sustantivo=("participación", "participaciones"),
        vacio="No integra ninguna mesa que puedas ver.",
        prefijo="mesas-",
    )


def tabla_de_representantes(peticion, filas, *, con_contacto, puede_editar):
    columnas = [
        Columna("Nombre", "persona.nombre", url=_url_de_la_persona if puede_editar else None),
        Columna("Cargo", "cargo"),
        Columna("Calidad", Representacion.get_calidad_display),
        Columna("Vigencia", "vigencia_legible", tipo="codigo"),
    ]
    if con_contacto:
        columnas += [Columna("Correo", "persona.correo"), Columna("Teléfono", "persona.telefono")]
    return Tabla(
        columnas,
        filas,
        peticion,
        orden_inicial=("persona__nombre",),
        titulo="Representantes",
        sustantivo=("representante", "representantes"),
        vacio="No hay representantes anotados a la fecha.",
        prefijo="representantes-",
    )


def _url_de_la_persona(representacion):
    return reverse("persona_editar", args=[representacion.persona.codigo])


def vinculos_de(actor):
    """Ternas (relación, otro actor, vigencia), leídas desde este actor."""
    filas = Vinculo.objects.de(actor).select_related("origen", "destino").order_by("tipo", "pk")
    return [(*vinculo.visto_desde(actor), vinculo.vigencia_legible) for vinculo in filas]
