"""Las versiones emitidas de un informe anual: el documento congelado, sus archivos, sus cifras y qué cambió después."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from comun.acceso import obtener_visible
from comun.documentos.descarga import archivo_adjunto
from comun.documentos.formatos import html
from comun.tablas import Columna, Tabla
from informes.generar import archivo_de_la_version
from informes.models import InformeAnual, VersionAnual
from informes.permissions import puede_corregir_informe
from informes.respuestas import ORDEN_DE_DESCARGA, cifra_llamada, exigir_formato, tabla_de_origen
from informes.revision_y_emision.comparacion import cifras_que_cambiaron, partes_que_cambiaron

COLUMNAS_DE_CAMBIOS = (
    Columna("Cifra", "nombre"),
    Columna("Antes", lambda c: c.antes and c.antes.texto, "codigo", url=lambda c: c.antes and c.antes.url),
    Columna("Después", lambda c: c.despues and c.despues.texto, "codigo", url=lambda c: c.despues and c.despues.url),
    Columna("Qué pasó", "motivo"),
)
VIVA = "viva"


@require_safe
def detalle(request, codigo, version):
    return pagina(request, _version(request, codigo, version))


@require_safe
def pagina(request, version):
    """La página de una versión emitida; también la del informe mientras está emitido."""
    informe = version.informe
    es_la_ultima = informe.proxima_version() == version.numero + 1
    cambios = cifras_que_cambiaron(version.documento(), informe.documento()) if es_la_ultima else []
    contexto = {
        "informe": informe,
        "version": version,
        "integra": version.esta_integra(),
        "es_la_ultima": es_la_ultima,
        "cambios": len(cambios),
        "documento": mark_safe(html.fragmento(version.documento())),
        "archivos": [(uno.upper(), url_de_archivo(version, uno)) for uno in ORDEN_DE_DESCARGA],
        "huellas": version.archivos.order_by("formato"),
        "otras": informe.versiones.exclude(pk=version.pk).order_by("-numero"),
        "puede_corregir": informe.esta_emitido and puede_corregir_informe(request.user, informe),
    }
    return render(request, "informes/anuales/version.html", contexto)


@require_safe
def archivo(request, codigo, version, formato):
    emitida = _version(request, codigo, version)
    exigir_formato(formato)
    contenido = archivo_de_la_version(emitida, formato, anexo="anexo" in request.GET)
    if contenido is None:
        messages.error(request, f"El archivo {formato.upper()} falta o fue alterado: no se entrega. Avisa a soporte.")
        return redirect(emitida)
    return archivo_adjunto(f"{codigo}-v{emitida.numero}", formato, contenido)


@require_safe
def cifra(request, codigo, version, clave):
    emitida = _version(request, codigo, version)
    encontrada = cifra_llamada(clave, emitida.documento().cifras())
    contexto = {
        "cifra": encontrada,
        "tabla": tabla_de_origen(request, encontrada),
        "nombre": f"{codigo}, versión {emitida.numero}",
        "url": emitida.get_absolute_url(),
    }
    return render(request, "informes/cifra.html", contexto)


@require_safe
def comparar(request, codigo):
    """Dos versiones lado a lado: ?de=1&con=2, o con=viva para lo que hay ahora."""
    informe = obtener_visible(InformeAnual.objects.para_lista(), request.user, codigo=codigo)
    versiones = {str(una.numero): una for una in informe.versiones.order_by("numero")}
    if not versiones:
        raise Http404
    de = versiones.get(request.GET.get("de"), versiones[max(versiones, key=int)])
    con = versiones.get(request.GET.get("con"))
    antes, despues = de.documento(), con.documento() if con else informe.documento()
    contexto = {
        "informe": informe,
        "de": de,
        "con": con,
        "opciones": [*versiones, VIVA],
        "cifras": _tabla_de_cambios(request, cifras_que_cambiaron(antes, despues)),
        "partes": partes_que_cambiaron(antes, despues),
    }
    return render(request, "informes/anuales/comparar.html", contexto)


def url_de_archivo(version, formato):
    return reverse("informe_anual_version_archivo", args=[version.informe.codigo, version.numero, formato])


def _version(request, codigo, numero):
    versiones = VersionAnual.objects.select_related("informe__proyecto", "emitida_por", "enviada_por")
    return obtener_visible(versiones, request.user, informe__codigo=codigo, numero=numero)


def _tabla_de_cambios(request, cambios):
    return Tabla(
        COLUMNAS_DE_CAMBIOS,
        filas=cambios,
        peticion=request,
        por_pagina=None,
        vacio="Todas las cifras son las mismas.",
        titulo="Cifras que cambiaron",
        sustantivo=("cifra cambió", "cifras cambiaron"),
    )
