"""La hoja de las cuentas. Nunca lleva contraseñas; una cuenta no se borra: se desactiva."""

from django.db import transaction

from actores.models import CambioNoPermitido, Rol, Usuario
from comun.planillas import FilaInvalida, Hoja, Opcion, Referencia, SiNo, Texto, visibles
from territorios.models import DireccionRegional

REGIONALES = {Rol.EDITOR_REGIONAL, Rol.LECTOR_REGIONAL}
SIN_DIRECCION = "un rol regional necesita al menos una dirección regional"


def _cuentas_de(usuario):
    return Usuario.objects.visibles_para(usuario) if usuario else Usuario.objects.all()


def _exigir_direccion(fila):
    if fila.valores["rol"] in REGIONALES and not fila.valores["direcciones"]:
        raise FilaInvalida(SIN_DIRECCION, "Direcciones regionales")


@transaction.atomic
def _crear(*, por, motivo, valores):
    """Una cuenta que aún no puede entrar: su clave la elige la persona con un enlace."""
    direcciones = valores.pop("direcciones")
    cuenta = Usuario(**valores)
    cuenta.set_unusable_password()
    cuenta.full_clean()
    cuenta._history_user, cuenta._change_reason = por, motivo
    cuenta.save()
    cuenta.direcciones.set(direcciones)
    return cuenta


@transaction.atomic
def _cambiar(cuenta, *, por, motivo, valores):
    """Los datos personales se corrigen; el rol, el lugar y el acceso cambian por sus verbos."""
    activa = valores.pop("is_active", cuenta.is_active)
    rol, direcciones = valores.pop("rol", None), valores.pop("direcciones", None)
    for campo, valor in valores.items():
        setattr(cuenta, campo, valor)
    cuenta.full_clean()
    cuenta._history_user, cuenta._change_reason = por, motivo
    cuenta.save()
    if rol or direcciones is not None:
        actuales = list(cuenta.direcciones.all()) if direcciones is None else direcciones
        cuenta.trasladar(a=actuales, rol=rol, por=por, motivo=motivo)
    if activa != cuenta.is_active:
        (cuenta.activar if activa else cuenta.desactivar)(por=por, motivo=motivo)
    return cuenta


HOJAS = [
    Hoja(
        "Usuarios",
        Usuario,
        clave=("username",),
        orden=("username",),
        consulta=_cuentas_de,
        validar=_exigir_direccion,
        crear=_crear,
        cambiar=_cambiar,
        errores=(CambioNoPermitido,),
        admite_eliminar=False,
        columnas=[
            Texto("Usuario", "username", ayuda="Con él se entra. No cambia."),
            Texto("Nombre", "first_name", obligatorio=True),
            Texto("Apellido", "last_name"),
            Texto("Correo", "email", ayuda="También sirve para entrar y para recuperar la contraseña."),
            Opcion("Rol", "rol", obligatorio=True),
            Referencia(
                "Direcciones regionales",
                "direcciones",
                multiple=True,
                consulta=visibles(DireccionRegional),
                por=("codigo", "nombre"),
                ayuda="Obligatoria en los roles regionales.",
            ),
            SiNo("Activa", "is_active", por_defecto=True, ayuda="«no» deja de entrar; nada suyo se borra."),
        ],
    )
]
