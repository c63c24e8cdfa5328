"""El proyecto de la referencia y el ficticio, cargados una sola vez por módulo y deshechos al terminar."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from informes.models import InformeAnual
from tests.informes import ejemplo, referencia
from tests.informes.libros import importar, libro_de_proyecto


@contextmanager
def _cargado(django_db_blocker, cargar):
    """Lo que deja `cargar()` mientras dura el módulo; cada prueba deshace lo suyo hasta ese punto."""
    with django_db_blocker.unblock(), transaction.atomic():
        cargado = cargar()
        django_db_blocker.block()
        try:
            yield cargado
        finally:
            django_db_blocker.restore()
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _campanilla(django_db_setup, django_db_blocker):
    with _cargado(django_db_blocker, lambda: importar(referencia.planilla(referencia.datos()))) as resultado:
        yield resultado


@pytest.fixture
def campanilla(_campanilla, db):
    """El resultado de importar la referencia en una base vacía; lo que la prueba cambie se deshace."""
    return _campanilla


@pytest.fixture(scope="module")
def _ejemplo(django_db_setup, django_db_blocker):
    def cargar():
        importar(libro_de_proyecto(ejemplo.hojas()))
        return InformeAnual.objects.select_related("proyecto").get(codigo=ejemplo.INFORME)

    with _cargado(django_db_blocker, cargar) as informe:
        yield informe


@pytest.fixture
def informe(_ejemplo, db):
    """El informe 2025 del proyecto ficticio; lo que la prueba cambie se deshace."""
    return InformeAnual.objects.select_related("proyecto").get(pk=_ejemplo.pk)
