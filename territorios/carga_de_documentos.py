"""Territorios que nombran los documentos 000 y 004, cada hecho con su documento y línea: contenido de la demostración.

El archivo tiene un hecho por fila. Hechos: nombre, tipo, tema, descripcion, alias, localidad, comuna, provincia y
region (códigos), padre (otra clave del archivo), definicion_inicial, ampliacion, definicion_anio y
acto («tipo|número|fecha|materia»).
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db import transaction

from comun.models import Precision
from territorios.carga import Balance, leer
from territorios.models import (
    Comuna,
    DefinicionTerritorio,
    DocumentoTerritorio,
    NombreAlternativo,
    Provincia,
    Region,
    Territorio,
)

ARCHIVO = "territorios_de_documentos.csv"
MOTIVO = "Territorio nombrado en un documento"


class Hecho(NamedTuple):
    """Un dato y de dónde sale."""

    valor: str
    documento: str
    linea: int

    @property
    def fuente(self):
        return f"Documento {self.documento}, línea {self.linea}"


def hechos_por_territorio():
    """{clave: {hecho: [Hecho…]}}, en el orden del archivo (un padre va antes que lo que contiene)."""
    hechos = defaultdict(lambda: defaultdict(list))
    for fila in leer(ARCHIVO):
        hecho = Hecho(fila["valor"], fila["documento"], int(fila["linea"]))
        hechos[fila["territorio"]][fila["hecho"]].append(hecho)
    return hechos


def cargar_territorios_de_documentos(*, por=None):
    """Crea los que faltan, por su nombre; los que ya están no se tocan. Devuelve ({clave: Territorio}, Balance).

    Necesita las divisiones de `territorios.carga.cargar()`.
    """
    balance, territorios = Balance(), {}
    with transaction.atomic():
        existentes = {territorio.nombre: territorio for territorio in Territorio.objects.all()}
        for clave, hechos in hechos_por_territorio().items():
            territorios[clave] = existentes.get(hechos["nombre"][0].valor)
            if territorios[clave]:
                balance.sin_cambios += 1
            else:
                territorios[clave] = _crear(hechos, territorios, por)
                balance.nuevas += 1
    return territorios, balance


def _crear(hechos, territorios, por):
    def uno(nombre):
        return hechos[nombre][0].valor if hechos[nombre] else ""

    def de(modelo, nombre):
        return modelo.objects.filter(codigo__in=[hecho.valor for hecho in hechos[nombre]])

    territorio = Territorio.crear(
        por=por,
        motivo=MOTIVO,
        nombre=uno("nombre"),
        tipo=uno("tipo"),
        tema=uno("tema"),
        descripcion=uno("descripcion"),
        padre=territorios[uno("padre")] if hechos["padre"] else None,
        comunas=de(Comuna, "comuna"),
        provincias=de(Provincia, "provincia"),
        regiones=de(Region, "region"),
        localidades=[hecho.valor for hecho in hechos["localidad"]],
        fuente=_fuente_de(hechos),
    )
    for alias in hechos["alias"]:
        NombreAlternativo.crear(por=por, territorio=territorio, nombre=alias.valor, fuente=alias.fuente)
    _definir(territorio, hechos, por)
    return territorio


def _fuente_de(hechos):
    """«Documento 004, líneas 8, 22 y 34»: todas las que sostienen la ficha."""
    documento = hechos["nombre"][0].documento
    lineas = sorted({hecho.linea for lista in hechos.values() for hecho in lista if hecho.documento == documento})
    *primeras, ultima = map(str, lineas)
    return f"Documento {documento}, " + (f"líneas {', '.join(primeras)} y {ultima}" if primeras else f"línea {ultima}")


def _definir(territorio, hechos, por):
    """Anota la definición inicial, con el acto que la dijo si se conoce, y las ampliaciones."""
    acto = _acto(territorio, hechos, por)
    for inicial in hechos["definicion_inicial"]:
        DefinicionTerritorio.crear(
            por=por,
            territorio=territorio,
            texto=inicial.valor,
            documento=acto,
            fuente=inicial.fuente,
            **_fecha_de(acto, hechos),
        )
    for orden, ampliacion in enumerate(hechos["ampliacion"], start=2):
        DefinicionTerritorio.crear(
            por=por,
            territorio=territorio,
            orden=orden,
            clase=DefinicionTerritorio.Clase.AMPLIACION,
            texto=ampliacion.valor,
            fuente=ampliacion.fuente,
        )


def _acto(territorio, hechos, por):
    if not hechos["acto"]:
        return None
    hecho = hechos["acto"][0]
    tipo, numero, fecha, materia = hecho.valor.split("|")
    return DocumentoTerritorio.crear(
        por=por,
        territorio=territorio,
        tipo=tipo,
        numero=numero,
        fecha=date.fromisoformat(fecha) if fecha else None,
        materia=materia,
        fuente=hecho.fuente,
    )


def _fecha_de(acto, hechos):
    """La fecha del acto, o el año si sólo eso se sabe, o ninguna."""
    if acto and acto.fecha:
        return {"desde": acto.fecha, "hasta": acto.fecha}
    if hechos["definicion_anio"]:
        anio = int(hechos["definicion_anio"][0].valor)
        return {"desde": date(anio, 1, 1), "hasta": date(anio, 12, 31), "precision": Precision.ANIO}
    return {}
