"""El directorio de territorios y la ficha de cada uno."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from comun.acceso import exigir, obtener_visible
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from territorios.divisiones import leer_divisiones
from territorios.filtersets import TerritorioFilterSet
from territorios.models import Territorio
from territorios.permissions import puede_crear_territorio, puede_editar_territorio, puede_ver_directorio


def _comunas(territorio):
    """Cuántas abarca; «sin dato» si no se conocen y «todas» si es una región o el país."""
    if territorio.abarca_regiones_enteras:
        return mark_safe("todas")
    return territorio.divisiones.comunas or None


def _regiones(territorio):
    return "todas" if territorio.es_nacional else ", ".join(territorio.divisiones.regiones)


COLUMNAS = (
    Columna("Código", "codigo", tipo="codigo", orden="codigo"),
    Columna("Nombre", "nombre", orden="nombre", url=Territorio.get_absolute_url),
    Columna("Tipo", Territorio.get_tipo_display, orden="tipo"),
    Columna("Regiones", _regiones),
    Columna("Comunas", _comunas, tipo="entero"),
    Columna("Vigencia", "vigencia_legible", tipo="corto", orden="vigente_desde"),
)
COLUMNAS_DE_COMUNAS = (
    Columna("Comuna", "nombre"),
    Columna("Código", "codigo", tipo="codigo"),
    Columna("Provincia", "provincia.nombre"),
    Columna("Región", "provincia.region.nombre_corto"),
    Columna("Población", "poblacion", tipo="entero"),
    Columna("Superficie en km²", "superficie_km2", tipo="numero"),
)


@require_safe
def lista(request):
    exigir(puede_ver_directorio(request.user))
    filtro = TerritorioFilterSet(request.GET, queryset=Territorio.objects.visibles_para(request.user))
    tabla = Tabla(
        COLUMNAS,
        filtro.qs,
        request,
        orden_inicial=("codigo",),
        preparar=leer_divisiones,
        titulo="Territorios",
        sustantivo=("territorio", "territorios"),
        vacio="Aún no hay territorios.",
    )
    contexto = {"tabla": tabla, "filtro": filtro, "puede_crear": puede_crear_territorio(request.user)}
    return mostrar_listado(request, "territorios/territorios/lista.html", contexto, "territorios")


@require_safe
def detalle(request, codigo):
    territorio = obtener_visible(Territorio.objects.select_related("padre"), request.user, codigo=codigo.upper())
    comunas = territorio.comunas_efectivas().con_division()
    contexto = {
        "territorio": territorio,
        "puede_editar": puede_editar_territorio(request.user, territorio),
        "regiones": territorio.regiones(),
        "direcciones": territorio.direcciones(al=timezone.localdate()),
        "comunas": Tabla(
            COLUMNAS_DE_COMUNAS,
            list(comunas),
            request,
            por_pagina=None,
            titulo="Comunas de norte a sur",
            sustantivo=("comuna", "comunas"),
        ),
        "internos": territorio.internos.order_by("codigo"),
        "definiciones": territorio.definiciones.en_orden().select_related("documento"),
        "documentos": territorio.documentos.filter(definiciones__isnull=True).order_by("fecha", "pk"),
        "localidades": territorio.localidades.order_by("nombre"),
        "otros_nombres": territorio.nombres_alternativos.order_by("nombre"),
    }
    return render(request, "territorios/territorios/detalle.html", contexto)
