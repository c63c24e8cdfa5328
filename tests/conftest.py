"""El elenco que ingresa en las pruebas y las trampas que valen para todas.

Encargada edita en Valparaíso, lectora lo ve, ajena edita en Maule y no ve nada de Valparaíso.
"""

import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.fabricas import elenco
from tests.trampas import ClienteEstricto


def pytest_collection_modifyitems(items):
    """Los recorridos se corren una sola vez, con `make recorridos`; la concurrencia, sólo en PostgreSQL."""
    recorrer = os.environ.get("MESAS_EXIGE_NAVEGADOR") == "1"
    en_postgresql = connection.vendor == "postgresql"
    for prueba in items:
        if "recorrido" in prueba.keywords and not recorrer:
            prueba.add_marker(pytest.mark.skip(reason="los recorridos en navegador se corren con make recorridos"))
        if "postgresql" in prueba.keywords and not en_postgresql:
            prueba.add_marker(pytest.mark.skip(reason="sólo en PostgreSQL: make test-postgres"))


@pytest.fixture(autouse=True)
def _cache_limpia():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client():
    """Un cliente sin sesión, que falla si un GET escribe."""
    return ClienteEstricto()


@pytest.fixture
def entrar(db):
    """entrar(usuario) → cliente con la sesión abierta; entrar(None) → sin sesión."""

    def abrir(usuario):
        cliente = ClienteEstricto()
        if usuario:
            cliente.force_login(usuario)
        return cliente

    return abrir


@pytest.fixture
def consultas_de():
    """consultas_de(cliente, url) → cuántas consultas hace un GET que responde 200."""

    def contar(cliente, url):
        with CaptureQueriesContext(
            connection,
        ) as consultas:
            respuesta = cliente.get(url)
        assert respuesta.status_code == 200, respuesta.status_code
        return len(consultas)

    return contar


# --- El elenco ---


@pytest.fixture
def valparaiso(db):
    return elenco.valparaiso()


@pytest.fixture
def maule(db):
    return elenco.maule()


@pytest.fixture
def encargada(valparaiso):
    return elenco.persona("encargada", valparaiso)


@pytest.fixture
def lectora(valparaiso):
    return elenco.persona("lectora", valparaiso)


@pytest.fixture
def ajena(maule):
    return elenco.persona("ajena", maule)


@pytest.fixture
def nacional(db):
    return elenco.persona("nacional")


@pytest.fixture
def observadora(db):
    return elenco.persona("observadora")


@pytest.fixture
def administradora(db):
    return elenco.persona("administradora")
