"""Hojas del marco de resultados: Programa País, productos, indicadores y logros."""

from comun.planillas import Entero, Hoja, Numero, Opcion, Referencia, Texto, TextoLargo, visibles
from informes.models import Indicador, LogroAnual, Producto, ResultadoPais
from informes.planillas.proyecto import fuente
from mesas.models import Mesa


def _columnas_de_indicador(padre):
    return [
        padre,
        Texto("Código", "codigo"),
        Entero("Orden", "orden"),
        TextoLargo("Indicador", "enunciado"),
        TextoLargo("Línea de base", "linea_base"),
        Numero("Línea de base (número)", "linea_base_valor"),
        Entero("Año de la línea de base", "linea_base_anio"),
        TextoLargo("Meta", "meta"),
        Numero("Meta (número)", "meta_valor"),
        Opcion("Se acumula", "acumulacion"),
        Opcion("Métrica", "metrica"),
        Referencia("Mesa", "mesa", consulta=visibles(Mesa), por=("codigo", "nombre")),
        Texto("Corte", "corte"),
        fuente(),
    ]


def _columnas_de_logro(indicador, *padre):
    return [
        *padre,
        indicador,
        Entero("Año", "anio"),
        TextoLargo("Meta del año", "meta"),
        Numero("Meta del año (número)", "meta_valor"),
        TextoLargo("Logrado", "texto"),
        Numero("Logrado (número)", "valor"),
        Numero("Denominador", "base"),
        TextoLargo("Medio de verificación", "medio_de_verificacion"),
        fuente(),
    ]


HOJAS = [
    Hoja(
        "Programa País",
        ResultadoPais,
        clave=("codigo",),
        raiz="proyecto",
        orden=("orden", "pk"),
        columnas=[
            Texto("Código", "codigo"),
            Opcion("Nivel", "nivel"),
            Entero("Orden", "orden"),
            TextoLargo("Enunciado", "enunciado"),
            fuente(),
        ],
    ),
    Hoja(
        "Indicadores país",
        Indicador,
        clave=("resultado_pais", "codigo"),
        raiz="resultado_pais__proyecto",
        orden=("resultado_pais__orden", "orden", "pk"),
        columnas=_columnas_de_indicador(Referencia("Efecto o producto país", "resultado_pais", hoja="Programa País")),
    ),
    Hoja(
        "Logros país",
        LogroAnual,
        clave=("indicador", "anio"),
        raiz="indicador__resultado_pais__proyecto",
        orden=("indicador__resultado_pais__orden", "indicador__orden", "anio"),
        columnas=_columnas_de_logro(
            Referencia("Indicador", "indicador", hoja="Indicadores país", con=("indicador.resultado_pais",)),
            Referencia("Efecto o producto país", "indicador.resultado_pais", hoja="Programa País", auxiliar=True),
        ),
    ),
    Hoja(
        "Productos",
        Producto,
        clave=("numero",),
        raiz="proyecto",
        orden=("numero",),
        columnas=[
            Entero("Número", "numero"),
            TextoLargo("Nombre", "nombre"),
            TextoLargo("Nombre en la parte narrativa", "nombre_narrativo"),
            fuente(),
        ],
    ),
    Hoja(
        "Indicadores",
        Indicador,
        clave=("producto", "codigo"),
        raiz="producto__proyecto",
        orden=("producto__numero", "orden", "pk"),
        columnas=_columnas_de_indicador(Referencia("Producto", "producto", hoja="Productos")),
    ),
    Hoja(
        "Logros",
        LogroAnual,
        clave=("indicador", "anio"),
        raiz="indicador__producto__proyecto",
        orden=("indicador__producto__numero", "indicador__orden", "anio"),
        columnas=_columnas_de_logro(
            Referencia("Indicador", "indicador", hoja="Indicadores", con=("indicador.producto",)),
            Referencia("Producto", "indicador.producto", hoja="Productos", auxiliar=True),
        ),
    ),
]
