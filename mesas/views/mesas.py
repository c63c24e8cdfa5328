"""Listado y ficha de las mesas."""

from datetime import date

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from comun.acceso import obtener_visible
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from comun.templatetags.componentes import chip
from mesas.camino import Panorama, avisos_de, paso_siguiente
from mesas.filtersets import FiltroDeMesas
from mesas.models import Fase, Integrante, Mesa, Sesion
from mesas.permissions import puede_crear_alguna_mesa, puede_editar_mesa
from mesas.views.secciones import secciones_para

TONOS = {Fase.FUNCIONAMIENTO: "curso", Fase.SUSPENDIDA: "pausa", Fase.CIERRE: "cerrado"}


def chip_de_fase(mesa):
    return chip(mesa.get_fase_display(), TONOS.get(mesa.fase, "neutro"))


def fecha_escrita(fecha):
    """La fecha vaga que devuelve `Sesion.ultima_de`, como se sabe: un año no se escribe como un día."""
    desde, hasta = (fecha[extremo] and date.fromisoformat(fecha[extremo]) for extremo in ("desde", "hasta"))
    return Sesion(desde=desde, hasta=hasta, precision=fecha["precision"]).fecha_legible


COLUMNAS = (
    Columna("Nombre", "nombre", orden="nombre", url=Mesa.get_absolute_url),
    Columna("Código", "codigo", tipo="codigo", orden="codigo"),
    Columna("Direcciones", lambda mesa: ", ".join(d.nombre for d in mesa.direcciones_leidas) or "nacional"),
    Columna("Tipo", Mesa.get_tipo_display, orden="tipo"),
    Columna("Fase", chip_de_fase, tipo="chip", orden="fase"),
    Columna("Integrantes", "integrantes_hoy", tipo="entero"),
    Columna("Última sesión", lambda mesa: mesa.ultima_sesion and fecha_escrita(mesa.ultima_sesion)),
)


@require_safe
def lista(request):
    visibles = (
        Mesa.objects.visibles_para(request.user)
        .para_lista()
        .annotate(
            integrantes_hoy=Integrante.objects.vigentes(al=localdate()).contados_por("instancia__mesa"),
            ultima_sesion=Sesion.objects.realizadas().ultima_de("instancia__mesa"),
        )
    )
    filtro = FiltroDeMesas(request.GET, request=request, queryset=visibles)
    tabla = Tabla(
        COLUMNAS,
        filtro.qs,
        request,
        orden_inicial=("codigo",),
        titulo="Mesas",
        sustantivo=("mesa", "mesas"),
        vacio="Aún no hay mesas que puedas ver."
        + (" Crea la primera con «Nueva mesa»." if puede_crear_alguna_mesa(request.user) else ""),
    )
    contexto = {"tabla": tabla, "filtro": filtro, "puede_crear": puede_crear_alguna_mesa(request.user)}
    return mostrar_listado(request, "mesas/mesas/lista.html", contexto, "mesas")


@require_safe
def detalle(request, codigo):
    mesa = obtener_visible(Mesa.objects.con_direcciones(), request.user, codigo=codigo)
    secciones = secciones_para(request.user)
    actual = next((s for s in secciones if s.clave == request.GET.get("seccion")), secciones[0])
    puede_editar, panorama = puede_editar_mesa(request.user, mesa), Panorama(mesa, al=localdate())
    contexto = {
        "mesa": mesa,
        "puede_editar": puede_editar,
        "fase": chip_de_fase(mesa),
        "panorama": panorama,
        "paso": paso_siguiente(panorama),
        "avisos": avisos_de(panorama),
        "notas_de_sectores": ", ".join(f"{n} {s.label}" for s, n in panorama.por_sector.items() if n),
        "nota_de_atrasados": f"{panorama.atrasados} atrasado{'' if panorama.atrasados == 1 else 's'}",
        "seccion": actual,
        "secciones": [(s.clave, s.palabra, f"?seccion={s.clave}") for s in secciones],
        "acciones": [],
        **actual.contexto(mesa, request, puede_editar),
    }
    return render(request, "mesas/mesas/detalle.html", contexto)
