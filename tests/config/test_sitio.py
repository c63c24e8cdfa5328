"""Lo que toda respuesta cumple: política de contenido, formatos de Chile, salud y errores a la salida de errores."""

import logging
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone

from config.urls import urlpatterns

CSP = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'"
)


def directivas(respuesta):
    return sorted(parte.strip() for parte in respuesta.headers["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("ruta", ["/cuentas/entrar/", "/no-existe/", "/salud/"])
def test_la_politica_de_contenido_es_exacta_y_sin_nada_en_linea(ruta, entrar):
    respuesta = entrar(None).get(ruta)

    assert directivas(respuesta) == CSP.split("; ")


def test_la_politica_rige_tambien_dentro_y_en_el_admin(entrar, administradora):
    cliente = entrar(administradora)

    for nombre in ("inicio", "admin:index"):
        assert directivas(cliente.get(reverse(nombre))) == CSP.split("; ")


def test_las_cabeceras_de_seguridad_estan(client):
    cabeceras = client.get("/salud/").headers

    assert cabeceras["X-Frame-Options"] == "DENY"
    assert cabeceras["X-Content-Type-Options"] == "nosniff"
    assert cabeceras["Referrer-Policy"] == "same-origin"


def test_las_paginas_viajan_comprimidas_y_los_archivos_como_son(entrar, encargada):
    cliente = entrar(encargada)

    pagina, libro = (
        cliente.get("/actores/", consulta, headers={"Accept-Encoding": "gzip"})
        for consulta in ({}, {"formato": "xlsx"})
    )

    assert pagina["Content-Encoding"] == "gzip"
    assert "spreadsheet" in libro["Content-Type"] and not libro.has_header("Content-Encoding")


@pytest.mark.parametrize("puerto", ["8000", "8765"])
def test_sin_tls_se_puede_enviar_un_formulario_desde_cualquier_puerto(puerto, db):
    cliente = Client(enforce_csrf_checks=True, headers={"Host": f"127.0.0.1:{puerto}"})
    testigo = cliente.get(reverse("account_login")).context["csrf_token"]

    respuesta = cliente.post(
        reverse("account_login"),
        {"login": "x", "password": "y", "csrfmiddlewaretoken": str(testigo)},
        headers={"Origin": f"http://127.0.0.1:{puerto}"},
    )

    assert respuesta.status_code == 200


def test_un_formulario_enviado_desde_otro_sitio_se_rechaza(db):
    cliente = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")

    respuesta = cliente.post(reverse("account_login"), {}, headers={"Origin": "https://otro.ejemplo"})

    assert respuesta.status_code == 403


# --- Formatos ---


@pytest.mark.parametrize(
    ("plantilla", "escrito"),
    [
        ("{{ entero }}", "1.234.567"),
        ("{{ decimal }}", "1.234,50"),
        ("{{ decimal|floatformat:'2g' }}", "1.234,50"),
        ("{{ dia }}", "05-03-2026"),
        ("{{ dia|date:'DATE_FORMAT' }}", "05-03-2026"),
        ("{{ momento }}", "05-03-2026 18:07"),
        ("{{ momento|time }}", "18:07"),
        ("{{ dia|date:'l j \\d\\e F' }}", "jueves 5 de marzo"),
    ],
)
def test_las_plantillas_escriben_como_en_chile(plantilla, escrito):
    momento = timezone.localtime(datetime(2026, 3, 5, 21, 7, tzinfo=UTC))
    contexto = {"entero": 1234567, "decimal": Decimal("1234.50"), "dia": date(2026, 3, 5), "momento": momento}

    assert Template(plantilla).render(Context(contexto)).lower() == escrito.lower()


def test_la_semana_empieza_el_lunes():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_las_fechas_se_leen_como_se_escriben_aqui():
    assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%d-%m-%Y"


# --- Salud ---


def test_salud_responde_aunque_no_haya_sesion(client):
    respuesta = client.get("/salud/")

    assert (respuesta.status_code, respuesta.content) == (200, b"viva\n")


def test_salud_lista_consulta_la_base(client, db):
    respuesta = client.get("/salud/lista/")

    assert (respuesta.status_code, respuesta.content) == (200, b"lista\n")


def test_salud_lista_da_503_si_la_base_no_responde(client, db, monkeypatch, caplog):
    def caida():
        raise OperationalError("no hay conexión")

    with monkeypatch.context() as roto:
        roto.setattr(connection, "cursor", caida)
        respuesta = client.get("/salud/lista/")

    assert respuesta.status_code == 503
    assert "no responde" in respuesta.content.decode()
    assert "La base de datos no responde" in caplog.text


def test_sin_depuracion_un_error_deja_su_rastro_en_la_salida_de_errores(db, monkeypatch):
    def fallar(request):
        raise RuntimeError("falla de ejemplo")

    salida = next(h for h in logging.getLogger("django").handlers if type(h) is logging.StreamHandler)
    salida_de_errores = StringIO()
    monkeypatch.setattr(salida, "stream", salida_de_errores)

    direccion = next(patron for patron in urlpatterns if getattr(patron, "name", "") == "salud")
    monkeypatch.setattr(direccion, "callback", fallar)

    respuesta = Client(raise_request_exception=False).get("/salud/")

    errores = salida_de_errores.getvalue()
    assert settings.LOGGING["handlers"]["stderr"]["class"] == "logging.StreamHandler"
    assert respuesta.status_code == 500
    assert "falla de ejemplo" not in respuesta.content.decode()
    assert "Traceback" in errores and "RuntimeError: falla de ejemplo" in errores
