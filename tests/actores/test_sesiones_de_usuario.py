"""Quien cambia de rol, de dirección o deja de trabajar aquí pierde las sesiones abiertas; lo escrito sigue suyo."""

import pytest
from django.urls import reverse

from actores.models import CambioNoPermitido, Rol
from tests.fabricas.mesas import MesaFactory


def sigue_dentro(cliente):
    return cliente.get(reverse("inicio")).status_code == 200


CAMBIOS = {
    "desactivar": lambda persona, por, otra: persona.desactivar(por=por, motivo="Dejó el servicio"),
    "cambiar de rol": lambda persona, por, otra: persona.cambiar_rol(rol=Rol.LECTOR_REGIONAL, por=por),
    "trasladar": lambda persona, por, otra: persona.trasladar(a=[otra], por=por),
    "cerrar sesiones": lambda persona, por, otra: persona.cerrar_sesiones(por=por),
}


@pytest.mark.parametrize("cambio", CAMBIOS.values(), ids=CAMBIOS)
def test_el_cambio_cierra_las_sesiones_abiertas_y_no_las_de_otros(cambio, entrar, encargada, lectora, nacional, maule):
    suya, de_otra = entrar(encargada), entrar(lectora)
    assert sigue_dentro(suya)

    cambio(encargada, nacional, maule)

    assert not sigue_dentro(suya)
    assert sigue_dentro(de_otra)


def test_reactivar_no_revive_las_sesiones_de_antes(entrar, encargada, administradora):
    cliente = entrar(encargada)
    encargada.desactivar(por=administradora, motivo="Licencia larga")

    encargada.activar(por=administradora)

    assert not sigue_dentro(cliente)
    assert sigue_dentro(entrar(encargada))


@pytest.mark.parametrize(
    "cambio", [{"rol": Rol.LECTOR_REGIONAL}, {"is_active": ""}, {"direcciones": "otra"}], ids=["rol", "activo", "lugar"]
)
def test_tambien_desde_el_admin(cambio, entrar, encargada, administradora, valparaiso, maule):
    cliente = entrar(encargada)
    datos = {"username": "encargada", "rol": encargada.rol, "is_active": "on", "direcciones": valparaiso.pk}
    if "direcciones" in cambio:
        cambio = {"direcciones": maule.pk}

    entrar(administradora).post(reverse("admin:actores_usuario_change", args=[encargada.pk]), datos | cambio)

    assert not sigue_dentro(cliente)


def test_corregir_el_nombre_en_el_admin_no_cierra_nada(entrar, encargada, administradora, valparaiso):
    cliente = entrar(encargada)
    datos = {"username": "encargada", "rol": encargada.rol, "is_active": "on", "direcciones": valparaiso.pk}

    entrar(administradora).post(
        reverse("admin:actores_usuario_change", args=[encargada.pk]), datos | {"first_name": "Otra"}
    )

    assert sigue_dentro(cliente)


def test_ingresar_no_cierra_la_sesion_que_ya_habia(entrar, encargada):
    primera = entrar(encargada)
    segunda = entrar(encargada)

    assert sigue_dentro(primera)
    assert sigue_dentro(segunda)


def test_trasladar_conserva_la_autoria_y_deja_ver_que_hay_que_entregar(encargada, administradora, valparaiso, maule):
    mesa = MesaFactory(direcciones=[valparaiso], encargado=encargada)
    mesa.registrar(por=encargada, motivo="Primera edición")

    encargada.trasladar(a=[maule], por=administradora, motivo="Asume en Maule")

    cambio = encargada.history.latest()
    assert list(encargada.direcciones.all()) == [maule]
    assert (cambio.history_user, cambio.history_change_reason) == (administradora, "Asume en Maule")
    assert mesa.history.latest().history_user == encargada
    assert list(encargada.mesas_a_cargo.all()) == [mesa]


def test_nadie_se_desactiva_ni_se_traslada_a_si_mismo(administradora, maule):
    with pytest.raises(CambioNoPermitido, match="tu propia cuenta"):
        administradora.desactivar(por=administradora, motivo="x")
    with pytest.raises(CambioNoPermitido, match="tu propio rol"):
        administradora.trasladar(a=[maule], por=administradora)


def test_un_rol_regional_no_queda_sin_direccion(encargada, nacional, administradora):
    with pytest.raises(CambioNoPermitido, match="al menos una dirección regional"):
        encargada.trasladar(a=[], por=administradora)
    with pytest.raises(CambioNoPermitido, match="al menos una dirección regional"):
        nacional.cambiar_rol(rol=Rol.EDITOR_REGIONAL, por=administradora)
