"""Hojas de los informes anuales: textos, riesgos, lecciones, decisiones y enlaces."""

from comun.models import ObjetoSellado
from comun.planillas import Entero, Fecha, Hoja, Opcion, Referencia, SiNo, Texto, TextoLargo
from informes.models import (
    DecisionDelComite,
    EnlaceDeEvidencia,
    InformeAnual,
    Leccion,
    Riesgo,
    SeccionNarrativa,
)
from informes.planillas.proyecto import fuente

Clave = SeccionNarrativa.Clave
# Un texto de un informe en revisión o emitido no se cambia: su fila se rechaza con esa razón.
CERRADO = (ObjetoSellado,)
GENERALES = [(clave.value, clave.label) for clave in Clave if clave != Clave.PRODUCTO]


def _informe():
    return Referencia("Informe", "informe", hoja="Informes", ayuda="El año del informe.")


def _hoja_numerada(nombre, modelo, columnas):
    """Una hoja de partes de un informe, que se numeran dentro de él."""
    return Hoja(
        nombre,
        modelo,
        clave=("informe", "orden"),
        raiz="informe__proyecto",
        orden=("informe__anio", "orden"),
        errores=CERRADO,
        columnas=[_informe(), Entero("Orden", "orden"), *columnas, fuente()],
    )


HOJAS = [
    Hoja(
        "Informes",
        InformeAnual,
        clave=("anio",),
        raiz="proyecto",
        orden=("anio",),
        admite_eliminar=False,
        columnas=[Entero("Año", "anio"), fuente()],
    ),
    Hoja(
        "Textos",
        SeccionNarrativa,
        clave=("informe", "clave"),
        raiz="informe__proyecto",
        orden=("informe__anio", "clave"),
        fijos={"producto": None},
        errores=CERRADO,
        ayuda="Los párrafos se separan con una línea en blanco dentro de la celda.",
        columnas=[
            _informe(),
            Opcion("Sección", "clave", opciones=GENERALES),
            TextoLargo("Texto", "texto"),
            SiNo("La teoría de cambio sigue vigente", "vigente"),
            fuente(),
        ],
    ),
    Hoja(
        "Textos por producto",
        SeccionNarrativa,
        clave=("informe", "producto"),
        raiz="informe__proyecto",
        orden=("informe__anio", "producto__numero"),
        fijos={"clave": Clave.PRODUCTO.value},
        errores=CERRADO,
        columnas=[
            _informe(),
            Referencia("Producto", "producto", hoja="Productos"),
            TextoLargo("Texto", "texto"),
            fuente(),
        ],
    ),
    _hoja_numerada(
        "Riesgos",
        Riesgo,
        [
            Texto("Tipo de riesgo", "tipo"),
            TextoLargo("Descripción", "descripcion"),
            Texto("Probabilidad", "probabilidad"),
            Texto("Impacto", "impacto"),
            TextoLargo("Acciones de mitigación", "mitigacion"),
            Texto("Responsable", "responsable"),
        ],
    ),
    _hoja_numerada(
        "Lecciones",
        Leccion,
        [
            TextoLargo("Logro o no logro", "logro"),
            TextoLargo("Qué funcionó y qué no", "descripcion"),
            TextoLargo("Valoración general", "valoracion"),
        ],
    ),
    Hoja(
        "Decisiones del Comité",
        DecisionDelComite,
        clave=("leccion", "orden"),
        raiz="leccion__informe__proyecto",
        orden=("leccion__informe__anio", "leccion__orden", "orden"),
        errores=CERRADO,
        columnas=[
            Referencia("Informe", "leccion.informe", hoja="Informes", auxiliar=True),
            Referencia("Lección", "leccion", hoja="Lecciones", con=("leccion.informe",)),
            Entero("Orden", "orden"),
            Fecha("Fecha", "fecha"),
            TextoLargo("Decisión", "texto"),
            fuente(),
        ],
    ),
    _hoja_numerada(
        "Enlaces", EnlaceDeEvidencia, [TextoLargo("Descripción", "descripcion"), Texto("Dirección", "url", ancho=60)]
    ),
]
