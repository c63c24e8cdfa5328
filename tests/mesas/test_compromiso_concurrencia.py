"""Varias personas sobre el mismo compromiso a la vez, en PostgreSQL: nada se pierde y el estado cuadra."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from mesas.models import Compromiso, CompromisoCerrado, VerboRechazado
from mesas.models.compromiso_ciclo import CicloDeCompromiso
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.sesiones import CompromisoFactory, un_enlace
from tests.mesas.test_acta_concurrencia import HILOS, a_la_vez

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
HOY = date(2026, 5, 4)


def reprogramaciones(compromiso, usuarios):
    """Una reprogramación por usuario, cada una sobre su propia copia leída antes."""
    copias = [Compromiso.objects.get(pk=compromiso.pk) for _ in usuarios]
    return [
        lambda copia=copia, por=por, n=n: copia.reprogramar(
            por=por, el=HOY, vence=HOY + timedelta(days=100 + n), causa="otra", motivo="Lluvia"
        )
        for n, (copia, por) in enumerate(zip(copias, usuarios, strict=True))
    ]


def test_todos_los_avances_y_cambios_quedan(transactional_db):
    compromiso, usuarios = CompromisoFactory(), [UsuarioFactory() for _ in range(HILOS)]

    errores = a_la_vez(reprogramaciones(compromiso, usuarios))

    guardado = Compromiso.objects.get(pk=compromiso.pk)
    assert errores == [None] * HILOS
    assert guardado.veces_reprogramado == guardado.reprogramaciones.count() == HILOS
    assert guardado.version == compromiso.version + HILOS


def test_sin_el_bloqueo_la_prueba_lo_nota(monkeypatch):
    """Control negativo: lo que guarda cada cambio es el bloqueo de la fila."""

    def sin_bloqueo(self):
        self.refresh_from_db()

    compromiso, usuarios = CompromisoFactory(), [UsuarioFactory() for _ in range(HILOS)]
    monkeypatch.setattr(CicloDeCompromiso, "_tomar", sin_bloqueo)

    errores = a_la_vez(reprogramaciones(compromiso, usuarios))

    guardado = Compromiso.objects.get(pk=compromiso.pk)
    assert any(errores) or guardado.veces_reprogramado < HILOS


def test_verificar_y_devolver_a_la_vez_deja_uno_solo():
    compromiso, (informa, verifica, devuelve) = CompromisoFactory(), [UsuarioFactory() for _ in range(3)]
    compromiso.informar_avance(
        por=informa, el=HOY, resultado="cumplido", en_nombre_de=compromiso.responsable, evidencias=[un_enlace()]
    )
    una, otra = (Compromiso.objects.get(pk=compromiso.pk) for _ in range(2))

    errores = a_la_vez(
        [
            lambda: una.verificar(por=verifica, el=HOY),
            lambda: otra.devolver(por=devuelve, el=HOY, motivo="No corresponde"),
        ]
    )

    perdio = [error for error in errores if error]
    assert len(perdio) == 1
    assert isinstance(perdio[0], CompromisoCerrado | VerboRechazado)
    with transaction.atomic():
        guardado = Compromiso.objects.get(pk=compromiso.pk)
        assert guardado.estado == guardado.estado_recalculado()
