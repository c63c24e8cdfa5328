"""Lo que una pantalla dice de una previsualización guardada (comun.planillas.vista)."""

from collections import Counter

from django.utils.html import format_html, format_html_join

from comun.tablas import Columna, Tabla
from comun.templatetags.componentes import chip

POR_PAGINA = 100
ACCIONES = {
    "nueva": ("nueva", "curso", "nuevas"),
    "cambiada": ("cambia", "accion", "cambian"),
    "eliminada": ("se elimina", "cerrado", "se eliminan"),
    "sin_cambios": ("sin cambios", "neutro", "sin cambios"),
    "rechazada": ("con errores", "atrasado", "con errores"),
}


def tablas_de(vista, peticion):
    """El contexto de la página: las tablas de cada hoja, la de los rechazos y lo que se puede hacer."""
    hojas = [
        (hoja, _chips(hoja["cuentas"]), _tabla(hoja, numero, peticion)) for numero, hoja in enumerate(vista["hojas"])
    ]
    sustantivo = ("error", "errores")
    rechazos = Tabla(
        DE_RECHAZO, vista["rechazos"], peticion, POR_PAGINA, titulo="Errores", sustantivo=sustantivo, prefijo="errores_"
    )
    se_puede = not vista["rechazos"] and vista["por_escribir"]
    return {"hojas": hojas, "rechazos": rechazos, "avisos": vista["avisos"], "se_puede": se_puede}


def resumen_de(resultado):
    """«3 nuevas y 1 cambiada» entre todas las hojas de un libro ya aplicado."""
    cuentas = Counter(fila.accion.name.lower() for fila in resultado.todas())
    nombres = [accion for accion in ("nueva", "cambiada", "eliminada") if cuentas[accion]]
    partes = [f"{cuentas[nombre]} {nombre}{'s' if cuentas[nombre] > 1 else ''}" for nombre in nombres]
    return " y ".join(filter(None, (", ".join(partes[:-1]), *partes[-1:]))) or "sin cambios"


def _chips(cuentas):
    """Un chip por lo que pasa con las filas de la hoja."""
    presentes = [(ACCIONES[accion], cuantas) for accion, cuantas in cuentas.items() if cuantas]
    return [chip(f"{n} {una if n == 1 else varias}", tono) for (una, tono, varias), n in presentes]


def _tabla(hoja, numero, peticion):
    titulo = f"Qué pasará en «{hoja['nombre']}»"
    # Lo que hay que mirar va primero, aunque sea la última fila del libro.
    filas = sorted(hoja["filas"], key=lambda fila: not fila["avisos"])
    return Tabla(
        DE_FILA, filas, peticion, POR_PAGINA, titulo=titulo, sustantivo=("fila", "filas"), prefijo=f"h{numero}_"
    )


def _que_pasa(fila):
    palabra, tono, _ = ACCIONES[fila["accion"]]
    return chip(palabra, tono)


def _nombre(fila):
    if fila["codigo"] and fila["codigo"] not in fila["nombre"]:
        return f"{fila['codigo']} {fila['nombre']}"
    return fila["nombre"]


def _detalle(fila):
    """Lo que trae una fila nueva, o lo que cambia: antes → después; y sus avisos."""
    cambios = format_html_join("", "<li><strong>{}:</strong> {}</li>", (_cambio(*cambio) for cambio in fila["detalle"]))
    avisos = format_html_join("", '<li class="cambio-aviso">{}</li>', ((_aviso(frase),) for frase in fila["avisos"]))
    clase = "cambio-lista cambio-en-linea" if fila["accion"] == "nueva" else "cambio-lista"
    return format_html('<ul class="{}">{}{}</ul>', clase, avisos, cambios)


def _aviso(frase):
    return format_html("{} {}", chip("revisa", "accion"), frase)


def _cambio(columna, antes, despues):
    if not antes:
        return columna, despues
    cambio = format_html(
        '<del><span class="visually-hidden">antes: </span>{}</del> <span aria-hidden="true">→</span> '
        '<ins><span class="visually-hidden">después: </span>{}</ins>',
        antes,
        despues,
    )
    return columna, cambio


def _lugar(rechazo):
    if rechazo["celda"]:
        return format_html("{}, celda <strong>{}</strong>", rechazo["hoja"], rechazo["celda"])
    return f"{rechazo['hoja']}, fila {rechazo['fila']}" if rechazo["fila"] else rechazo["hoja"]


DE_FILA = (
    Columna("Dónde", lambda fila: f"fila {fila['fila']}", tipo="codigo"),
    Columna("Qué pasa", _que_pasa, tipo="chip"),
    Columna("Qué es", _nombre),
    Columna("Detalle", _detalle),
)
DE_RECHAZO = (
    Columna("Dónde", _lugar, tipo="corto"),
    Columna("Columna", lambda rechazo: rechazo["columna"] or "la fila entera"),
    Columna("Qué hay que corregir", lambda rechazo: rechazo["motivo"]),
)
