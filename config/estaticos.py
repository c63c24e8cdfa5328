"""Sirve desde node_modules sólo los archivos que la aplicación usa, uno por uno.

Recorrer carpetas enteras de los paquetes multiplica por diez el tiempo y el peso de collectstatic.
"""

import os

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

from config import iconos

# Ruta pública → ruta dentro de node_modules.
ARCHIVOS = {
    "npm/bootstrap/css/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "npm/bootstrap/css/bootstrap.min.css.map": "bootstrap/dist/css/bootstrap.min.css.map",
    # Una sola letra con todos sus grosores pesa la mitad que tres.
    "npm/roboto/roboto-latin-wght-normal.woff2": "@fontsource-variable/roboto/files/roboto-latin-wght-normal.woff2",
}
HOJA_DE_ICONOS = "npm/iconos.svg"


class PaquetesNpm(BaseFinder):
    """Finder de staticfiles sobre la lista ARCHIVOS y la hoja de iconos que se arma con config.iconos."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.raiz = settings.BASE_DIR / "node_modules"
        self.generados = settings.VAR_DIR / "generado"
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        ruta = self._ruta(path)
        if ruta is None or not ruta.exists():
            return []
        return [str(ruta)] if find_all else str(ruta)

    def list(self, ignore_patterns):
        for publica in (*ARCHIVOS, HOJA_DE_ICONOS):
            if not matches_patterns(publica, ignore_patterns):
                ruta = self._ruta(publica)
                yield publica, _Renombrado(FileSystemStorage(location=ruta.parent), publica, ruta.name)

    def _ruta(self, publica):
        if publica == HOJA_DE_ICONOS:
            return self._hoja_de_iconos()
        return self.raiz / ARCHIVOS[publica] if publica in ARCHIVOS else None

    def _hoja_de_iconos(self):
        """Escribe la hoja si falta o quedó vieja; el cambio de nombre final evita que alguien la lea a medias."""
        destino = self.generados / "iconos.svg"
        contenido = iconos.hoja(self.raiz / "bootstrap-icons" / "icons")
        if not destino.exists() or destino.read_text() != contenido:
            destino.parent.mkdir(parents=True, exist_ok=True)
            provisorio = destino.with_suffix(f".{os.getpid()}")
            provisorio.write_text(contenido)
            provisorio.replace(destino)
        return destino


class _Renombrado:
    """Presenta un archivo con su nombre público."""

    prefix = None

    def __init__(self, almacen, publica, interna):
        self._almacen, self._publica, self._interna = almacen, publica, interna

    def __getattr__(self, atributo):
        metodo = getattr(self._almacen, atributo)
        return lambda nombre, *args: metodo(self._interna if nombre == self._publica else nombre, *args)
