"""Los informes anuales: listado, página con el documento vivo, archivos y el origen de cada cifra."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from comun.acceso import obtener_visible
from comun.documentos.descarga import archivo_adjunto
from comun.documentos.formatos import html
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from comun.templatetags.componentes import chip
from informes.armado import anual
from informes.filtersets import InformeAnualFilterSet
from informes.generar import archivo_del_informe
from informes.metricas import cuadratura
from informes.metricas.propuestas import propuestas
from informes.models import InformeAnual
from informes.permissions import puede_ver_entregas
from informes.respuestas import (
    cifra_llamada,
    descargas,
    descargas_con_anexo,
    exigir_formato,
    tabla_de_origen,
)
from informes.revision import pendientes
from informes.views import emision, versiones

COLUMNAS_DE_PROPUESTAS = (
    Columna("Indicador", "indicador.codigo", "codigo"),
    Columna("Se propone", "cifra.texto", "codigo", url=lambda propuesta: propuesta.cifra.url),
    Columna("Unidad", "unidad"),
    Columna("Filas guardadas", "filas.texto", "codigo", url=lambda propuesta: propuesta.filas.url),
    Columna("En el informe", "texto"),
    Columna("Por qué", "motivo"),
)

COLUMNAS = (
    Columna("Informe", "codigo", "codigo", orden="codigo", url=InformeAnual.get_absolute_url),
    Columna("Año", lambda informe: str(informe.anio), "codigo", orden="anio"),
    Columna("Proyecto", "proyecto.titulo", orden="proyecto__titulo"),
    Columna(
        "Estado",
        lambda informe: chip(informe.get_estado_display(), emision.TONOS[informe.estado]),
        "chip",
        orden="estado",
    ),
    Columna("Atlas Project ID", "proyecto.atlas_project_id", "codigo", orden="proyecto__atlas_project_id"),
)


@require_safe
def lista(request):
    filtro = InformeAnualFilterSet(
        request.GET, InformeAnual.objects.visibles_para(request.user).para_lista(), request=request
    )
    tabla = Tabla(
        COLUMNAS,
        filas=filtro.qs,
        peticion=request,
        orden_inicial=("-anio", "codigo"),
        vacio="Aún no hay informes anuales que puedas ver.",
        titulo="Informes anuales",
        sustantivo=("informe anual", "informes anuales"),
    )
    contexto = {"tabla": tabla, "filtro": filtro, "ve_entregas": puede_ver_entregas(request.user)}
    return mostrar_listado(request, "informes/anuales/lista.html", contexto, "informes")


@require_safe
def detalle(request, codigo):
    informe = obtener_visible(InformeAnual.objects.para_lista(), request.user, codigo=codigo)
    if informe.esta_emitido:
        return versiones.pagina(request, informe.ultima_version())
    material = anual.Material(informe)
    contexto = {
        **emision.panel(request.user, informe),
        "informe": informe,
        "documento": mark_safe(html.fragmento(anual.armar(informe, material=material))),
        "descuadres": cuadratura.descuadres(material.cuadro),
        "excesos": cuadratura.excesos(material.cuadro),
        "pendientes": pendientes(material),
        "propuestas": _tabla_de_propuestas(request, material),
        "formatos": descargas("informe_anual_archivo", codigo),
        "con_anexo": descargas_con_anexo("informe_anual_archivo", codigo),
    }
    return render(request, "informes/anuales/detalle.html", contexto)


@require_safe
def archivo(request, codigo, formato):
    informe = obtener_visible(InformeAnual.objects.para_lista(), request.user, codigo=codigo)
    exigir_formato(formato)
    contenido = archivo_del_informe(informe, formato, anexo="anexo" in request.GET, fecha=timezone.localdate())
    return archivo_adjunto(informe.codigo, formato, contenido)


@require_safe
def cifra(request, codigo, clave):
    informe = obtener_visible(InformeAnual.objects.para_lista(), request.user, codigo=codigo)
    material = anual.Material(informe)
    impresas = anual.armar(informe, material=material).cifras()
    encontrada = cifra_llamada(clave, [*impresas, *_de_las_propuestas(material)])
    contexto = {
        "cifra": encontrada,
        "tabla": tabla_de_origen(request, encontrada),
        "nombre": informe.codigo,
        "url": informe.get_absolute_url(),
    }
    return render(request, "informes/cifra.html", contexto)


def _de_las_propuestas(material):
    for propuesta in propuestas(material):
        yield from (propuesta.cifra, propuesta.filas)


def _tabla_de_propuestas(request, material):
    return Tabla(
        COLUMNAS_DE_PROPUESTAS,
        filas=propuestas(material),
        peticion=request,
        por_pagina=None,
        titulo="Cifras que los datos proponen",
        sustantivo=("propuesta", "propuestas"),
        prefijo="propuestas-",
    )
