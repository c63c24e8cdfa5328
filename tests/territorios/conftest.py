import pytest

from territorios import carga
from tests.modulo import cargado


@pytest.fixture(scope="module")
def pais_del_modulo(django_db_setup, django_db_blocker):
    """Lo mismo, cargado una vez para un módulo en que todas las pruebas lo piden; se deshace al terminar."""
    with cargado(django_db_blocker, carga.cargar) as resultado:
        yield resultado


@pytest.fixture
def pais(pais_del_modulo, db):
    return pais_del_modulo
