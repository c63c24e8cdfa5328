"""Cuándo empieza una visita: al ingresar, si pasó una jornada desde que empezó la anterior."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from actores.models import Usuario
from tests.fabricas.actores import CLAVE, UsuarioFactory

pytestmark = pytest.mark.django_db
LLEGADA = timezone.datetime(2026, 5, 4, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def persona():
    return UsuarioFactory(username="claudia")


def ingresar(client, cuando):
    with time_machine.travel(cuando, tick=False):
        respuesta = client.post(reverse("account_login"), {"login": "claudia", "password": CLAVE})
        client.logout()
    assert respuesta.status_code == 302


def visitas():
    return Usuario.objects.values_list("visita_anterior", "visita_desde").get(username="claudia")


def test_la_primera_no_tiene_anterior(client, persona):
    ingresar(client, LLEGADA)

    assert visitas() == (None, LLEGADA)


def test_volver_a_entrar_en_la_misma_jornada_sigue_en_la_misma_visita(client, persona):
    ingresar(client, LLEGADA)
    ingresar(client, LLEGADA + timedelta(hours=7, minutes=59))

    assert visitas() == (None, LLEGADA)


def test_al_otro_dia_empieza_otra(client, persona):
    ingresar(client, LLEGADA)
    ingresar(client, LLEGADA + timedelta(days=1))

    assert visitas() == (LLEGADA, LLEGADA + timedelta(days=1))


def test_ingresar_no_deja_historial_ni_cierra_sesiones(client, persona):
    antes = persona.history.count(), persona.generacion_de_sesion

    ingresar(client, LLEGADA)

    persona.refresh_from_db()
    assert (persona.history.count(), persona.generacion_de_sesion) == antes


def test_tambien_al_entrar_en_la_demostracion(client, settings):
    settings.DEMO = True
    UsuarioFactory(username="valparaiso")

    client.post(reverse("entrar_como"), {"usuario": "valparaiso"})

    assert Usuario.objects.get(username="valparaiso").visita_desde is not None
