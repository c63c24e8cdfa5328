"""Toda cuenta con enlace abre un listado con esas mismas filas, en las páginas que resumen y para cada rol."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import urljoin

import pytest
import time_machine
from django.urls import reverse

from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory, un_enlace

pytestmark = pytest.mark.django_db
HOY = date(2026, 5, 4)
ENLACE = re.compile(r'<a [^>]*href="([^"#]+)"[^>]*>(.*?)</a>', re.DOTALL)
# «5», «Compromisos atrasados (5)», «5 compromisos atrasados».
CUENTA = re.compile(r"([\d.]+)|.*\(([\d.]+)\)|(\d+) [a-z ]+")


@pytest.fixture
def mesa(valparaiso, maule, encargada, lectora, ajena, observadora):
    """Una mesa con compromisos abiertos, atrasados, por verificar y cerrados, y otra dirección con los suyos."""
    ajena.direcciones.clear()
    with time_machine.travel("2026-05-04 12:00-04:00", tick=False):
        suya = MesaFactory(direcciones=[valparaiso], observadores=[observadora])
        for una in (suya, MesaFactory(direcciones=[maule])):
            for dias in (-2, -1, 5):
                CompromisoFactory(mesa=una, vence=HOY + timedelta(days=dias))
            for en_nombre in (True, False):
                uno = CompromisoFactory(mesa=una)
                uno.informar_avance(
                    por=encargada, el=HOY, resultado="cumplido", evidencias=[un_enlace()], en_nombre_de=uno.responsable
                )
                if not en_nombre:
                    uno.verificar(por=lectora, el=HOY)
            SesionFactory(mesa=una, estado="convocada", desde=HOY + timedelta(days=2))
        IntegranteFactory(instancia=suya.instancias.get())
        yield suya


def cuentas_de(ruta, respuesta):
    """(dirección, cuenta) de cada enlace de la página que dice cuántas filas abre."""
    contenido = respuesta.text[respuesta.text.index('id="contenido"') :]
    for url, dentro in ENLACE.findall(contenido):
        hallada = CUENTA.fullmatch(unescape(re.sub(r"<[^>]+>", "", dentro)).strip())
        if hallada:
            yield urljoin(ruta, unescape(url)), int(next(filter(None, hallada.groups())).replace(".", ""))


def filas_de(respuesta):
    contexto = respuesta.context
    return contexto["cl"].result_count if "cl" in contexto else contexto["tabla"].total


@pytest.mark.parametrize(
    ("quien", "ruta", "al_menos"),
    [
        ("encargada", "inicio", 5),
        ("lectora", "inicio", 4),
        ("nacional", "inicio", 6),
        ("observadora", "inicio", 1),
        ("administradora", "inicio", 12),
        ("encargada", "mesa", 3),
        ("observadora", "mesa", 3),
        ("nacional", "mesa", 3),
        ("administradora", "usuarios_lista", 3),
    ],
)
def test_toda_cuenta_es_la_del_listado_que_abre(request, entrar, mesa, quien, ruta, al_menos):
    cliente = entrar(request.getfixturevalue(quien))
    url = mesa.get_absolute_url() if ruta == "mesa" else reverse(ruta)

    cuentas = set(cuentas_de(url, cliente.get(url)))

    assert len(cuentas) >= al_menos
    assert {(abre, filas_de(cliente.get(abre))) for abre, _ in cuentas} == cuentas
