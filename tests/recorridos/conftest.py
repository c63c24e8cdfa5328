"""Un navegador de verdad contra un servidor de verdad. Se corre con `make recorridos`."""

import os

import pytest
from playwright.sync_api import sync_playwright

pytest.register_assert_rewrite("tests.recorridos.navegador")

from tests.recorridos.navegador import OPCIONES, Vigilada, chromium_instalado, con_sesion  # noqa: E402


@pytest.fixture(scope="session")
def chromium():
    """El navegador, uno por corrida; sin Chromium se omite, o falla si MESAS_EXIGE_NAVEGADOR=1."""
    ruta = chromium_instalado()
    if ruta is None:
        frase = "no hay Chromium: instálalo (Debian: apt install chromium) o indica su ruta en CHROMIUM"
        if os.environ.get("MESAS_EXIGE_NAVEGADOR") == "1":
            pytest.fail(frase)
        pytest.skip(frase)
    # Playwright corre sobre un bucle asíncrono en este mismo hilo, y Django lo confunde con código asíncrono.
    anterior = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(executable_path=ruta, args=OPCIONES)
        yield navegador
        navegador.close()
    if anterior is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def abrir(chromium, live_server):
    """abrir(usuario, ancho=1280) → Vigilada: una página nueva con la sesión de `usuario` (None: sin sesión)."""
    contextos = []

    def nueva(usuario=None, ancho=1280, **opciones):
        contexto = chromium.new_context(viewport={"width": ancho, "height": 800}, locale="es-CL", **opciones)
        contextos.append(contexto)
        if usuario:
            con_sesion(contexto, usuario, live_server.url)
        return Vigilada(contexto.new_page(), live_server.url)

    yield nueva
    for contexto in contextos:
        contexto.close()
