"""El material de referencia del informe anual 2020, que no viene con el código: dónde está y cómo se vuelve planilla.

Se busca en la carpeta que diga MESAS_REFERENCIA o, si no dice nada, en «../shared» junto al repositorio. Donde falta,
las pruebas que lo necesitan se omiten diciéndolo. El convertidor lee datos, nunca celdas ya escritas: las claves que
traen el literal de una celda, un subtotal o un total le están vedadas.
"""

import importlib.util
import os
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.informes.libros import libro_de_proyecto

REPOSITORIO = Path(__file__).resolve().parents[2]
CARPETA = Path(os.environ.get("MESAS_REFERENCIA") or REPOSITORIO.parent / "shared")
DATOS = CARPETA / "referencia" / "informe_pnud_2020.yaml"
HERRAMIENTA = CARPETA / "herramientas" / "fidelidad.py"
ESPERADO = CARPETA / "herramientas" / "esperado_pnud.json"
HAY_REFERENCIA = all(ruta.is_file() for ruta in (DATOS, HERRAMIENTA, ESPERADO))

requiere_referencia = pytest.mark.skipif(
    not HAY_REFERENCIA, reason=f"falta el material de referencia en {CARPETA} (se indica con MESAS_REFERENCIA)"
)


def esta_vedada(clave):
    """Las claves con lo que el informe debe calcular o componer por sí mismo."""
    return clave in {"fila_subtotal", "totales"} or "literal" in clave


class Vigilado(dict):
    """Un diccionario que no deja leer una clave vedada, ni suelta ni recorriéndolo."""

    def __getitem__(self, clave):
        if esta_vedada(clave):
            raise AssertionError(f"El convertidor leyó «{clave}», que le está vedada.")
        return super().__getitem__(clave)

    def get(self, clave, otro=None):
        try:
            return self[clave]
        except KeyError:
            return otro

    def items(self):
        return [(clave, self[clave]) for clave in self]

    def values(self):
        return [self[clave] for clave in self]


def vigilar(valor):
    if isinstance(valor, dict):
        return Vigilado({clave: vigilar(uno) for clave, uno in valor.items()})
    return [vigilar(uno) for uno in valor] if isinstance(valor, list) else valor


@cache
def datos():
    """Lo que dice el archivo de referencia; leer de él una clave vedada es un error."""
    return vigilar(yaml.safe_load(DATOS.read_text(encoding="utf-8")))


@cache
def herramienta():
    """El módulo fidelidad.py, para medir muchas veces sin abrir un proceso cada vez."""
    senas = importlib.util.spec_from_file_location("fidelidad", HERRAMIENTA)
    modulo = importlib.util.module_from_spec(senas)
    senas.loader.exec_module(modulo)
    return modulo


def planilla(datos):
    """Los bytes de la planilla «proyecto» con lo que dice la referencia."""
    return libro_de_proyecto(hojas(datos))


def hojas(datos):
    """{hoja: [{campo: valor}]}: lo mismo, antes de escribirlo en un libro."""
    anio = datos["encabezado"]["anio_informe"]
    filas = {"Proyecto": [_proyecto(datos)], "Informes": [{"anio": anio}]}
    for parte in (
        _dinero(datos["encabezado"], anio),
        _pais(datos["I"]["B"]["filas"], anio),
        _textos(datos["I"], anio),
        _marco(datos, anio),
        _cierre(datos, anio),
    ):
        filas |= parte
    return filas


def _proyecto(datos):
    encabezado = datos["encabezado"]
    return {
        "codigo": f"P-{encabezado['atlas_project_id']}",
        "atlas_project_id": encabezado["atlas_project_id"],
        "atlas_output_id": encabezado["atlas_output_id"],
        "titulo": encabezado["proyecto"],
        "organismo": datos["titulo"]["organismo"],
        "inicio": date.fromisoformat(encabezado["fecha_inicio_iso"]),
        "fin": date.fromisoformat(encabezado["fecha_fin_iso"]),
        "moneda": encabezado["moneda"],
        "presupuesto_documento": _monto(encabezado["presupuesto_documento_proyecto"]),
    }


def _dinero(encabezado, anio):
    aportes = encabezado["distribucion_gasto_anual"]
    return {
        "Tasas": [
            {"desde": date.fromisoformat(tasa["desde"]), "dpc": Decimal(tasa["dpc"]), "gms": Decimal(tasa["gms"])}
            for tasa in encabezado["tasas"]
        ],
        "Presupuestos": [{"anio": anio, "monto": _monto(encabezado["presupuesto_anio"])}],
        "Gasto del año": [{"anio": anio, "monto": _monto(encabezado["gasto_anio"])}],
        "Donantes": [{"orden": orden, "nombre": uno["donante"]} for orden, uno in enumerate(aportes, 1)],
        "Aportes": [{"donante": uno["donante"], "anio": anio, "monto": _monto(uno["monto"])} for uno in aportes],
    }


def _pais(filas, anio):
    resultados, indicadores, logros = [], [], []
    for orden, fila in enumerate(filas, 1):
        codigo = fila["indicador_codigo"]
        resultados.append(
            {"codigo": fila["codigo"], "nivel": fila["tipo"], "orden": orden, "enunciado": fila["enunciado"]}
        )
        indicadores.append(
            {
                "resultado_pais": fila["codigo"],
                "codigo": codigo,
                "orden": 1,
                "enunciado": fila["indicador"].removeprefix(codigo).strip(),
                "linea_base": fila["linea_base_valor"],
                "linea_base_valor": _numero(fila["linea_base_valor"]),
                "meta": fila["meta_planificada_valor"],
                "meta_valor": _numero(fila["meta_planificada_valor"]),
            }
        )
        logros.append(
            {
                "indicador": codigo,
                "indicador.resultado_pais": fila["codigo"],
                "anio": anio,
                "texto": fila["meta_lograda"],
                "valor": _numero(fila.get("meta_lograda_valor")),
            }
        )
    return {"Programa País": resultados, "Indicadores país": indicadores, "Logros país": logros}


def _textos(parte, anio):
    generales = {
        "I.A": ([parte["A"]["texto"]], parte["A"]["teoria_de_cambio_vigente"]),
        "I.C": (parte["C"]["parrafos"], None),
        "I.D.genero": (parte["D"]["genero"]["parrafos"], None),
    }
    return {
        "Textos": [
            {"informe": str(anio), "clave": clave, "texto": "\n\n".join(parrafos), "vigente": _si_o_no(vigente)}
            for clave, (parrafos, vigente) in generales.items()
        ],
        "Textos por producto": [
            {"informe": str(anio), "producto": str(uno["numero"]), "texto": "\n\n".join(uno["parrafos"])}
            for uno in parte["D"]["productos"]
        ],
    }


def _marco(datos, anio):
    """Productos, indicadores, logros, actividades, ítems y gastos."""
    filas = {nombre: [] for nombre in ("Productos", "Indicadores", "Logros", "Ítems", "Actividades", "Gastos")}
    en_la_narrativa = {uno["numero"]: uno["nombre"] for uno in datos["I"]["D"]["productos"]}
    for producto in datos["II"]["productos"]:
        numero, nombre = producto["numero"], producto["nombre"]
        narrativo = en_la_narrativa[numero]
        filas["Productos"].append(
            {"numero": numero, "nombre": nombre, "nombre_narrativo": narrativo if narrativo != nombre else ""}
        )
        for orden, indicador in enumerate(producto["indicadores"], 1):
            filas["Indicadores"].append(_indicador(numero, orden, indicador))
            filas["Logros"].append(_logro(numero, anio, indicador))
        for orden, actividad in enumerate(producto["actividades"], 1):
            filas["Actividades"].append(_actividad(numero, orden, actividad))
            if actividad["monto"]:
                filas["Gastos"].append(_gasto(numero, orden, anio, actividad))
                filas["Ítems"].append({clave: actividad["item"][clave] for clave in ("codigo", "nombre")})
    filas["Ítems"] = list({item["codigo"]: item for item in filas["Ítems"]}.values())
    return filas


def _indicador(producto, orden, dado):
    return {
        "producto": str(producto),
        "codigo": dado["codigo"],
        "orden": orden,
        "enunciado": dado["indicador"],
        "linea_base": dado["linea_base"],
        "linea_base_anio": dado["linea_base_anio"],
        "meta": dado["meta_planificada"],
    }


def _logro(producto, anio, dado):
    return {
        "indicador": dado["codigo"],
        "indicador.producto": str(producto),
        "anio": anio,
        "texto": dado["meta_lograda"],
        "medio_de_verificacion": dado["medio_verificacion"],
    }


def _actividad(producto, orden, dada):
    rotulo = dada["rotulo"]
    return {
        "producto": str(producto),
        "numero": orden,
        "rotulo": "" if rotulo == f"Actividad {orden}" else rotulo,
        "nombre": dada["nombre"],
        "indicadores": "; ".join(dada["indicadores"]),
    }


def _gasto(producto, actividad, anio, dada):
    return {
        "producto": str(producto),
        "actividades": str(actividad),
        "item": dada["item"]["codigo"],
        "anio": anio,
        "monto": _monto(dada["monto"]),
    }


def _cierre(datos, anio):
    informe = {"informe": str(anio)}
    lecciones = list(enumerate(datos["IV"]["lecciones"], 1))
    return {
        "Riesgos": [
            {**informe, "orden": orden, "mitigacion": uno["acciones_mitigacion"]}
            | {clave: uno[clave] for clave in ("tipo", "descripcion", "probabilidad", "impacto", "responsable")}
            for orden, uno in enumerate(datos["III"]["filas"], 1)
        ],
        "Lecciones": [
            {**informe, "orden": orden, "logro": una["logro"], "descripcion": una["describir"]}
            | {"valoracion": una["valoracion_general"]}
            for orden, una in lecciones
        ],
        "Decisiones del Comité": [
            {"leccion.informe": str(anio), "leccion": str(orden), "orden": 1, "texto": una["decisiones"]}
            for orden, una in lecciones
        ],
        "Enlaces": [
            {**informe, "orden": orden, "descripcion": uno["descripcion"], "url": uno["url"]}
            for orden, uno in enumerate(datos["V"]["enlaces"], 1)
        ],
    }


def _monto(texto):
    return Decimal(texto.replace(",", ""))


def _numero(texto):
    """El número que dice el texto, si no dice nada más."""
    try:
        return Decimal(texto)
    except (InvalidOperation, TypeError):
        return None


def _si_o_no(valor):
    return {True: "sí", False: "no"}.get(valor)
