"""Las bases con datos para medir: se construyen una vez y sirven mientras no cambien las tablas ni los datos.

En SQLite son archivos de var/bench; en PostgreSQL, bases copiadas de una que hace de plantilla.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from territorios.carga import DATOS, cargar
from tests.bench import datos_informe, datos_listas

FILAS = (10, 1000)
CONJUNTOS = {"informe": datos_informe.crear} | {
    f"listas-{filas}": lambda filas=filas: datos_listas.crear(filas) for filas in FILAS
}


def decir(frase):
    """Lo que se va haciendo, por stderr: stdout lleva sólo mediciones."""
    sys.stderr.write(f"{frase}\n")
    sys.stderr.flush()


def huella():
    """Cambia si cambia una migración, los datos del país o el modo de inventar los de aquí."""
    archivos = [*Path(settings.BASE_DIR).glob("*/migrations/*.py"), *DATOS.glob("*.csv")]
    archivos += [Path(__file__), *Path(__file__).parent.glob("datos_*.py"), Path(__file__).with_name("textos.py")]
    suma = hashlib.sha256()
    for archivo in sorted(archivos):
        suma.update(archivo.name.encode() + archivo.read_bytes())
    return suma.hexdigest()[:10]


def almacen():
    return EnPostgres(huella()) if connection.vendor == "postgresql" else EnSqlite(huella())


def preparar(bases):
    """Construye las que falten, de la plantilla en adelante."""
    if not bases.existe("plantilla"):
        decir("Preparo las tablas y el país (una sola vez)…")
        bases.olvidar_anteriores()
        bases.construir("plantilla", _plantilla)
    for nombre, crear in CONJUNTOS.items():
        if not bases.existe(nombre):
            decir(f"Invento los datos de {nombre} (una sola vez)…")
            bases.construir(nombre, crear, copia_de="plantilla")


def _plantilla():
    call_command("migrate", verbosity=0)
    cargar()


class _Almacen:
    def __init__(self, huella):
        self.huella = huella

    def usar(self, nombre):
        """Desde ahora la conexión de siempre lee y escribe en esa base."""
        connection.close()
        connection.settings_dict["NAME"] = self.ubicacion(nombre)

    def construir(self, nombre, crear, copia_de=None):
        """La llena con otro nombre y se lo da al terminar: lo que quedó a medias nunca se mide."""
        self.borrar("parcial")
        self.crear("parcial", copia_de)
        self.usar("parcial")
        crear()
        connection.close()
        self.renombrar("parcial", nombre)


class EnSqlite(_Almacen):
    """Archivos de var/bench."""

    @property
    def carpeta(self):
        return settings.VAR_DIR / f"datos-{self.huella}"

    def ubicacion(self, nombre):
        return str(self.carpeta / f"{nombre}.sqlite3")

    def existe(self, nombre):
        return Path(self.ubicacion(nombre)).exists()

    def crear(self, nombre, copia_de):
        self.carpeta.mkdir(parents=True, exist_ok=True)
        if copia_de:
            shutil.copyfile(self.ubicacion(copia_de), self.ubicacion(nombre))

    def renombrar(self, anterior, nuevo):
        Path(self.ubicacion(anterior)).rename(self.ubicacion(nuevo))

    def borrar(self, nombre):
        for resto in self.carpeta.glob(f"{nombre}.sqlite3*"):
            resto.unlink()

    def olvidar_anteriores(self):
        for carpeta in settings.VAR_DIR.glob("datos-*"):
            if carpeta != self.carpeta:
                shutil.rmtree(carpeta)


class EnPostgres(_Almacen):
    """Bases mesas_bench_… del servidor; copiar de una plantilla toma lo que toma copiar sus archivos."""

    PREFIJO = "mesas_bench_"

    def ubicacion(self, nombre):
        return f"{self.PREFIJO}{self.huella}_{nombre}"

    def existe(self, nombre):
        return self.ubicacion(nombre) in self._todas()

    def crear(self, nombre, copia_de):
        plantilla = f' TEMPLATE "{self.ubicacion(copia_de)}"' if copia_de else ""
        self._mandar(f'CREATE DATABASE "{self.ubicacion(nombre)}"{plantilla}')

    def renombrar(self, anterior, nuevo):
        self._mandar(f'ALTER DATABASE "{self.ubicacion(anterior)}" RENAME TO "{self.ubicacion(nuevo)}"')

    def borrar(self, nombre):
        self._mandar(f'DROP DATABASE IF EXISTS "{self.ubicacion(nombre)}"')

    def olvidar_anteriores(self):
        for base in self._todas():
            if not base.startswith(self.ubicacion("")):
                self._mandar(f'DROP DATABASE "{base}"')

    def _todas(self):
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.PREFIJO])
            return [nombre for (nombre,) in cursor.fetchall()]

    def _mandar(self, orden):
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(orden)
