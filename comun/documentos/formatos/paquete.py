"""Los archivos de oficina son zip: aquí se empacan con fechas fijas, y el mismo documento da los mismos bytes."""

import io
import zipfile

_FECHA_DEL_ZIP = (1980, 1, 1, 0, 0, 0)


def empacar(partes):
    """Un zip con las partes {nombre: bytes}, en su orden."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as destino:
        for nombre, datos in partes.items():
            entrada = zipfile.ZipInfo(nombre, _FECHA_DEL_ZIP)
            entrada.external_attr = 0o600 << 16
            destino.writestr(entrada, datos, zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def desempacar(contenido):
    """Las partes {nombre: bytes} de un zip, en su orden."""
    with zipfile.ZipFile(io.BytesIO(contenido)) as origen:
        return {nombre: origen.read(nombre) for nombre in origen.namelist()}
