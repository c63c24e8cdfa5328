"""La ficha de indicadores de un proyecto: línea de base, meta, logrado y porcentaje, en una página."""

from django.db.models import Prefetch
from django.urls import reverse

from comun.documentos.arbol import Celda, Columna, Documento, Fila, Parrafo, Tabla, Titulo
from comun.formatos import SIN_DATO, formato
from informes.metricas.indicadores import acumulado, porcentaje_de_la_meta
from informes.models import Indicador

COLUMNAS = ("Indicador", "Línea de base", "Meta", "Logrado", "% de la meta")


def armar(proyecto, *, al_anio, fecha=None):
    """El documento de la ficha, con lo logrado hasta `al_anio` inclusive."""
    return Documento(
        titulo=f"Ficha de indicadores. {proyecto.titulo}",
        codigo=proyecto.codigo,
        fecha=fecha,
        bloques=(
            Titulo(1, "Ficha de indicadores"),
            Parrafo(proyecto.titulo),
            Parrafo(f"Lo logrado hasta {al_anio}. Proyecto {proyecto.periodo}.", "nota"),
            Tabla(
                titulo="Indicadores del proyecto",
                columnas=(Columna(8), Columna(4), Columna(4), Columna(2, "derecha"), Columna(2, "derecha")),
                filas=(Fila(COLUMNAS, "encabezado"), *_filas(proyecto, al_anio)),
            ),
        ),
    )


def _filas(proyecto, al_anio):
    con_logros = Prefetch("indicadores", Indicador.objects.order_by("orden", "pk").prefetch_related("logros"))
    for resultado in proyecto.resultados_pais.order_by("orden", "pk").prefetch_related(con_logros):
        yield from _bloque(proyecto, resultado, f"{resultado.nivel}-pais", al_anio)
    for producto in proyecto.productos.order_by("numero").prefetch_related(con_logros):
        yield from _bloque(proyecto, producto, f"producto-{producto.numero}", al_anio)


def _bloque(proyecto, padre, prefijo, al_anio):
    yield Fila(str(padre), "seccion")
    for indicador in padre.indicadores.all():
        yield _fila(proyecto, indicador, f"{prefijo}-{indicador.codigo}", al_anio)


def _fila(proyecto, indicador, sufijo, al_anio):
    def senas(nombre):
        clave = f"{nombre}-{sufijo}"
        return {"clave": clave, "url": reverse("proyecto_indicadores_cifra", args=[proyecto.codigo, clave])}

    logrado = acumulado(indicador, al_anio=al_anio, **senas("logrado"))
    return Fila(
        (
            str(indicador),
            texto_y_numero(indicador.linea_base, indicador.linea_base_valor) or SIN_DATO,
            texto_y_numero(indicador.meta, indicador.meta_valor) or SIN_DATO,
            Celda(logrado),
            Celda(porcentaje_de_la_meta(indicador, logrado, **senas("parte"))),
        )
    )


def texto_y_numero(texto, numero):
    """El texto de la persona y, si dice otra cosa, su número entre paréntesis; vacío si no hay nada."""
    if numero is None or texto == formato(numero):
        return texto
    return f"{texto} ({formato(numero)})" if texto else formato(numero)
