"""Escritura de archivos que nunca deja uno a medias: nombre temporal, fsync y cambio de nombre."""

import os
import tempfile
from pathlib import Path


def escribir_archivo(ruta, contenido):
    """Escribe los bytes en `ruta`: quien la lea ve el archivo anterior o el nuevo entero, nunca una parte.

    Si algo falla, borra el temporal y levanta el OSError.
    """
    ruta = Path(ruta)
    if ruta.is_dir():
        raise IsADirectoryError(21, "es una carpeta", str(ruta))
    numero, temporal = tempfile.mkstemp(dir=ruta.parent, prefix=f".{ruta.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(numero, "wb") as archivo:
            archivo.write(contenido)
            archivo.flush()
            os.fsync(archivo.fileno())
        Path(temporal).chmod(_permisos(ruta))
        Path(temporal).replace(ruta)
    except BaseException:
        Path(temporal).unlink(missing_ok=True)
        raise
    _sincronizar_carpeta(ruta.parent)


def _permisos(ruta):
    """Los del archivo que se reemplaza; si es nuevo, los que daría el sistema."""
    if ruta.exists():
        return ruta.stat().st_mode & 0o777
    mascara = os.umask(0)
    os.umask(mascara)
    return 0o666 & ~mascara


def _sincronizar_carpeta(carpeta):
    """Deja en el disco también el nombre nuevo (en los sistemas que permiten abrir carpetas)."""
    try:
        numero = os.open(carpeta, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(numero)
    finally:
        os.close(numero)
