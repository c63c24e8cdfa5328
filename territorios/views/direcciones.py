"""Las direcciones regionales de hoy y las que hubo."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from comun.acceso import exigir
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from comun.templatetags.componentes import chip
from territorios.en_vigor import elegibles, elegir, sin_filtro_de_direccion
from territorios.models import DireccionRegional
from territorios.permissions import puede_ver_directorio


def _nombre(direccion):
    """El nombre lleva el ancla adonde apuntan predecesoras y sucesoras."""
    return format_html('<span id="{}">{}</span>', direccion.codigo, direccion.nombre)


def _enlaces(direcciones):
    """Enlaces a otras filas de la página, o una raya si no hay ninguna."""
    enlaces = format_html_join(", ", '<a href="#{}">{}</a>', [(d.codigo, d) for d in direcciones])
    return format_html("<span>{}</span>", enlaces) if enlaces else "—"


def _codigo(direccion):
    """El código y, debajo, el nombre que se escribe en las órdenes."""
    return format_html('<span>{}<br><span class="nota">{}</span></span>', direccion.codigo, direccion.slug)


def _columnas(hoy):
    return (
        Columna("Dirección regional", _nombre),
        Columna("Código y nombre en las órdenes", _codigo, tipo="codigo"),
        Columna("Regiones de hoy que cubre", lambda d: ", ".join(r.nombre_corto for r in d.regiones.all())),
        Columna("Estado", lambda d: chip("vigente", "verificado") if d.rige(al=hoy) else chip("histórica", "cerrado")),
        Columna("Vigencia", "vigencia_legible", tipo="corto"),
        Columna("Le antecede", lambda d: _enlaces(d.predecesoras.all())),
        Columna("Le sucede", lambda d: _enlaces(d.sucesoras.all())),
    )


@require_safe
def lista(request):
    exigir(puede_ver_directorio(request.user))
    direcciones = list(DireccionRegional.objects.visibles_para(request.user).para_lista())
    tabla = Tabla(
        _columnas(timezone.localdate()),
        direcciones,
        request,
        por_pagina=None,
        titulo="Direcciones regionales de norte a sur",
        sustantivo=("dirección regional", "direcciones regionales"),
        vacio="Aún no hay direcciones regionales: se cargan con manage.py cargar_territorios.",
    )
    contexto = {"tabla": tabla, "filtro": None, "notas": [d for d in direcciones if d.nota]}
    return mostrar_listado(request, "territorios/direcciones/lista.html", contexto, "direcciones")


@require_POST
def poner_en_vigor(request):
    """Deja en vigor la dirección pedida, o ninguna, y vuelve a la página desde la que se eligió."""
    exigir(elegibles(request), "No alcanzas varias direcciones entre las que elegir.")
    if not elegir(request, request.POST.get("direccion", "")):
        messages.success(request, "Miras todas las direcciones.")
    siguiente = request.POST.get("siguiente", "")
    if not url_has_allowed_host_and_scheme(siguiente, {request.get_host()}, require_https=request.is_secure()):
        return redirect("inicio")
    return redirect(sin_filtro_de_direccion(siguiente))
