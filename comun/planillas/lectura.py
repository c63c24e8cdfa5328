"""Leer un libro: sus celdas, ya defendidas, y lo que hay que reclamarle antes de mirar los datos."""

import io
from dataclasses import dataclass, field

import python_calamine

from comun.busqueda import normalizar
from comun.planillas import celdas
from comun.planillas.defensas import contenido_de, inspeccionar
from comun.planillas.errores import LibroInvalido
from comun.planillas.tipos import GUIA, tipo_llamado

DANADO = "El libro está dañado por dentro: ábrelo en Excel y guárdalo de nuevo."
ETIQUETA_DEL_TIPO = "Tipo de planilla"


@dataclass(frozen=True)
class Rechazo:
    """Por qué no se acepta algo: hoja, fila como se ve en Excel (0 = la hoja entera), columna y motivo."""

    hoja: str
    fila: int
    columna: str
    motivo: str

    def __str__(self):
        lugar = f"{self.hoja} fila {self.fila}" if self.fila else self.hoja
        return f"{lugar}, {self.columna}: {self.motivo}" if self.columna else f"{lugar}: {self.motivo}"


@dataclass
class HojaLeida:
    """Las celdas de una hoja: la fila 1 y las demás que no están vacías, con su número."""

    nombre: str
    encabezados: list
    filas: list[tuple[int, list]]
    rechazos: list[Rechazo] = field(default_factory=list)


@dataclass
class Libro:
    """Un libro leído: el tipo que dice su hoja Guía y las demás hojas."""

    nombre_del_tipo: str
    hojas: list[HojaLeida]

    @property
    def tipo(self):
        """El TipoDePlanilla que declara el libro. Levanta ErrorDePlanilla."""
        if not self.nombre_del_tipo:
            raise LibroInvalido("El libro no dice de qué planilla es (le falta la hoja «Guía»); indica el tipo.")
        return tipo_llamado(self.nombre_del_tipo)


def leer_libro(archivo):
    """Lee un XLSX (ruta, bytes o archivo abierto) sin confiar en él. Levanta LibroInvalido con una frase."""
    contenido = contenido_de(archivo)
    inspecciones = inspeccionar(contenido)
    try:
        libro = python_calamine.load_workbook(io.BytesIO(contenido))
        leidas = [_leer_hoja(libro, nombre, hallado) for nombre, hallado in inspecciones.items()]
    except (python_calamine.CalamineError, ValueError, OverflowError) as error:
        raise LibroInvalido(DANADO) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # el pánico del lector no es una Exception ni se puede importar
            raise LibroInvalido(DANADO) from error
        raise
    guia = next((hoja for hoja in leidas if normalizar(hoja.nombre) == normalizar(GUIA)), None)
    return Libro(_tipo_declarado(guia), [hoja for hoja in leidas if hoja is not guia])


def _tipo_declarado(guia):
    primera = guia.encabezados if guia else []
    es_nuestra = len(primera) > 1 and isinstance(primera[0], str) and isinstance(primera[1], str)
    return primera[1].strip() if es_nuestra and normalizar(primera[0]) == normalizar(ETIQUETA_DEL_TIPO) else ""


def _leer_hoja(libro, nombre, hallado):
    filas = libro.get_sheet_by_name(nombre).to_python(skip_empty_area=False)
    encabezados = filas[0] if filas else []
    datos = [
        (numero, fila)
        for numero, fila in enumerate(filas[1:], start=2)
        if not all(celdas.vacia(celda) for celda in fila)
    ]
    return HojaLeida(nombre, encabezados, datos, _reclamos(nombre, hallado))


def _reclamos(nombre, hallado):
    """Las fórmulas, los errores de Excel y las celdas combinadas, cada una con su lugar."""
    reclamos = [
        *((lugar, f"la celda {lugar} tiene una fórmula: pega sólo valores") for lugar in hallado.formulas),
        *((lugar, f"la celda {lugar} tiene un error de Excel: corrígela o déjala vacía") for lugar in hallado.errores),
        *(
            (lugar, f"las celdas {lugar} están combinadas: sepáralas y repite el valor en cada fila")
            for lugar in hallado.combinadas
        ),
    ]
    return [Rechazo(nombre, _fila_de(lugar), "", motivo) for lugar, motivo in reclamos]


def _fila_de(lugar):
    cifras = "".join(c if c.isdigit() else " " for c in lugar).split()
    return int(cifras[0]) if cifras else 0
