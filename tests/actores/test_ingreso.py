"""El ingreso con usuario o correo y contraseña."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from actores.models import Usuario
from comun.correo import vaciar
from tests.fabricas.actores import UsuarioFactory

CLAVE = "una clave bien larga"


@pytest.fixture
def persona(db):
    usuario = UsuarioFactory(username="claudia", email="claudia@ejemplo.cl")
    usuario.set_password(CLAVE)
    usuario.save()
    return usuario


def intentar(client, quien, clave):
    return client.post(reverse("account_login"), {"login": quien, "password": clave})


@pytest.mark.parametrize("quien", ["claudia", "claudia@ejemplo.cl", "CLAUDIA@ejemplo.cl"])
def test_entra_con_usuario_o_correo(client, persona, quien):
    respuesta = intentar(client, quien, CLAVE)

    assert respuesta.status_code == 302
    assert respuesta.url == "/"


def test_lleva_a_la_pagina_que_se_pedia(client, persona):
    pedida = client.get("/galeria/")

    respuesta = client.post(pedida.url, {"login": "claudia", "password": CLAVE, "next": "/galeria/"})

    assert respuesta.url == "/galeria/"


@pytest.mark.parametrize("quien", ["claudia", "claudia@ejemplo.cl", "nadie", "nadie@ejemplo.cl"])
def test_dice_lo_mismo_si_falla_la_clave_o_si_no_hay_cuenta(client, persona, quien):
    respuesta = intentar(client, quien, "otra clave")

    assert "El usuario o la contraseña no coinciden." in respuesta.text
    assert "VARIABLE_INDEFINIDA" not in respuesta.text


def test_se_cierra_tras_cinco_fallas_aunque_luego_se_acierte(client, persona):
    for _ in range(5):
        intentar(client, "claudia", "otra clave")

    respuesta = intentar(client, "claudia", CLAVE)

    assert respuesta.status_code == 200
    assert "demasiados intentos fallidos" in respuesta.text


def test_una_cuenta_desactivada_no_entra(client, persona):
    Usuario.objects.filter(pk=persona.pk).update(is_active=False)

    intentar(client, "claudia", CLAVE)

    assert "_auth_user_id" not in client.session
    assert "Esta cuenta está desactivada." in client.get(reverse("account_login")).text


def test_el_enlace_del_correo_deja_elegir_otra_clave(client, persona, settings):
    settings.EMAIL_BACKEND = "comun.correo.BandejaDeSalida"
    respuesta = client.post(reverse("account_reset_password"), {"email": "claudia@ejemplo.cl"}, follow=True)
    assert "Revisa tu correo" in respuesta.text
    vaciar()

    enlace = re.search(r"http\S+/cuentas/clave/recuperar/\S+", mail.outbox[0].body)[0]
    pagina = client.get(enlace, follow=True)
    assert "VARIABLE_INDEFINIDA" not in pagina.text
    nueva = {"password1": "otra clave bien larga", "password2": "otra clave bien larga"}
    client.post(pagina.request["PATH_INFO"], nueva, follow=True)

    persona.refresh_from_db()
    assert persona.check_password("otra clave bien larga")
    assert mail.outbox[0].subject == "Mesas Territoriales: elige otra contraseña"
    assert "claudia" in mail.outbox[0].body


def test_a_un_correo_sin_cuenta_no_se_le_escribe(client, db):
    respuesta = client.post(reverse("account_reset_password"), {"email": "nadie@ejemplo.cl"}, follow=True)

    assert "Revisa tu correo" in respuesta.text
    assert mail.outbox == []


def test_cambia_la_clave_sabiendo_la_actual(client, persona):
    client.force_login(persona)

    malo = client.post(reverse("account_change_password"), {"oldpassword": "x", "password1": "corta", "password2": ""})
    nueva = {"oldpassword": CLAVE, "password1": "otra clave bien larga", "password2": "otra clave bien larga"}
    client.post(reverse("account_change_password"), nueva)

    assert "Ésa no es tu contraseña actual." in malo.text
    assert "demasiado corta" in malo.text
    persona.refresh_from_db()
    assert persona.check_password("otra clave bien larga")


@pytest.mark.parametrize(
    "nombre",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done"],
)
def test_las_paginas_sin_sesion_estan_en_espanol(client, db, nombre):
    texto = client.get(reverse(nombre)).text

    assert "VARIABLE_INDEFINIDA" not in texto
    assert not re.search(r"\b(Password|Sign|Email|Login|email)\b", re.sub(r"<[^>]*>", " ", texto))


def test_salir_pide_confirmar_y_cierra_la_sesion(client, persona):
    client.force_login(persona)

    assert "¿Quieres salir?" in client.get(reverse("account_logout")).text
    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session
