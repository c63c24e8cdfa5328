"""Dos clics a la vez sobre la misma planilla, en PostgreSQL: se aplica una sola vez."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comun.models import LibroSubido
from comun.models.libro_subido import LibroSubidoQuerySet
from territorios.models import Territorio
from tests.fabricas.territorios import ComunaFactory
from tests.mesas.test_acta_concurrencia import HILOS, a_la_vez
from tests.planillas import libro_del_tipo

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def clics(encargada):
    """Un envío de «Aplicar» por hilo, sobre una misma planilla ya subida."""
    fila = {"Nombre": "Cerro", "Tipo": "barrio", "Comunas": ComunaFactory().nombre}
    archivo = SimpleUploadedFile("t.xlsx", libro_del_tipo("territorios", {"Territorios": [fila]}))
    clientes = [Client() for _ in range(HILOS)]
    for cliente in clientes:
        cliente.force_login(encargada)
    url = clientes[0].post("/planillas/territorios/", {"archivo": archivo}).url
    huella = LibroSubido.objects.get().huella
    return [lambda cliente=cliente: cliente.post(url, {"huella": huella}) for cliente in clientes]


def test_se_aplica_una_sola_vez(encargada):
    errores = a_la_vez(clics(encargada))

    assert errores == [None] * HILOS
    assert Territorio.objects.count() == 1


def test_sin_el_bloqueo_la_prueba_lo_nota(encargada, monkeypatch):
    """Control negativo: lo que impide aplicar dos veces es el bloqueo de la planilla subida."""
    monkeypatch.setattr(LibroSubidoQuerySet, "select_for_update", lambda self, **opciones: self, raising=False)

    errores = a_la_vez(clics(encargada))

    assert any(errores) or Territorio.objects.count() != 1
