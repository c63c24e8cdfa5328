"""Lo que un recorrido hace con el navegador: abrir como alguien, vigilar la página y revisarla con axe."""

import gzip
import io
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from comun import manual

CAPTURAS = Path(settings.BASE_DIR) / "var" / "capturas"
ANCHOS = (1280, 360)
PRIMERA_CARGA = 150_000  # bytes
# Las tomas del manual se renuevan con `make manual`; en una ventana angosta, para que se lean a su tamaño.
RENUEVA_TOMAS = os.environ.get("MESAS_MANUAL") == "1"
ANCHO_DE_TOMA = 800
MARGEN = 72  # el que deja scroll-padding-top
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
# Lo que Chromium anota por su cuenta ante un 403 o un corte de la conexión: lo prueba cada recorrido.
DE_LA_RED = ("status of", "ERR_INTERNET_DISCONNECTED")
REGLAS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # lo demás no se mira, y describirlo toma más que hallarlo
}


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
        self.respuestas = []
        pagina.on("response", lambda respuesta: self.respuestas.append(respuesta))
        pagina.on("request", self._anotar_peticion)
        pagina.on("console", self._anotar_consola)
        pagina.on("pageerror", lambda error: self.faltas.append(str(error)))

    def _anotar_peticion(self, peticion):
        if not peticion.url.startswith((self.origen, "data:", "blob:", "about:")):
            self.ajenas.append(peticion.url)

    def _anotar_consola(self, mensaje):
        esperado = any(frase in mensaje.text for frase in DE_LA_RED)
        if "Content Security Policy" in mensaje.text or (mensaje.type == "error" and not esperado):
            self.faltas.append(mensaje.text)

    def ir(self, ruta):
        respuesta = self.pagina.goto(f"{self.origen}{ruta}")
        self.pagina.wait_for_load_state("load")
        return respuesta

    def exigir_liviana(self):
        """Lo pedido hasta ahora, comprimido como se sirve, cabe en una primera carga."""
        pesos = {respuesta.url.removeprefix(self.origen): _peso(respuesta) for respuesta in self.respuestas}
        assert sum(pesos.values()) < PRIMERA_CARGA, sorted(pesos.items(), key=lambda par: -par[1])

    def revisar(self, nombre):
        """En ancho y en angosto: deja una captura y falla si algo salió del origen, se desborda o axe lo objeta."""
        assert self.ajenas == []
        assert self.faltas == []
        CAPTURAS.mkdir(parents=True, exist_ok=True)
        tamano = self.pagina.viewport_size
        for ancho in ANCHOS:
            self.pagina.set_viewport_size({"width": ancho, "height": 800})
            self.pagina.screenshot(path=CAPTURAS / f"{nombre}-{ancho}.png", full_page=True)
            assert self.pagina.evaluate("document.documentElement.scrollWidth") <= ancho, f"se desborda a {ancho} px"
            sin_faltas_axe(self.pagina)
        self.pagina.set_viewport_size(tamano)

    def tomar(self, nombre, senala=None, *, desde="main", alto=640):
        """La toma `nombre` del manual, con lo que `senala` marcado: exige que esté a la vista y, si toca, la renueva.

        Muestra a lo más `alto` píxeles a partir de `desde`.
        """
        comienzo = self.pagina.locator(desde).first
        for lugar in filter(None, (comienzo, senala)):
            expect(lugar).to_be_visible()
        if not RENUEVA_TOMAS:
            return
        tamano = self.pagina.viewport_size
        self.pagina.set_viewport_size({"width": ANCHO_DE_TOMA, "height": alto + MARGEN})
        barra = self.pagina.locator(".barra")
        barra.evaluate("una => una.style.position = 'static'")
        if senala:
            senala.evaluate("uno => { uno.style.outline = '3px solid #b45309'; uno.style.outlineOffset = '3px'; }")
        comienzo.evaluate("uno => uno.scrollIntoView({block: 'start', behavior: 'instant'})")
        caja = comienzo.bounding_box()
        arriba = max(caja["y"] - 8, 0)
        abajo = min(caja["y"] + caja["height"] + 8, alto + MARGEN)
        recorte = {"x": 0, "y": arriba, "width": ANCHO_DE_TOMA, "height": abajo - arriba}
        _guardar_liviana(self.pagina.screenshot(clip=recorte), manual.CARPETA / "imagenes" / f"{nombre}.png")
        barra.evaluate("una => una.style.position = ''")
        if senala:
            senala.evaluate("uno => { uno.style.outline = uno.style.outlineOffset = ''; }")
        self.pagina.set_viewport_size(tamano)


_pesos_de_estaticos = {}


def _peso(respuesta):
    """Bytes del cuerpo. Aquí los archivos estáticos no van comprimidos, como sí los deja collectstatic."""
    ruta = urlsplit(respuesta.url).path
    if not ruta.startswith(settings.STATIC_URL):
        return respuesta.request.sizes()["responseBodySize"]
    if ruta not in _pesos_de_estaticos:
        cuerpo = respuesta.body()
        _pesos_de_estaticos[ruta] = min(len(cuerpo), len(gzip.compress(cuerpo)))
    return _pesos_de_estaticos[ruta]


def _guardar_liviana(png, destino):
    """Con 32 colores una pantalla se ve igual y pesa la tercera parte."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(32, dither=Image.Dither.NONE).save(destino, optimize=True)


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
