"""La previsualización en datos simples: lo que una pantalla muestra y la huella de todo lo que se mostró."""

import hashlib
import json

from comun.planillas.filas import Accion

LARGO_A_LA_VISTA = 240


def vista_de(resultado):
    """(vista, huella). La vista tiene las cuentas y las filas por hoja, los rechazos y los avisos; cabe en JSON.

    La huella es de los textos enteros, aunque en la vista los largos vayan cortados.
    """
    entera = {
        "hojas": [_hoja(resultado, nombre, filas) for nombre, filas in resultado.filas.items()],
        "rechazos": [_rechazo(resultado, rechazo) for rechazo in resultado.rechazos],
        "avisos": len(resultado.avisos),
        "por_escribir": resultado.hay_que_escribir,
    }
    huella = hashlib.sha256(json.dumps(entera, sort_keys=True).encode()).hexdigest()
    return _acortada(entera), huella


def _hoja(resultado, nombre, filas):
    cuentas = resultado.cuenta(nombre)
    interesan = [fila for fila in filas if fila.accion not in (Accion.SIN_CAMBIOS, Accion.RECHAZADA)]
    return {
        "nombre": nombre,
        "cuentas": {accion.name.lower(): cuantas for accion, cuantas in cuentas.items()},
        "filas": [_fila(fila) for fila in interesan],
    }


def _fila(fila):
    return {
        "fila": fila.numero,
        "accion": fila.accion.name.lower(),
        "nombre": fila.nombre,
        "codigo": str(getattr(fila.objeto, "codigo", "")),
        "detalle": _detalle(fila),
        "avisos": fila.avisos,
    }


def _detalle(fila):
    """[columna, antes, después]: de una fila nueva, todo lo que trae; de una cambiada, lo que cambia."""
    if fila.accion is Accion.CAMBIADA:
        return [[cambio.columna, cambio.antes, cambio.despues] for cambio in fila.cambios]
    if fila.accion is not Accion.NUEVA:
        return []
    columnas = [columna for columna in fila.hoja.columnas if not columna.informativa]
    dichos = [(columna, columna.mostrar(fila.valores.get(columna.campo))) for columna in columnas]
    sin_decir = ("vacío", "no", fila.nombre)  # el nombre ya encabeza la fila
    return [[columna.encabezado, "", dicho] for columna, dicho in dichos if dicho not in sin_decir]


def _rechazo(resultado, rechazo):
    letra = resultado.letras.get(rechazo.hoja, {}).get(rechazo.columna, "")
    return {
        "hoja": rechazo.hoja,
        "fila": rechazo.fila,
        "celda": f"{letra}{rechazo.fila}" if letra and rechazo.fila else "",
        "columna": rechazo.columna,
        "motivo": rechazo.motivo,
    }


def _acortada(dato):
    if isinstance(dato, dict):
        return {clave: _acortada(valor) for clave, valor in dato.items()}
    if isinstance(dato, list):
        return [_acortada(uno) for uno in dato]
    if isinstance(dato, str) and len(dato) > LARGO_A_LA_VISTA:
        return f"{dato[: LARGO_A_LA_VISTA - 1]}…"
    return dato
