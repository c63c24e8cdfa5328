"""Los proyectos: listado, marco de resultados para leer y ficha de indicadores."""

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from actores.models import Actor
from comun.acceso import obtener_visible
from comun.documentos.descarga import archivo_adjunto
from comun.documentos.formatos import html, renderizar
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from informes.armado import ficha_de_indicadores
from informes.armado.ficha_de_indicadores import texto_y_numero
from informes.filtersets import ProyectoFilterSet
from informes.fuentes import fuentes_de
from informes.models import Gasto, Indicador, Proyecto
from informes.permissions import puede_editar_proyecto, puede_iniciar_proyecto
from informes.respuestas import cifra_llamada, descargas, exigir_formato, tabla_de_origen
from mesas.models import Mesa

COLUMNAS = (
    Columna("Proyecto", "codigo", "codigo", orden="codigo", url=Proyecto.get_absolute_url),
    Columna("Título", "titulo", orden="titulo"),
    Columna("Direcciones", lambda proyecto: ", ".join(str(una) for una in proyecto.direcciones.all()) or "nacional"),
    Columna("Inicio", "inicio", "fecha", orden="inicio"),
    Columna("Término", "fin", "fecha", orden="fin"),
)

COLUMNAS_DE_INDICADORES = (
    Columna("Indicador", str),
    Columna("Línea de base", "linea_base"),
    Columna("Meta", "meta"),
    Columna("Metas por año", lambda uno: "; ".join(filter(None, map(_meta_del_anio, uno.logros.all())))),
    Columna("Logrado", lambda uno: "; ".join(f"{logro.anio}: {logro.texto}" for logro in uno.logros.all())),
)

COLUMNAS_DE_FUENTES = (
    Columna("Dato", lambda terna: terna[0]),
    Columna("Qué dice", lambda terna: terna[1]),
    Columna("Documento y línea", lambda terna: terna[2]),
)


@require_safe
def lista(request):
    filtro = ProyectoFilterSet(request.GET, Proyecto.objects.visibles_para(request.user).para_lista(), request=request)
    tabla = Tabla(
        COLUMNAS,
        filas=filtro.qs,
        peticion=request,
        orden_inicial=("codigo",),
        vacio="Aún no hay proyectos que puedas ver.",
        titulo="Proyectos",
        sustantivo=("proyecto", "proyectos"),
    )
    contexto = {"tabla": tabla, "filtro": filtro, "puede_crear": puede_iniciar_proyecto(request.user)}
    return mostrar_listado(request, "informes/proyectos/lista.html", contexto, "proyectos")


@require_safe
def detalle(request, codigo):
    proyecto = obtener_visible(Proyecto.objects, request.user, codigo=codigo)
    contexto = {
        "proyecto": proyecto,
        "puede_editar": puede_editar_proyecto(request.user, proyecto),
        "informes": proyecto.informes.order_by("-anio"),
        "tasas": proyecto.tasas.order_by("desde"),
        "presupuestos": proyecto.presupuestos.order_by("anio"),
        "donantes": _donantes(request, proyecto),
        "mesas": Mesa.objects.visibles_para(request.user).filter(proyectos=proyecto).order_by("codigo"),
        "marco": list(_marco(request, proyecto)),
    }
    return render(request, "informes/proyectos/detalle.html", contexto)


@require_safe
def fuentes(request, codigo):
    proyecto = obtener_visible(Proyecto.objects, request.user, codigo=codigo)
    tabla = Tabla(
        COLUMNAS_DE_FUENTES,
        filas=list(fuentes_de(proyecto)),
        peticion=request,
        vacio="Ningún dato de este proyecto declara de qué documento viene.",
        titulo="Datos que vienen de un documento",
        sustantivo=("dato", "datos"),
    )
    return render(request, "informes/proyectos/fuentes.html", {"proyecto": proyecto, "tabla": tabla})


@require_safe
def indicadores(request, codigo):
    proyecto = obtener_visible(Proyecto.objects, request.user, codigo=codigo)
    contexto = {
        "proyecto": proyecto,
        "documento": mark_safe(html.fragmento(ficha_de_indicadores.armar(proyecto, al_anio=_anio(proyecto)))),
        "formatos": descargas("proyecto_indicadores_archivo", codigo),
    }
    return render(request, "informes/proyectos/indicadores.html", contexto)


@require_safe
def indicadores_archivo(request, codigo, formato):
    proyecto = obtener_visible(Proyecto.objects, request.user, codigo=codigo)
    exigir_formato(formato)
    documento = ficha_de_indicadores.armar(proyecto, al_anio=_anio(proyecto), fecha=timezone.localdate())
    contenido = renderizar(documento, formato, url_base=settings.URL_DEL_SITIO)
    return archivo_adjunto(f"{proyecto.codigo}-indicadores", formato, contenido)


@require_safe
def indicadores_cifra(request, codigo, clave):
    proyecto = obtener_visible(Proyecto.objects, request.user, codigo=codigo)
    documento = ficha_de_indicadores.armar(proyecto, al_anio=_anio(proyecto))
    cifra = cifra_llamada(clave, documento.cifras())
    contexto = {
        "cifra": cifra,
        "tabla": tabla_de_origen(request, cifra),
        "nombre": "Ficha de indicadores",
        "url": reverse("proyecto_indicadores", args=[codigo]),
    }
    return render(request, "informes/cifra.html", contexto)


def _anio(proyecto):
    """La ficha muestra lo logrado hasta hoy o, si el proyecto ya terminó, hasta su último año."""
    return min(timezone.localdate().year, proyecto.fin.year)


def _meta_del_anio(logro):
    """«2020: 4 redes (4)», o vacío si el año no tiene meta propia."""
    escrita = texto_y_numero(logro.meta, logro.meta_valor)
    return f"{logro.anio}: {escrita}" if escrita else ""


def _donantes(request, proyecto):
    """Pares (donante, dirección de su ficha de actor, o vacía si no es un actor o quien mira no lo abre)."""
    donantes = list(proyecto.donantes.select_related("actor").order_by("orden", "nombre"))
    actores = {donante.actor_id for donante in donantes if donante.actor_id}
    abribles = {actor.pk for actor in Actor.objects.visibles_para(request.user).filter(pk__in=actores)}
    return [(uno, uno.actor.get_absolute_url() if uno.actor_id in abribles else "") for uno in donantes]


def _marco(request, proyecto):
    """Ternas (efecto o producto, tabla de indicadores, tabla de gastos o None) en el orden del informe."""
    con_indicadores = Prefetch("indicadores", Indicador.objects.order_by("orden", "pk").prefetch_related("logros"))
    for resultado in proyecto.resultados_pais.order_by("orden", "pk").prefetch_related(con_indicadores):
        yield resultado, _tabla_de_indicadores(request, resultado), None
    gastos = Gasto.objects.select_related("item", "donante").prefetch_related("actividades").order_by("anio", "codigo")
    con_gastos = Prefetch("gastos", gastos)
    for producto in proyecto.productos.order_by("numero").prefetch_related(con_indicadores, con_gastos):
        yield producto, _tabla_de_indicadores(request, producto), _tabla_de_gastos(request, proyecto, producto)


def _tabla_de_indicadores(request, padre):
    return Tabla(
        COLUMNAS_DE_INDICADORES,
        filas=list(padre.indicadores.all()),
        peticion=request,
        por_pagina=None,
        vacio="Aún no tiene indicadores.",
        titulo=f"Indicadores de {padre}",
        sustantivo=("indicador", "indicadores"),
    )


def _tabla_de_gastos(request, proyecto, producto):
    columnas = (
        Columna("Gasto", "codigo", "codigo"),
        Columna("Año", lambda gasto: str(gasto.anio), "codigo"),
        Columna("Ítem", lambda gasto: str(gasto.item)),
        Columna("Actividades", lambda gasto: "; ".join(str(una) for una in gasto.actividades.all())),
        Columna("Donante", lambda gasto: gasto.donante and gasto.donante.nombre),
        Columna("Monto", "monto", proyecto.moneda.lower()),
    )
    return Tabla(
        columnas,
        filas=list(producto.gastos.all()),
        peticion=request,
        por_pagina=None,
        vacio="Aún no tiene gastos ingresados.",
        titulo=f"Gastos del producto {producto.numero}",
        sustantivo=("gasto", "gastos"),
    )
