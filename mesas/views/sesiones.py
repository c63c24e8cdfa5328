"""Listado y ficha de las sesiones."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from actores.models import Sector
from comun.acceso import obtener_visible
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from mesas.filtersets import FiltroDeSesiones
from mesas.models import Asistencia, Compromiso, Sesion
from mesas.permissions import puede_ver_personas
from mesas.views.secciones import ficha_de
from mesas.views.tablas_proceso import chip_de_acta, chip_de_sesion, tabla_de_compromisos, tabla_de_sesiones


@require_safe
def lista(request):
    filtro = FiltroDeSesiones(request.GET, request=request, queryset=Sesion.objects.visibles_para(request.user))
    tabla = tabla_de_sesiones(request, filtro.qs, vacio="Aún no hay sesiones que puedas ver.")
    return mostrar_listado(request, "mesas/sesiones/lista.html", {"tabla": tabla, "filtro": filtro}, "sesiones")


@require_safe
def detalle(request, codigo):
    sesiones = Sesion.objects.select_related("instancia__mesa", "comuna").con_presentes()
    sesion = obtener_visible(sesiones, request.user, codigo=codigo)
    con_personas = puede_ver_personas(request.user)
    contexto = {
        "sesion": sesion,
        "chip_estado": chip_de_sesion(sesion),
        "con_personas": con_personas,
        "organizan": ", ".join(actor.nombre_con_sigla for actor in sesion.organiza.order_by("nombre")),
        "puntos": sesion.puntos.select_related("responsable", "persona").en_orden(),
        "asistencia": tabla_de_asistencia(request, sesion, con_personas=con_personas),
        "por_sector": presentes_por_sector(sesion),
        "actas": [(acta, chip_de_acta(acta.estado)) for acta in sesion.actas.order_by("-numero_version")],
        "acuerdos": tabla_de_acuerdos(request, sesion),
        "compromisos": compromisos_de(request, sesion),
    }
    return render(request, "mesas/sesiones/detalle.html", contexto)


def tabla_de_asistencia(peticion, sesion, *, con_personas):
    columnas = [
        Columna("Institución", "nombre_de_institucion", url=lambda fila: ficha_de(fila.actor, peticion.user)),
        Columna("Persona", lambda fila: fila.persona and fila.persona.nombre),
        Columna("Cargo", "cargo"),
        Columna("Calidad", "calidad"),
        Columna("Estado", Asistencia.get_estado_display),
    ]
    if not con_personas:
        columnas = [columna for columna in columnas if columna.titulo not in {"Persona", "Cargo"}]
    return Tabla(
        columnas,
        sesion.asistencias.select_related("actor", "persona"),
        peticion,
        por_pagina=None,
        orden_inicial=("actor__nombre",),
        titulo="Asistencia",
        sustantivo=("anotada", "anotadas"),
        vacio="No hay asistencia anotada nombre por nombre.",
        prefijo="asistencia-",
    )


def presentes_por_sector(sesion):
    """Pares (sector, cuántos) de los presentes, como eran ese día."""
    filas = {fila["sector_al_dia"]: fila["total"] for fila in sesion.asistencias.presentes().por_sector()}
    return [(sector.label, filas.get(sector.value, 0)) for sector in Sector] if filas else []


def tabla_de_acuerdos(peticion, sesion):
    columnas = (
        Columna("Número", "numero_legible", tipo="codigo"),
        Columna("Acuerdo", "texto"),
        Columna("Votación", "votacion"),
        Columna(
            "Efecto", lambda fila: "sin efecto" if fila.sin_efecto else "vigente" if fila.numero else "por aprobar"
        ),
    )
    return Tabla(
        columnas,
        sesion.instancia.acuerdos.filter(acta__sesion=sesion),
        peticion,
        por_pagina=None,
        orden_inicial=("anio", "numero"),
        titulo="Acuerdos",
        sustantivo=("acuerdo", "acuerdos"),
        vacio="No hay acuerdos anotados en el acta de esta sesión.",
        prefijo="acuerdos-",
    )


def compromisos_de(peticion, sesion):
    """Los que nacieron aquí, de un punto de la tabla o del encuentro, si los ve quien mira."""
    visibles = Compromiso.objects.visibles_para(peticion.user).nacidos_en(sesion)
    return tabla_de_compromisos(
        peticion,
        visibles,
        con_mesa=False,
        por_pagina=None,
        vacio="De esta sesión no nacieron compromisos.",
        prefijo="compromisos-",
    )
