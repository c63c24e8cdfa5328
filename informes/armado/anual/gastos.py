"""Sección II: indicadores, actividades y gastos, producto por producto, con sus costos y total.

Las filas siguen a los indicadores. Las actividades que sirven exactamente a los mismos indicadores seguidos comparten
una celda combinada; un gasto se imprime una sola vez, en la primera fila de sus actividades (decisiones, Tabla II).
"""

from comun.documentos.arbol import Celda, Columna, Fila, Parrafo, Tabla, Titulo
from comun.formatos import SIN_DATO, formato
from informes.armado.anual import rotulos
from informes.armado.anual.disposicion import disponer
from informes.armado.anual.resultados import base_de, logrado_de, meta_de

ANCHOS = (7, 5, 7, 8, 7, 5, 4)


def bloques(material):
    columnas = [Columna(ancho) for ancho in ANCHOS[:-1]] + [Columna(ANCHOS[-1], "derecha")]
    encabezado = [rotulo.format(moneda=material.proyecto.moneda) for rotulo in rotulos.II_COLUMNAS]
    filas = [Fila(encabezado, "encabezado")]
    for producto in material.productos:
        filas += _filas_de_producto(material, producto)
    filas += _costos(material.cuadro)
    return (
        Titulo(2, rotulos.II),
        Tabla("Metas, actividades y gastos por producto", columnas, filas),
        *_nota_de_tasas(material.cuadro),
    )


def _filas_de_producto(material, producto):
    yield Fila(str(producto), "seccion")
    logros = {indicador.pk: material.logro(indicador) for indicador in producto.indicadores.all()}
    for renglon in disponer(producto, material.cuadro.gastos_de(producto)):
        yield Fila(_celdas(material.cuadro, renglon, logros))
    yield _linea(
        rotulos.SUBTOTAL.format(numero=producto.numero), material.cuadro.subtotales[producto.pk], "subtotal", ""
    )


def _celdas(cuadro, renglon, logros):
    if renglon.abre_indicador:
        yield from _celdas_de_indicador(renglon, logros)
    if renglon.abre_actividades:
        yield Celda([Parrafo(str(actividad)) for actividad in renglon.actividades], rowspan=renglon.alto_actividades)
    yield Celda(str(renglon.gastos[0].item) if renglon.gastos else "")
    yield Celda(cuadro.de_una_celda(renglon.gastos) if renglon.gastos else "")


def _celdas_de_indicador(renglon, logros):
    alto, indicador = renglon.alto_indicador, renglon.indicador
    if indicador is None:
        return [Celda(colspan=4, rowspan=alto)]
    logro = logros[indicador.pk]
    codigo = indicador.codigo
    textos = (
        str(indicador),
        f"Línea de base {codigo} {base_de(indicador) or SIN_DATO}",
        f"Meta {codigo} {meta_de(indicador, logro) or SIN_DATO}",
        f"Meta {codigo} {logrado_de(logro) or SIN_DATO}",
    )
    return [Celda(texto, rowspan=alto) for texto in textos]


def _costos(cuadro):
    yield _linea(rotulos.SUBTOTAL_PRODUCTOS, cuadro.subtotal_productos, "subtotal")
    yield _linea(rotulos.DPC, cuadro.dpc, "subtotal")
    yield _linea(rotulos.GMS, cuadro.gms, "subtotal")
    yield _linea(rotulos.TOTAL, cuadro.total, "total")


def _linea(rotulo, cifra, tipo, alineacion="derecha"):
    return Fila((Celda(rotulo, colspan=6, alineacion=alineacion, encabezado=True), Celda(cifra)), tipo)


def _nota_de_tasas(cuadro):
    """El rótulo del formulario dice «(%)» sin el número: la tasa va en una nota al pie de la tabla."""
    for grupo in cuadro.grupos or ():
        yield Parrafo(
            f"DPC: {formato(grupo.dpc_porcentaje)} % de {formato(grupo.base, cuadro.FORMATO)}. "
            f"GMS: {formato(grupo.gms_porcentaje)} % de {formato(grupo.base_de_gms, cuadro.FORMATO)}.",
            "nota",
        )
