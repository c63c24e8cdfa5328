"""Planillas de actores: las organizaciones, quienes las representan y las cuentas de quienes entran."""

from actores.permissions import puede_administrar_cuentas, puede_crear_actor, puede_ver_directorio
from actores.planillas import actores, personas, usuarios
from comun.planillas import TipoDePlanilla, registrar

ACTORES = registrar(
    TipoDePlanilla(
        nombre="actores",
        titulo="Las organizaciones del directorio, con sus otros nombres",
        ayuda=(
            "Una editora regional trae los actores que trabajan en sus regiones; la unidad nacional, los nacionales. "
            "Los retirados no vienen: para cambiarlos, repónlos antes en su ficha."
        ),
        puede_ver=puede_ver_directorio,
        puede_importar=puede_crear_actor,
        listado="actores_lista",
        revisar=actores.poner_y_exigir_region,
        hojas=actores.HOJAS,
    )
)
PERSONAS = registrar(
    TipoDePlanilla(
        nombre="personas",
        titulo="Quienes representan a las organizaciones, con su cargo y desde cuándo",
        ayuda=(
            "Lleva datos de personas: descárgala sólo si la necesitas y bórrala después. Los actores deben estar ya en "
            "el directorio. Una representación se reconoce por su persona, su actor, su cargo y desde cuándo."
        ),
        puede_ver=lambda usuario: puede_crear_actor(usuario) or usuario.es_administrador,
        puede_importar=puede_crear_actor,
        listado="actores_lista",
        revisar=personas.exigir_actores_propios,
        hojas=personas.HOJAS,
    )
)
USUARIOS = registrar(
    TipoDePlanilla(
        nombre="usuarios",
        titulo="Las cuentas: quién entra, con qué rol y en qué direcciones regionales",
        ayuda=(
            "No lleva contraseñas: a cada cuenta nueva se le da después, desde su ficha, un enlace para elegir la suya."
        ),
        puede_ver=puede_administrar_cuentas,
        puede_importar=puede_administrar_cuentas,
        invisible=True,
        listado="usuarios_lista",
        hojas=usuarios.HOJAS,
    )
)
