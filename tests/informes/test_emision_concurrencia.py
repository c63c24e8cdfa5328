"""Dos personas dan el mismo paso a la vez, contra un PostgreSQL vivo; sin el bloqueo, la prueba lo nota."""

from threading import Barrier

import pytest
from django.db import IntegrityError
from django.utils import timezone

from actores.models import Rol
from comun.models import Bitacora, EdicionSimultanea
from informes.models import InformeAnual, PlazoDeInforme, VersionAnual
from informes.revision_y_emision import emitible
from informes.revision_y_emision.entregas import recordar
from mesas.models import TransicionInvalida
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.emision import UN_DIA, informe_enviado, observacion
from tests.fabricas.informes import InformeAnualFactory
from tests.mesas.test_acta_concurrencia import a_la_vez

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

HILOS = 4


def revisoras():
    return [UsuarioFactory(rol=Rol.NACIONAL) for _ in range(HILOS)]


def copias(informe):
    return [InformeAnual.objects.get(pk=informe.pk) for _ in range(HILOS)]


def nombres(errores):
    return sorted(type(error).__name__ for error in errores)


UNA_GANA = ["NoneType"] + [TransicionInvalida.__name__] * (HILOS - 1)


def test_el_mismo_informe_se_emite_una_sola_vez():
    pares = list(zip(copias(informe_enviado()), revisoras(), strict=True))

    errores = a_la_vez([lambda u=uno, p=por: u.emitir(por=p, el=UN_DIA) for uno, por in pares])

    assert nombres(errores) == UNA_GANA
    assert VersionAnual.objects.get().archivos.count() == 4


def test_dos_personas_que_lo_observan_a_la_vez_lo_devuelven_una_vez():
    informe = informe_enviado()
    pares = list(zip(copias(informe), revisoras(), strict=True))

    errores = a_la_vez([lambda u=uno, p=por: u.observar(por=p, motivo="Falta") for uno, por in pares])

    assert nombres(errores) == UNA_GANA
    assert informe.history.filter(estado="observado").count() == 1


def test_una_observacion_se_atiende_una_sola_vez():
    una = observacion()
    atendidas = [type(una).objects.get(pk=una.pk) for _ in range(HILOS)]

    errores = a_la_vez([lambda o=otra: o.resolver(por=o.autor, respuesta="Hecho") for otra in atendidas])

    assert nombres(errores) == UNA_GANA


def test_dos_avisos_a_la_vez_recuerdan_una_vez():
    hoy = timezone.localdate()
    InformeAnualFactory()
    PlazoDeInforme.crear(por=None, clase="anual", anio=2020, etapa="envio", fecha=UN_DIA)
    quienes = revisoras()

    errores = a_la_vez([lambda p=por: recordar(por=p, anio=2020, hoy=hoy) for por in quienes])

    assert errores == [None] * HILOS
    assert Bitacora.objects.filter(acto="envio").count() == 1


def test_sin_el_bloqueo_la_prueba_lo_nota(monkeypatch):
    """Control negativo: lo que deja una sola emisión es el bloqueo de la fila, no la suerte."""
    leidas = Barrier(HILOS)

    def sin_bloqueo(self, estado, desde=None):
        self.refresh_from_db()
        leidas.wait(timeout=5)
        self.estado = estado

    pares = list(zip(copias(informe_enviado()), revisoras(), strict=True))
    monkeypatch.setattr(emitible.Emitible, "_tomar", sin_bloqueo)

    errores = a_la_vez([lambda u=uno, p=por: u.emitir(por=p, el=UN_DIA) for uno, por in pares])

    assert TransicionInvalida.__name__ not in nombres(errores)
    assert any(isinstance(error, IntegrityError | EdicionSimultanea) for error in errores)
