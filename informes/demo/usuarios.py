"""Las personas de la demostración; todas entran con la clave «demo»."""

from django.contrib.auth.hashers import make_password

from actores.models import Rol, Usuario
from territorios.models import DireccionRegional

CLAVE = "demo"
# usuario, nombre, apellido, rol, direcciones regionales
ELENCO = (
    ("admin", "Administración", "de la demostración", Rol.ADMINISTRADOR, ()),
    ("nacional", "Unidad", "de innovación", Rol.NACIONAL, ()),
    ("nacional2", "Unidad", "de innovación (segunda persona)", Rol.NACIONAL, ()),
    ("valparaiso", "Encargada", "de Valparaíso", Rol.EDITOR_REGIONAL, ("D-05",)),
    ("valparaiso2", "Encargado", "de Valparaíso (segunda persona)", Rol.EDITOR_REGIONAL, ("D-05",)),
    ("maule", "Encargada", "del Maule", Rol.EDITOR_REGIONAL, ("D-07",)),
    ("antofagasta", "Encargada", "de Antofagasta", Rol.EDITOR_REGIONAL, ("D-02",)),
    ("lectura.valparaiso", "Lectura", "de Valparaíso", Rol.LECTOR_REGIONAL, ("D-05",)),
    ("observador", "Observador", "del PNUD", Rol.OBSERVADOR, ()),
)


def crear():
    """Crea el elenco y lo devuelve por nombre de usuario."""
    clave = make_password(CLAVE)
    direcciones = {direccion.codigo: direccion for direccion in DireccionRegional.objects.all()}
    elenco = {}
    for nombre_de_usuario, nombre, apellido, rol, codigos in ELENCO:
        usuario = Usuario.objects.create(
            username=nombre_de_usuario,
            email=f"{nombre_de_usuario}@ejemplo.cl",
            first_name=nombre,
            last_name=apellido,
            rol=rol,
            password=clave,
        )
        usuario.direcciones.set(direcciones[codigo] for codigo in codigos)
        elenco[nombre_de_usuario] = usuario
    return elenco
