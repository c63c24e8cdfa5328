"""«Entrar como…», sólo en la demostración."""

import pytest
from django.urls import reverse

from actores.demo import PERSONAJES
from comun.models import Bitacora
from tests.fabricas.actores import UsuarioFactory


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_entra_sin_clave_y_queda_anotado(client, db, demo):
    UsuarioFactory(username="valparaiso")

    respuesta = client.post(reverse("entrar_como"), {"usuario": "valparaiso"})

    assert respuesta.url == "/"
    assert Bitacora.objects.get().acto == Bitacora.Acto.INGRESO_DEMO
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("usuario", ["otra", "", "x" * 5000, "val\x00paraiso"])
def test_no_deja_entrar_como_quien_no_es_de_la_demostracion(client, db, demo, usuario):
    UsuarioFactory(username="otra")

    assert client.post(reverse("entrar_como"), {"usuario": usuario}).status_code == 404


def test_fuera_de_la_demostracion_no_existe(client, db):
    UsuarioFactory(username="valparaiso")

    assert client.post(reverse("entrar_como"), {"usuario": "valparaiso"}).status_code == 404
    assert "Entrar como" not in client.get(reverse("account_login")).text


def test_el_ingreso_ofrece_a_cada_personaje(client, db, demo):
    texto = client.get(reverse("account_login")).text

    assert "VARIABLE_INDEFINIDA" not in texto
    for personaje in PERSONAJES:
        assert f'value="{personaje.usuario}"' in texto


def test_no_se_entra_con_un_enlace(client, db, demo):
    assert client.get(reverse("entrar_como")).status_code == 405
