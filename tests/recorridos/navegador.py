"""Lo que un recorrido hace con el navegador: abrir como alguien, vigilar la página y revisarla con axe."""

import os
import shutil
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

CAPTURAS = Path(settings.BASE_DIR) / "var" / "capturas"
ANCHOS = (1280, 360)
# Chromium no debe salir a la red por su cuenta mientras se prueba.
OPCIONES = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-default-browser-check",
    "--metrics-recording-only",
]
REGLAS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def chromium_instalado():
    """Ruta de Chromium: la variable CHROMIUM, o el del sistema; None si no hay."""
    candidatos = [os.environ.get("CHROMIUM", ""), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    return next((ruta for ruta in candidatos if ruta and Path(ruta).exists()), None)


class Vigilada:
    """Una página que anota lo que no debe pasar: pedir algo a otro origen o faltar a la política de contenido."""

    def __init__(self, pagina, origen):
        self.pagina = pagina
        self.origen = origen
        self.ajenas = []
        self.faltas = []
        pagina.on("request", self._anotar_peticion)
        pagina.on("console", self._anotar_consola)
        pagina.on("pageerror", lambda error: self.faltas.append(str(error)))

    def _anotar_peticion(self, peticion):
        if not peticion.url.startswith((self.origen, "data:", "blob:", "about:")):
            self.ajenas.append(peticion.url)

    def _anotar_consola(self, mensaje):
        if "Content Security Policy" in mensaje.text or (mensaje.type == "error" and "status of" not in mensaje.text):
            self.faltas.append(mensaje.text)

    def ir(self, ruta):
        respuesta = self.pagina.goto(f"{self.origen}{ruta}")
        self.pagina.wait_for_load_state("load")
        return respuesta

    def revisar(self, nombre):
        """En ancho y en angosto: deja una captura y falla si algo salió del origen, se desborda o axe lo objeta."""
        assert self.ajenas == []
        assert self.faltas == []
        CAPTURAS.mkdir(parents=True, exist_ok=True)
        for ancho in ANCHOS:
            self.pagina.set_viewport_size({"width": ancho, "height": 800})
            self.pagina.screenshot(path=CAPTURAS / f"{nombre}-{ancho}.png", full_page=True)
            assert self.pagina.evaluate("document.documentElement.scrollWidth") <= ancho, f"se desborda a {ancho} px"
            sin_faltas_axe(self.pagina)


def sin_faltas_axe(pagina, contexto=None):
    """Falla con la regla y el elemento si axe encuentra algo en la página (o sólo en `contexto`, un selector)."""
    hallazgos = Axe().run(pagina, context=contexto, options=REGLAS).response["violations"]
    assert [f"{h['id']}: {h['help']} — {[n['html'][:160] for n in h['nodes'][:3]]}" for h in hallazgos] == []


def con_sesion(contexto, usuario, origen):
    """Abre la sesión de `usuario` en el navegador sin pasar por el formulario."""
    cliente = Client()
    cliente.force_login(usuario)
    galleta = cliente.cookies[settings.SESSION_COOKIE_NAME]
    contexto.add_cookies([{"name": galleta.key, "value": galleta.value, "url": origen}])
