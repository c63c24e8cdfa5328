"""Las páginas de error."""

import pytest
from django.db import OperationalError
from django.http import Http404
from django.template.loader import get_template
from django.test import Client, RequestFactory

from config import errores


@pytest.mark.parametrize("codigo", sorted(errores.PAGINAS))
def test_cada_pagina_dice_que_paso_y_que_hacer(codigo):
    respuesta = errores.pagina(codigo)

    assert respuesta.status_code == codigo
    assert errores.PAGINAS[codigo][0] in respuesta.text
    assert errores.PAGINAS[codigo][2] in respuesta.text
    assert "VARIABLE_INDEFINIDA" not in respuesta.text


def test_vive_aunque_no_haya_base_de_datos():
    assert Client().get("/salud/").status_code == 200


def test_una_direccion_inventada_da_404(client, db):
    assert "Esta página no existe" in client.get("/salud/no-existe/").text


def test_una_falla_da_500_sin_tocar_la_base(monkeypatch):
    cliente = Client(raise_request_exception=False)
    monkeypatch.setattr("comun.views.salud.HttpResponse", lambda *a, **k: 1 / 0)

    respuesta = cliente.get("/salud/")

    assert respuesta.status_code == 500
    assert "Algo falló aquí" in respuesta.text


def test_sin_base_de_datos_da_503_y_dice_cuando_volver(monkeypatch):
    def sin_base(*args, **kwargs):
        raise OperationalError("no responde")

    monkeypatch.setattr("comun.views.salud.HttpResponse", sin_base)

    respuesta = Client(raise_request_exception=False).get("/salud/")

    assert respuesta.status_code == 503
    assert respuesta["Retry-After"] == "60"


def test_un_formulario_sin_ficha_csrf_explica_que_hacer(db):
    respuesta = Client(enforce_csrf_checks=True).post("/cuentas/entrar/", {"login": "a", "password": "b"})

    assert respuesta.status_code == 403
    assert "La página venció" in respuesta.text


def test_si_la_plantilla_falla_queda_el_texto(monkeypatch, caplog):
    monkeypatch.setattr(errores, "render_to_string", lambda *a: 1 / 0)

    respuesta = errores.pagina(500)

    assert respuesta["Content-Type"].startswith("text/plain")
    assert "Algo falló aquí" in respuesta.text


def test_un_permiso_negado_dice_por_que():
    respuesta = errores.prohibido(RequestFactory().get("/"), Http404("Sólo la unidad nacional emite informes."))

    assert "Sólo la unidad nacional emite informes." in respuesta.text


def test_la_pagina_de_error_no_usa_la_sesion():
    assert "{% persona %}" not in get_template("portada.html").template.source
