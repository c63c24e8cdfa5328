"""El proyecto de la referencia y el ficticio, cargados una sola vez por módulo y deshechos al terminar."""

import pytest

from informes.models import InformeAnual
from tests.informes import ejemplo, referencia
from tests.informes.libros import importar, libro_de_proyecto
from tests.modulo import cargado


@pytest.fixture(scope="module")
def _campanilla(django_db_setup, django_db_blocker):
    with cargado(django_db_blocker, lambda: importar(referencia.planilla(referencia.datos()))) as resultado:
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

    with cargado(django_db_blocker, cargar) as informe:
        yield informe


@pytest.fixture
def informe(_ejemplo, db):
    """El informe 2025 del proyecto ficticio; lo que la prueba cambie se deshace."""
    return InformeAnual.objects.select_related("proyecto").get(pk=_ejemplo.pk)
