"""Hojas de actividades y gastos."""

from comun.planillas import Codigo, Dinero, Entero, Fecha, Hoja, Referencia, Texto, TextoLargo
from informes.models import Actividad, Gasto, ItemPresupuestario
from informes.planillas.proyecto import fuente


def _permiso_de_items(usuario, fila):
    """Cualquiera que importe agrega un ítem; los que ya existen, que otros usan, los cambia la unidad nacional."""
    return None if fila.objeto is None or usuario.es_nacional else "este ítem ya existe y lo cambia la unidad nacional"


HOJAS = [
    Hoja(
        "Ítems",
        ItemPresupuestario,
        clave=("codigo",),
        orden=("codigo",),
        admite_eliminar=False,
        permiso=_permiso_de_items,
        ayuda="El catálogo entero: agrega los que falten.",
        columnas=[Texto("Código", "codigo"), Texto("Nombre", "nombre"), fuente()],
    ),
    Hoja(
        "Actividades",
        Actividad,
        clave=("producto", "numero"),
        raiz="producto__proyecto",
        orden=("producto__numero", "numero"),
        columnas=[
            Referencia("Producto", "producto", hoja="Productos"),
            Entero("Número", "numero"),
            Texto("Rótulo", "rotulo", ayuda="Vacío: «Actividad» y su número."),
            TextoLargo("Actividad", "nombre"),
            Referencia("Indicadores", "indicadores", hoja="Indicadores", con=("producto",), multiple=True),
            fuente(),
        ],
    ),
    Hoja(
        "Gastos",
        Gasto,
        clave=("codigo",),
        raiz="producto__proyecto",
        orden=("codigo",),
        columnas=[
            Codigo("Código", "codigo"),
            Referencia("Producto", "producto", hoja="Productos"),
            Referencia("Actividades", "actividades", hoja="Actividades", con=("producto",), multiple=True),
            Referencia("Ítem", "item", hoja="Ítems"),
            Referencia("Donante", "donante", hoja="Donantes"),
            Entero("Año", "anio"),
            Fecha("Fecha", "fecha"),
            Dinero("Monto", "monto"),
            Texto("Nota", "nota"),
            fuente(),
        ],
    ),
]
