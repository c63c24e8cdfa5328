"""Las páginas de cuentas, para quien administra."""

import io
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from openpyxl import load_workbook

from actores.models import Rol
from comun.models import Bitacora
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.mesas import MesaFactory

LISTA = reverse("usuarios_lista")


def pagina_de(persona, nombre="usuario_detalle"):
    return reverse(nombre, args=[persona.username])


@pytest.fixture
def cliente(entrar, administradora):
    return entrar(administradora)


def personas(respuesta):
    return {fila.username for fila in respuesta.context["tabla"].pagina}


# --- La lista y su salud ---


def test_dice_cuantas_cuentas_necesitan_algo_y_las_muestra(cliente, encargada, lectora, administradora):
    TOTP.activate(encargada, generate_totp_secret())
    UsuarioFactory(username="fuera", is_active=False)
    UsuarioFactory(username="nueva")

    salud = {etiqueta: (cuantas, url) for etiqueta, cuantas, url in cliente.get(LISTA).context["salud"]}

    assert salud["Desactivadas"][0] == 1
    assert salud["Nunca han entrado"][0] == 3  # encargada, lectora y nueva: la administradora está dentro
    assert salud["Sin segundo factor"][0] == 3  # todas las activas menos la encargada
    assert personas(cliente.get(LISTA + salud["Desactivadas"][1])) == {"fuera"}
    assert personas(cliente.get(LISTA + salud["Nunca han entrado"][1])) == {"encargada", "lectora", "nueva"}
    assert personas(cliente.get(LISTA + salud["Sin segundo factor"][1])) == {"lectora", "nueva", "administradora"}


def test_se_filtra_por_texto_rol_y_direccion(cliente, encargada, lectora, ajena, maule):
    assert personas(cliente.get(LISTA, {"q": "ENCARG"})) == {"encargada"}
    assert personas(cliente.get(LISTA, {"rol": Rol.LECTOR_REGIONAL})) == {"lectora"}
    assert personas(cliente.get(LISTA, {"direccion": maule.codigo})) == {"ajena"}


def test_la_lista_se_descarga_entera_y_sin_claves(cliente, encargada):
    respuesta = cliente.get(LISTA, {"formato": "xlsx"})

    (hoja,) = load_workbook(io.BytesIO(respuesta.content)).worksheets
    filas = [[str(celda.value) for celda in fila] for fila in hoja]
    assert {fila[1] for fila in filas[1:]} == {"encargada", "administradora"}
    assert encargada.password not in str(filas)


def test_no_pregunta_mas_con_mas_cuentas(cliente, valparaiso, consultas_de):
    for _ in range(3):
        UsuarioFactory(direcciones=[valparaiso])
    con_pocas = consultas_de(cliente, LISTA)
    for _ in range(7):
        UsuarioFactory(direcciones=[valparaiso])

    assert consultas_de(cliente, LISTA) == con_pocas


# --- Trasladar ---


def test_traslada_con_motivo_y_la_persona_vuelve_a_entrar(cliente, entrar, encargada, maule):
    suya = entrar(encargada)
    datos = {"rol": Rol.EDITOR_REGIONAL, "direcciones": [maule.codigo], "motivo": "Asume en Maule"}

    respuesta = cliente.post(pagina_de(encargada, "usuario_trasladar"), datos, follow=True)

    assert "deberá volver a entrar" in respuesta.text
    assert list(encargada.direcciones.all()) == [maule]
    assert encargada.history.latest().history_change_reason == "Asume en Maule"
    assert suya.get("/").status_code == 302


def test_un_rol_regional_sin_direccion_se_rechaza_en_su_campo(cliente, encargada):
    respuesta = cliente.post(pagina_de(encargada, "usuario_trasladar"), {"rol": encargada.rol, "motivo": "x"})

    assert respuesta.context["form"].errors["direcciones"] == [
        "Un rol regional necesita al menos una dirección regional."
    ]
    assert encargada.direcciones.count() == 1


def test_la_ficha_dice_que_mesas_hay_que_entregar(cliente, encargada, valparaiso):
    MesaFactory(direcciones=[valparaiso], encargado=encargada, nombre="Mesa del Estero")

    texto = cliente.get(pagina_de(encargada)).text

    assert "Mesa del Estero" in texto
    assert "Traspasar" in texto


@pytest.mark.parametrize("nombre", ["usuario_trasladar", "usuario_acceso", "usuario_quitar_segundo_factor"])
def test_la_cuenta_propia_la_cambia_otra_persona(cliente, administradora, nombre):
    assert cliente.get(pagina_de(administradora, nombre)).status_code == 403
    assert cliente.post(pagina_de(administradora, nombre), {"motivo": "x"}).status_code == 403


# --- Acceso ---


def test_desactiva_con_motivo_y_despues_activa(cliente, encargada):
    url = pagina_de(encargada, "usuario_acceso")

    cliente.post(url, {"motivo": "Dejó el servicio"})
    encargada.refresh_from_db()
    quedo = encargada.is_active, encargada.history.latest().history_change_reason
    cliente.post(url, {"motivo": "Volvió"})
    encargada.refresh_from_db()

    assert quedo == (False, "Dejó el servicio")
    assert encargada.is_active


def test_sin_motivo_no_se_desactiva(cliente, encargada):
    respuesta = cliente.post(pagina_de(encargada, "usuario_acceso"), {"motivo": " "})

    encargada.refresh_from_db()
    assert respuesta.context["form"].errors["motivo"]
    assert encargada.is_active


def test_quien_perdio_el_telefono_vuelve_a_entrar_con_su_clave(cliente, encargada, administradora):
    TOTP.activate(encargada, generate_totp_secret())

    cliente.post(pagina_de(encargada, "usuario_quitar_segundo_factor"), {"motivo": "Perdió el teléfono"})

    assert not encargada.authenticator_set.exists()
    assert encargada.history.latest().history_user == administradora


# --- El enlace para elegir clave ---


def pedir_enlace(cliente, persona):
    respuesta = cliente.post(pagina_de(persona, "usuario_enlace"))
    return respuesta, re.search(r"<code[^>]*>https?://[^/]+(\S+?)</code>", respuesta.text)[1]


def elegir_clave(client, enlace, nueva):
    pagina = client.get(enlace, follow=True)
    return client.post(pagina.request["PATH_INFO"], {"password1": nueva, "password2": nueva}, follow=True)


def test_el_enlace_entregado_deja_elegir_clave_una_vez(cliente, client, encargada, administradora):
    respuesta, enlace = pedir_enlace(cliente, encargada)

    elegir_clave(client, enlace, "la-que-ella-eligio")
    encargada.refresh_from_db()
    repetido = client.get(enlace, follow=True)

    assert encargada.check_password("la-que-ella-eligio")
    assert "El enlace ya no sirve" in repetido.text
    assert "no-store" in respuesta["Cache-Control"]


def test_pedirlo_queda_en_la_bitacora_sin_el_enlace(cliente, encargada, administradora):
    _, enlace = pedir_enlace(cliente, encargada)

    acto = Bitacora.objects.get()
    assert (acto.acto, acto.usuario, acto.codigo_objeto) == ("enlace_de_clave", administradora, "encargada")
    assert enlace.split("-", 2)[-1] not in acto.detalle


def test_sirve_tambien_a_quien_nunca_tuvo_clave(cliente, client, db):
    nueva = UsuarioFactory(username="nueva")
    nueva.set_unusable_password()
    nueva.save()
    _, enlace = pedir_enlace(cliente, nueva)

    elegir_clave(client, enlace, "la-primera-que-elige")

    nueva.refresh_from_db()
    assert nueva.check_password("la-primera-que-elige")


def test_una_cuenta_desactivada_no_recibe_enlaces(cliente, encargada, administradora):
    encargada.desactivar(por=administradora, motivo="Dejó el servicio")

    assert cliente.post(pagina_de(encargada, "usuario_enlace")).status_code == 403


@pytest.mark.parametrize("nombre", ["usuario_detalle", "usuario_trasladar", "usuario_acceso"])
def test_todas_las_paginas_se_leen_completas(cliente, encargada, nombre):
    assert "VARIABLE_INDEFINIDA" not in cliente.get(pagina_de(encargada, nombre)).text
