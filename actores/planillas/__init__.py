"""Planillas de actores: las cuentas de quienes entran."""

from actores.permissions import puede_administrar_cuentas
from actores.planillas import usuarios
from comun.planillas import TipoDePlanilla, registrar

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
