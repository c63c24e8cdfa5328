import pytest
from django.db import transaction

from territorios import carga


@pytest.fixture
def pais(db):
    """Las divisiones y direcciones de los archivos, cargadas."""
    return carga.cargar()


@pytest.fixture(scope="module")
def pais_del_modulo(django_db_setup, django_db_blocker):
    """Lo mismo, cargado una vez para un módulo en que todas las pruebas lo piden; se deshace al terminar."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield carga.cargar()
        transaction.set_rollback(True)
