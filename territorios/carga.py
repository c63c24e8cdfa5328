"""Carga de las divisiones, macrozonas y direcciones regionales desde territorios/datos, repetible sin efecto.

Lo que el archivo ya dice se deja igual; lo que difiere se pone al día; nada se borra. Una dirección regional o un
nombre alternativo que una persona editó después se respeta y se cuenta aparte.
"""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from territorios.models import (
    CodigoHistorico,
    Comuna,
    DireccionRegional,
    Macrozona,
    NombreAlternativo,
    Provincia,
    Region,
)

DATOS = Path(__file__).parent / "datos"
FIN_DE_LOS_CODIGOS_ANTERIORES = date(2018, 9, 5)
MOTIVO = "Carga de territorios"


@dataclass
class Balance:
    """Qué hizo la carga con un archivo."""

    nuevas: int = 0
    cambiadas: int = 0
    sin_cambios: int = 0
    respetadas: int = 0

    def __str__(self):
        texto = f"nuevas={self.nuevas} cambiadas={self.cambiadas} sin_cambios={self.sin_cambios}"
        return f"{texto} respetadas={self.respetadas}" if self.respetadas else texto


def leer(archivo):
    """Las filas de un archivo de territorios/datos, como diccionarios de textos."""
    with (DATOS / archivo).open(encoding="utf-8", newline="") as abierto:
        return list(csv.DictReader(abierto))


def cargar():
    """Deja en la base lo que dicen los archivos, en una transacción. Devuelve {nombre de la tabla: Balance}."""
    with transaction.atomic():
        return {
            "macrozonas": _cargar(Macrozona, leer("macrozonas.csv")),
            "regiones": _cargar_regiones(),
            "provincias": _cargar_provincias(),
            "comunas": _cargar_comunas(),
            "codigos_historicos": _cargar_codigos_historicos(),
            "direcciones": _cargar_direcciones(),
            "nombres_alternativos": _cargar_nombres(),
        }


def _cargar(modelo, filas):
    """Crea o pone al día los objetos sin historial, por su código."""
    existentes = modelo.objects.in_bulk(field_name="codigo")
    nuevas, cambiadas = [], []
    for fila in filas:
        campos = {nombre: modelo._meta.get_field(nombre).to_python(valor) for nombre, valor in fila.items()}
        objeto = existentes.get(fila["codigo"])
        if objeto is None:
            nuevas.append(modelo(**campos))
        elif _poner(objeto, campos):
            cambiadas.append(objeto)
    # Primero lo que cambia: puede estar dejando libre un orden que una nueva necesita.
    if cambiadas:
        modelo.objects.bulk_update(cambiadas, [nombre for nombre in filas[0] if nombre != "codigo"])
    modelo.objects.bulk_create(nuevas)
    return Balance(len(nuevas), len(cambiadas), len(filas) - len(nuevas) - len(cambiadas))


def _poner(objeto, campos):
    """Cambia los atributos que difieren; dice si alguno cambió."""
    distintos = {nombre: valor for nombre, valor in campos.items() if getattr(objeto, nombre) != valor}
    for nombre, valor in distintos.items():
        setattr(objeto, nombre, valor)
    return bool(distintos)


def _ids(modelo):
    return dict(modelo.objects.values_list("codigo", "pk"))


def _fecha(texto):
    return date.fromisoformat(texto) if texto else None


def _cargar_regiones():
    """Primero las que no se separaron de ninguna: las demás las nombran."""
    total = Balance()
    macrozonas, filas = _ids(Macrozona), leer("regiones.csv")
    for con_origen in (False, True):
        regiones = _ids(Region)
        grupo = [
            {
                **{clave: valor for clave, valor in fila.items() if clave not in {"macrozona", "escindida_de"}},
                "macrozona_id": macrozonas[fila["macrozona"]],
                "escindida_de_id": regiones.get(fila["escindida_de"]),
                "orden": int(fila["orden"]),
                "vigente_desde": _fecha(fila["vigente_desde"]),
            }
            for fila in filas
            if bool(fila["escindida_de"]) == con_origen
        ]
        parte = _cargar(Region, grupo)
        total.nuevas += parte.nuevas
        total.cambiadas += parte.cambiadas
        total.sin_cambios += parte.sin_cambios
    return total


def _cargar_provincias():
    regiones = _ids(Region)
    return _cargar(Provincia, [{**f, "region_id": regiones[f["codigo"][:2]]} for f in leer("provincias.csv")])


def _cargar_comunas():
    provincias = _ids(Provincia)
    filas = [
        {
            "codigo": fila["codigo"],
            "nombre": fila["nombre"],
            "provincia_id": provincias[fila["codigo"][:3]],
            "poblacion": int(fila["poblacion"]) if fila["poblacion"] else None,
            "superficie_km2": Decimal(fila["superficie_km2"]) if fila["superficie_km2"] else None,
        }
        for fila in leer("comunas.csv")
    ]
    return _cargar(Comuna, filas)


def _cargar_codigos_historicos():
    comunas = _ids(Comuna)
    filas = [
        {
            "codigo": fila["codigo_anterior"],
            "comuna_id": comunas[fila["codigo"]],
            "vigente_hasta": FIN_DE_LOS_CODIGOS_ANTERIORES,
        }
        for fila in leer("comunas.csv")
        if fila["codigo_anterior"]
    ]
    return _cargar(CodigoHistorico, filas)


# --- Lo que tiene historial ---


def _cargar_direcciones():
    balance = Balance()
    filas = leer("direcciones.csv")
    existentes = DireccionRegional.objects.in_bulk(field_name="codigo")
    editadas = _editadas_por_personas(DireccionRegional)
    for fila in filas:
        campos = {nombre: fila[nombre] for nombre in ("codigo", "slug", "nombre", "nombre_literal", "nota")}
        campos |= {nombre: _fecha(fila[nombre]) for nombre in ("vigente_desde", "vigente_hasta")}
        direccion = existentes.get(fila["codigo"])
        existentes[fila["codigo"]] = _guardar(
            DireccionRegional, direccion, campos | {"orden": int(fila["orden"])}, balance, editadas
        )
    por_codigo = _ids(DireccionRegional)
    _relacionar(DireccionRegional.regiones, existentes, filas, "regiones", _ids(Region), editadas)
    _relacionar(DireccionRegional.sucesoras, existentes, filas, "sucesoras", por_codigo, editadas)
    return balance


def _guardar(modelo, objeto, campos, balance, editadas):
    """Crea el objeto, lo pone al día o lo deja, según lo que haya; lleva la cuenta."""
    if objeto is None:
        objeto = modelo(**campos)
        objeto.registrar(por=None, motivo=MOTIVO)
        balance.nuevas += 1
    elif all(getattr(objeto, nombre) == valor for nombre, valor in campos.items()):
        balance.sin_cambios += 1
    elif objeto.pk in editadas:
        balance.respetadas += 1
    else:
        _poner(objeto, campos)
        objeto.registrar(por=None, motivo=MOTIVO)
        balance.cambiadas += 1
    return objeto


def _editadas_por_personas(modelo):
    return set(modelo.history.filter(history_user__isnull=False).values_list("id", flat=True))


def _relacionar(relacion, objetos, filas, columna, ids, editadas):
    """Pone al día una relación de varios a varios con una consulta para leerla toda."""
    origen, destino = relacion.field.m2m_column_name(), relacion.field.m2m_reverse_name()
    guardadas = {}
    for propio, otro in relacion.through.objects.values_list(origen, destino):
        guardadas.setdefault(propio, set()).add(otro)
    for fila in filas:
        objeto = objetos[fila["codigo"]]
        pedidas = {ids[codigo] for codigo in fila[columna].split("|") if codigo}
        if pedidas != guardadas.get(objeto.pk, set()) and objeto.pk not in editadas:
            getattr(objeto, columna).set(pedidas)


def _cargar_nombres():
    balance = Balance()
    ids = {"region": _ids(Region), "provincia": _ids(Provincia), "comuna": _ids(Comuna)}
    existentes = {
        (nombre.region_id, nombre.provincia_id, nombre.comuna_id, nombre.nombre): nombre
        for nombre in NombreAlternativo.objects.filter(territorio__isnull=True, direccion__isnull=True)
    }
    editados = _editadas_por_personas(NombreAlternativo)
    for fila in leer("nombres_alternativos.csv"):
        llaves = {f"{nivel}_id": None for nivel in ids} | {f"{fila['nivel']}_id": ids[fila["nivel"]][fila["codigo"]]}
        campos = llaves | {"nombre": fila["nombre"], "clase": fila["clase"], "fuente": fila["fuente"]}
        _guardar(NombreAlternativo, existentes.get((*llaves.values(), fila["nombre"])), campos, balance, editados)
    return balance
