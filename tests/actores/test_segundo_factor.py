"""El segundo factor: se activa con el teléfono, se pide al entrar, y quien administra no trabaja sin él."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from tests.fabricas.actores import CLAVE

ACTIVAR = reverse("mfa_activate_totp")
SEGUNDO_PASO = reverse("mfa_authenticate")
AHORA = 1_800_000_000  # un instante cualquiera, al comienzo de un período de 30 segundos


@pytest.fixture(autouse=True)
def reloj():
    with time_machine.travel(AHORA, tick=False) as viaje:
        yield viaje


def codigo(clave, segundos=0):
    return format_hotp_value(hotp_value(clave, (AHORA + segundos) // 30))


def con_segundo_factor(usuario):
    """La clave que quedó en su teléfono."""
    clave = generate_totp_secret()
    TOTP.activate(usuario, clave)
    return clave


def primer_paso(client, usuario):
    return client.post(reverse("account_login"), {"login": usuario.username, "password": CLAVE})


def confirmar(client):
    """Tocar el segundo factor pide antes la contraseña otra vez."""
    return client.post(reverse("account_reauthenticate"), {"password": CLAVE})


def dentro(client):
    return client.get(reverse("inicio")).status_code == 200


def test_se_activa_leyendo_el_dibujo_y_escribiendo_el_codigo(client, encargada):
    primer_paso(client, encargada)
    confirmar(client)

    pagina = client.get(ACTIVAR)
    clave = pagina.context["form"].secret
    respuesta = client.post(ACTIVAR, {"code": codigo(clave)}, follow=True)

    assert 'src="data:image/svg+xml;base64,' in pagina.text
    assert Authenticator.objects.filter(user=encargada, type="totp").exists()
    assert "no se volverán a mostrar" in respuesta.text
    assert len(re.findall(r"<li><code>\w+</code></li>", respuesta.text)) == 10


def test_los_codigos_de_respaldo_se_muestran_una_sola_vez(client, encargada):
    primer_paso(client, encargada)
    confirmar(client)
    clave = client.get(ACTIVAR).context["form"].secret
    client.post(ACTIVAR, {"code": codigo(clave)}, follow=True)

    otra_vez = client.get(reverse("mfa_view_recovery_codes"))

    assert "<code>" not in otra_vez.text
    assert "Te quedan 10 de 10" in otra_vez.text


def test_con_un_codigo_equivocado_no_se_activa_y_la_clave_es_la_misma(client, encargada):
    primer_paso(client, encargada)
    confirmar(client)
    clave = client.get(ACTIVAR).context["form"].secret

    respuesta = client.post(ACTIVAR, {"code": codigo(clave, segundos=3600)})

    assert "El código no es ése" in respuesta.text
    assert respuesta.context["form"].secret == clave
    assert not Authenticator.objects.exists()


def test_al_entrar_se_pide_el_codigo_y_recien_entonces_se_entra(client, encargada):
    clave = con_segundo_factor(encargada)

    primero = primer_paso(client, encargada)
    entre_pasos = dentro(client)
    client.post(SEGUNDO_PASO, {"code": codigo(clave)})

    assert primero.url == SEGUNDO_PASO
    assert not entre_pasos
    assert dentro(client)


@pytest.mark.parametrize("segundos", [-60, 60, 3600], ids=["ya venció", "aún no vale", "otro"])
def test_un_codigo_de_otro_momento_no_sirve(client, encargada, segundos):
    clave = con_segundo_factor(encargada)
    primer_paso(client, encargada)

    respuesta = client.post(SEGUNDO_PASO, {"code": codigo(clave, segundos)})

    assert "El código no es ése" in respuesta.text
    assert not dentro(client)


def test_un_codigo_usado_no_sirve_otra_vez(client, entrar, encargada):
    clave = con_segundo_factor(encargada)
    primer_paso(client, encargada)
    client.post(SEGUNDO_PASO, {"code": codigo(clave)})
    otra = entrar(None)
    primer_paso(otra, encargada)

    respuesta = otra.post(SEGUNDO_PASO, {"code": codigo(clave)})

    assert dentro(client)
    assert "ya se usó" in respuesta.text
    assert not dentro(otra)


def test_los_intentos_se_acaban_aunque_luego_se_acierte(client, encargada):
    clave = con_segundo_factor(encargada)
    primer_paso(client, encargada)
    for _ in range(5):
        client.post(SEGUNDO_PASO, {"code": codigo(clave, segundos=3600)})

    respuesta = client.post(SEGUNDO_PASO, {"code": codigo(clave)})

    assert "demasiados intentos" in respuesta.text.lower()
    assert not dentro(client)


def test_un_codigo_de_respaldo_entra_una_sola_vez(client, entrar, encargada):
    con_segundo_factor(encargada)
    respaldo = RecoveryCodes.activate(encargada).get_unused_codes()[0]
    primer_paso(client, encargada)
    client.post(SEGUNDO_PASO, {"code": respaldo})
    otra = entrar(None)
    primer_paso(otra, encargada)
    otra.post(SEGUNDO_PASO, {"code": respaldo})

    assert dentro(client)
    assert not dentro(otra)


def test_a_medio_entrar_se_puede_volver_con_otra_cuenta(client, encargada, lectora):
    con_segundo_factor(encargada)
    primer_paso(client, encargada)

    client.post(reverse("account_logout"))
    primer_paso(client, lectora)

    assert dentro(client)


def test_se_desactiva_confirmando_y_vuelve_a_bastar_la_clave(client, encargada, reloj):
    clave = con_segundo_factor(encargada)
    primer_paso(client, encargada)
    client.post(SEGUNDO_PASO, {"code": codigo(clave)})
    confirmar(client)

    assert "bastará la contraseña" in client.get(reverse("mfa_deactivate_totp")).text
    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=encargada, type="totp").exists()


def test_pasado_un_rato_se_pide_confirmar_antes_de_desactivar(client, encargada, reloj):
    clave = con_segundo_factor(encargada)
    primer_paso(client, encargada)
    client.post(SEGUNDO_PASO, {"code": codigo(clave)})
    confirmar(client)
    reloj.shift(3600)

    respuesta = client.post(reverse("mfa_deactivate_totp"), follow=True)

    assert "Confirma que eres tú" in respuesta.text
    assert Authenticator.objects.filter(user=encargada, type="totp").exists()


# --- Exigido a quien administra ---


@pytest.fixture
def exigido(settings):
    settings.EXIGE_SEGUNDO_FACTOR = True


@pytest.mark.parametrize("ruta", ["/", "/admin/", "/mesas/", "/admin/actores/usuario/"])
def test_quien_administra_sin_segundo_factor_va_a_activarlo(exigido, entrar, administradora, ruta):
    respuesta = entrar(administradora).get(ruta)

    assert (respuesta.status_code, respuesta.url) == (302, ACTIVAR)


def test_tampoco_escribe(exigido, entrar, administradora, encargada):
    entrar(administradora).post(reverse("admin:actores_usuario_change", args=[encargada.pk]), {"rol": "nacional"})

    encargada.refresh_from_db()
    assert encargada.es_editor_regional


def test_llega_a_activarlo_y_entonces_trabaja(exigido, client, administradora):
    primer_paso(client, administradora)

    aviso = client.get(reverse("inicio"), follow=True)
    confirmar(client)
    clave = client.get(ACTIVAR).context["form"].secret
    client.post(ACTIVAR, {"code": codigo(clave)})

    assert "Antes de administrar, activa tu segundo factor" in aviso.text
    assert client.get(reverse("admin:index")).status_code == 200


def test_se_puede_salir_y_lo_publico_sigue_abierto(exigido, entrar, administradora):
    cliente = entrar(administradora)

    assert cliente.get(reverse("salud")).status_code == 200
    assert cliente.post(reverse("account_logout")).status_code == 302


def test_a_los_demas_no_se_les_exige(exigido, entrar, encargada, nacional, observadora):
    assert all(dentro(entrar(persona)) for persona in (encargada, nacional, observadora))


def test_si_la_instalacion_no_lo_exige_se_administra_sin_el(entrar, administradora):
    assert dentro(entrar(administradora))
