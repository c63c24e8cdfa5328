"""Planillas de mesas: las mesas con sus instancias, integrantes y documentos, y los compromisos con sus avances."""

from comun.planillas import TipoDePlanilla, registrar
from mesas.permissions import puede_crear_alguna_mesa, puede_ver_personas
from mesas.planillas import compromisos, integrantes, mesas
from mesas.planillas.alcance import exigir_mesas_propias

MESAS = registrar(
    TipoDePlanilla(
        nombre="mesas",
        titulo="Las mesas con sus instancias, sus integrantes y sus documentos",
        ayuda=(
            "Una mesa nueva nace con una instancia: la primera fila de «Instancias» que la nombre dice cómo es; sin "
            "ninguna, se llama como la mesa. Los actores y las personas deben estar ya anotados. Un integrante se "
            "reconoce por su instancia, su actor, su persona, su calidad y desde cuándo."
        ),
        puede_ver=puede_ver_personas,
        puede_importar=puede_crear_alguna_mesa,
        listado="mesas_lista",
        revisar=exigir_mesas_propias,
        hojas=[*mesas.HOJAS, *integrantes.HOJAS],
    )
)
COMPROMISOS = registrar(
    TipoDePlanilla(
        nombre="compromisos",
        titulo="Los compromisos, con su origen y sus avances",
        ayuda=(
            "El estado no se escribe: sale de los avances y sus evidencias. Lo firmado y lo cerrado no cambian aquí. "
            "Los que nacen de un acta se anotan en su sesión."
        ),
        puede_ver=puede_ver_personas,
        puede_importar=puede_crear_alguna_mesa,
        listado="compromisos_lista",
        revisar=exigir_mesas_propias,
        hojas=compromisos.HOJAS,
    )
)
