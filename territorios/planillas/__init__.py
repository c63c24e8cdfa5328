"""Planilla de territorios: qué abarca cada uno, sus localidades, sus otros nombres y los actos que lo definen."""

from comun.planillas import TipoDePlanilla, registrar
from territorios.permissions import puede_crear_territorio, puede_ver_directorio
from territorios.planillas import territorios

TERRITORIOS = registrar(
    TipoDePlanilla(
        nombre="territorios",
        titulo="Territorios con lo que abarcan, sus localidades y los actos que los definen",
        ayuda=(
            "Una editora regional trae los territorios que tocan sus regiones; la unidad nacional, los nacionales. "
            "En las demás hojas, un territorio se nombra por su código o por su nombre, también si es nuevo."
        ),
        puede_ver=puede_ver_directorio,
        puede_importar=puede_crear_territorio,
        listado="territorios_lista",
        revisar=territorios.exigir_region_propia,
        hojas=territorios.HOJAS,
    )
)
