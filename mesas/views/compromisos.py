"""Listado y ficha de los compromisos."""

from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from comun.acceso import obtener_visible
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from mesas.biografia import biografia, frase_de_estado
from mesas.filtersets import FiltroDeCompromisos
from mesas.models import Compromiso
from mesas.models.dinero import monto_legible
from mesas.permissions import puede_ver_personas
from mesas.views.secciones import ficha_de
from mesas.views.tablas_proceso import chip_de_compromiso, tabla_de_compromisos

PARA_LA_FICHA = (
    "mesa",
    "instancia",
    "direccion",
    "responsable",
    "persona",
    "programa",
    "respaldo",
    "documento",
    "actividad_plan",
    "acuerdo",
    "punto__sesion",
    "encuentro",
    "cumplimiento",
)


@require_safe
def lista(request):
    filtro = FiltroDeCompromisos(request.GET, request=request, queryset=Compromiso.objects.visibles_para(request.user))
    tabla = tabla_de_compromisos(request, filtro.qs, vacio="Aún no hay compromisos que puedas ver.")
    return mostrar_listado(request, "mesas/compromisos/lista.html", {"tabla": tabla, "filtro": filtro}, "compromisos")


@require_safe
def detalle(request, codigo):
    compromiso = obtener_visible(Compromiso.objects.select_related(*PARA_LA_FICHA), request.user, codigo=codigo)
    hoy, con_personas = localdate(), puede_ver_personas(request.user)
    contexto = {
        "compromiso": compromiso,
        "chip_estado": chip_de_compromiso(compromiso, al=hoy),
        "frase": frase_de_estado(compromiso, al=hoy),
        "senales": senales_de(compromiso),
        "con_personas": con_personas,
        "url_responsable": ficha_de(compromiso.responsable, request.user) or "",
        "origen": origen_de(compromiso),
        "biografia": biografia(compromiso, con_personas=con_personas),
        "montos": tabla_de_montos(request, compromiso),
        "partes": [(p, monto_legible(p.monto_de(compromiso.monto), compromiso.moneda)) for p in partes_de(compromiso)],
    }
    return render(request, "mesas/compromisos/detalle.html", contexto)


def senales_de(compromiso):
    """Lo que va junto al estado: reprogramado ×n, diferido a otro año, sin plazo, plurianual."""
    veces = compromiso.veces_reprogramado
    posibles = (
        (f"reprogramado ×{veces}", veces),
        ("diferido a otro año", compromiso.diferido_a_otro_anio),
        ("sin plazo", compromiso.sin_plazo),
        ("dura más de un año", compromiso.plurianual),
    )
    return [senal for senal, presente in posibles if presente]


def origen_de(compromiso):
    """(de dónde nace, dirección o vacío). Quien ve el compromiso ve la sesión de su mesa."""
    if compromiso.punto_id:
        sesion = compromiso.punto.sesion
        return f"Punto {compromiso.punto.orden} de la sesión {sesion.codigo}", sesion.get_absolute_url()
    if compromiso.encuentro_id:
        return f"Encuentro {compromiso.encuentro.codigo}", compromiso.encuentro.get_absolute_url()
    propio = compromiso.documento or compromiso.actividad_plan or compromiso.fuente
    origen = capfirst(compromiso.get_origen_display())
    return f"{origen}: {propio}" if propio else origen, ""


def partes_de(compromiso):
    return compromiso.partes.select_related("actor").order_by("pk")


def tabla_de_montos(peticion, compromiso):
    columnas = (
        Columna("Qué es", lambda fila: fila.get_tipo_display()),
        Columna("Monto", "monto_legible", tipo="codigo"),
        Columna("Fecha", "fecha", tipo="fecha"),
        Columna("Fuente", "fuente"),
    )
    return Tabla(
        columnas,
        compromiso.montos.all(),
        peticion,
        por_pagina=None,
        orden_inicial=("fecha",),
        titulo="Montos",
        sustantivo=("monto", "montos"),
        vacio="No se ha anotado nada asignado, licitado, adjudicado ni ejecutado.",
    )
