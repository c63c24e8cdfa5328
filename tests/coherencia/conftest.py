"""El elenco reunido, con su sesión abierta, una sola vez por módulo: los barridos prueban con todos los roles."""

import copy

import pytest
from django.conf import settings
from django.test import Client

from tests.fabricas.elenco import PERSONAS, reunir
from tests.modulo import cargado
from tests.trampas import ClienteEstricto


def _reunir_con_sesion():
    elenco, sesiones = reunir(), {}
    for nombre in PERSONAS:
        cliente = Client()
        cliente.force_login(getattr(elenco, nombre))
        sesiones[nombre] = cliente.cookies[settings.SESSION_COOKIE_NAME].value
    return elenco, sesiones


@pytest.fixture(scope="module")
def _elenco(django_db_setup, django_db_blocker):
    with cargado(django_db_blocker, _reunir_con_sesion) as elenco_y_sesiones:
        yield elenco_y_sesiones


@pytest.fixture
def elenco(_elenco, db):
    return copy.deepcopy(_elenco[0])


@pytest.fixture
def encargada(elenco):
    return elenco.encargada


@pytest.fixture
def administradora(elenco):
    return elenco.administradora


@pytest.fixture
def entrar(_elenco, db):
    """entrar(persona del elenco) → cliente con la sesión que ya tiene abierta; entrar(None) → sin sesión."""

    def abrir(usuario):
        cliente = ClienteEstricto()
        if usuario:
            cliente.cookies[settings.SESSION_COOKIE_NAME] = _elenco[1][usuario.username]
        return cliente

    return abrir
