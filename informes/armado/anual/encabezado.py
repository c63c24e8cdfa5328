"""El encabezado: identificadores y plazos a la izquierda, dinero a la derecha."""

from comun.documentos.arbol import Celda, Columna, Enfasis, Fila, Parrafo, Tabla
from comun.formatos import formato
from informes.armado.anual import rotulos


def bloques(material):
    proyecto = material.proyecto
    plazo = f"{formato(proyecto.inicio)}/{formato(proyecto.fin)}"
    return (
        _dato(rotulos.PROYECTO, proyecto.titulo),
        _dato(rotulos.FECHAS, plazo),
        _dato(rotulos.PERIODO, proyecto.periodo),
        Tabla(
            titulo="Identificadores y presupuesto del proyecto",
            columnas=(Columna(3), Columna(2), Columna(6), Columna(2, "derecha")),
            filas=_filas(material),
            estilo="ficha",
        ),
    )


def _dato(rotulo, texto):
    return Parrafo((Enfasis(rotulo), " ", texto))


def _filas(material):
    proyecto, cuadro = material.proyecto, material.cuadro
    izquierda = [
        (rotulos.ATLAS_PROYECTO, proyecto.atlas_project_id),
        (rotulos.ATLAS_OUTPUT, formato(proyecto.atlas_output_id)),
    ]
    derecha = [
        (rotulos.PRESUPUESTO_DOCUMENTO, cuadro.presupuesto_del_documento),
        (rotulos.PRESUPUESTO_ANIO, cuadro.presupuesto_del_anio),
        (rotulos.GASTO_ANIO, cuadro.gasto_del_anio),
        (rotulos.DISTRIBUCION, "" if cuadro.aportes else formato(None)),
        *((f"{donante.nombre}:", aporte) for donante, aporte in cuadro.aportes),
    ]
    for numero, (rotulo, valor) in enumerate(derecha):
        yield Fila((*_celdas_de_la_izquierda(izquierda, numero), Celda(rotulo, encabezado=True), Celda(valor)))


def _celdas_de_la_izquierda(pares, numero):
    if numero >= len(pares):
        return (Celda(colspan=2),)
    rotulo, valor = pares[numero]
    return (Celda(rotulo, encabezado=True), Celda(valor))
