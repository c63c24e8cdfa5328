"""Lo que dice Django cuando un valor no vale, dicho con el valor leído y con lo que hay que hacer."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import Promise

from comun.formatos import formato
from comun.planillas.celdas import corto

FRASES = {
    "min_value": "dice {valor} y no puede ser menor que {limite}: corrígelo, o deja vacía la celda si no se sabe",
    "max_value": "dice {valor} y no puede ser mayor que {limite}: corrígelo, o deja vacía la celda si no se sabe",
    "unique": "«{valor}» ya está en otra fila guardada: escribe uno distinto, o actualiza esa fila",
    "blank": "es obligatorio y está vacío",
    "null": "es obligatorio y está vacío",
}
POR_CAMPO = {
    "URLField": "«{valor}» no es una dirección de internet: escríbela completa, como https://www.ejemplo.cl",
    "EmailField": "«{valor}» no es un correo: escríbelo como nombre@ejemplo.cl",
}


def frases_de(error, valor, campo=None):
    """Una frase por cada mensaje de un ValidationError sobre un valor. `campo`: el del modelo, si se sabe."""
    frases = (_frase(uno, valor, _clase(campo)) for uno in error.error_list)
    return [f"{frase[:1].lower()}{frase[1:]}".rstrip(".") for frase in frases]


def por_lugar(error, por_campo, valores):
    """Pares (encabezado o nombre del campo, frase) del ValidationError de un objeto entero.

    `por_campo`: {campo: columna} de la hoja; `valores`: lo que la fila quiso guardar.
    """
    if not hasattr(error, "error_dict"):
        return [("", mensaje) for mensaje in error.messages]
    pares = []
    for nombre, errores in error.error_dict.items():
        columna = por_campo.get(nombre)
        lugar = columna.encabezado if columna else "" if nombre == NON_FIELD_ERRORS else nombre
        dicho = columna.mostrar(valores[nombre]) if columna and nombre in valores else ""
        clase = _clase(columna.campo_del_modelo if columna else None)
        pares += [(lugar, _frase(uno, dicho, clase)) for uno in errores]
    return pares


def _clase(campo):
    """La clase del campo que da su frase: la suya o aquella de que deriva."""
    nombres = (clase.__name__ for clase in type(campo).__mro__) if campo is not None else ()
    return next((nombre for nombre in nombres if nombre in POR_CAMPO), "")


def _frase(error, valor, clase):
    de_django = isinstance(error.message, Promise)  # las nuestras ya dicen qué hacer
    plantilla = (POR_CAMPO.get(clase) if error.code == "invalid" else FRASES.get(error.code)) if de_django else None
    if plantilla is None:
        return " ".join(error.messages)
    limite = (error.params or {}).get("limit_value")
    return plantilla.format(valor=_dicho(valor), limite=_dicho(limite))


def _dicho(valor):
    return corto(valor) if isinstance(valor, str) else formato(valor, "numero")
