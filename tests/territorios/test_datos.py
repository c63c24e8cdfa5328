"""Los archivos de territorios/datos dicen hechos que cuadran entre sí."""

import csv
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from territorios.carga import DATOS, leer
from territorios.carga_de_documentos import ARCHIVO, hechos_por_territorio
from territorios.models import TipoTerritorio


def codigos(archivo):
    return [fila["codigo"] for fila in leer(archivo)]


@pytest.mark.parametrize(
    ("archivo", "cuantas", "ancho"),
    [("macrozonas.csv", 3, 2), ("regiones.csv", 16, 2), ("provincias.csv", 56, 3), ("comunas.csv", 346, 5)],
)
def test_estan_todas_y_ningun_codigo_se_repite(archivo, cuantas, ancho):
    leidos = codigos(archivo)

    assert len(leidos) == len(set(leidos)) == cuantas
    assert {len(codigo) for codigo in leidos} == {ancho}


def test_cada_comuna_esta_en_una_provincia_y_cada_provincia_en_una_region():
    assert {codigo[:3] for codigo in codigos("comunas.csv")} == set(codigos("provincias.csv"))
    assert {codigo[:2] for codigo in codigos("provincias.csv")} == set(codigos("regiones.csv"))


def test_las_macrozonas_agrupan_seis_cinco_y_cinco_regiones():
    cuenta = Counter(fila["macrozona"] for fila in leer("regiones.csv"))

    assert cuenta == {"NC": 6, "CS": 5, "SA": 5}


def test_las_regiones_van_de_norte_a_sur():
    filas = leer("regiones.csv")

    assert [int(fila["orden"]) for fila in filas] == list(range(1, 17))
    assert [filas[0]["codigo"], filas[6]["codigo"], filas[15]["codigo"]] == ["15", "13", "12"]


def test_las_zonas_horarias_existen():
    zonas = {fila["zona_horaria"] for fila in leer("regiones.csv")}
    zonas |= {fila["zona_horaria_propia"] for fila in leer("provincias.csv")} - {""}

    assert {ZoneInfo(zona).key for zona in zonas} == zonas
    assert len(zonas) == 4


def test_los_codigos_anteriores_son_los_21_de_nuble_y_no_chocan_con_ninguno_de_hoy():
    anteriores = {fila["codigo_anterior"]: fila["codigo"] for fila in leer("comunas.csv") if fila["codigo_anterior"]}

    assert len(anteriores) == 21
    assert {codigo[:2] for codigo in anteriores.values()} == {"16"}
    assert {codigo[:3] for codigo in anteriores} == {"084"}
    assert not set(anteriores) & set(codigos("comunas.csv"))


def test_lo_que_no_se_sabe_de_una_comuna_queda_vacio_y_nunca_en_cero():
    filas = leer("comunas.csv")

    assert all(fila["poblacion"] and int(fila["poblacion"]) > 0 for fila in filas)
    assert all(float(fila["superficie_km2"]) > 0 for fila in filas if fila["superficie_km2"])
    assert next(f for f in filas if f["nombre"] == "Valparaíso")["superficie_km2"] == ""


def test_las_direcciones_son_las_de_hoy_y_las_tres_que_terminaron():
    filas = leer("direcciones.csv")
    de_hoy = [fila for fila in filas if not fila["vigente_hasta"]]

    assert sorted(fila["regiones"] for fila in de_hoy) == sorted(codigos("regiones.csv"))
    assert {f["codigo"]: f["sucesoras"] for f in filas if f["vigente_hasta"]} == {
        "D-01-2007": "D-15|D-01",
        "D-08-2007": "D-16|D-08",
        "D-10-2007": "D-14|D-10",
    }


def test_cada_hecho_de_un_documento_dice_documento_y_linea():
    with (DATOS / ARCHIVO).open(encoding="utf-8", newline="") as abierto:
        filas = list(csv.DictReader(abierto))

    assert {fila["documento"] for fila in filas} == {"000", "004"}
    assert all(int(fila["linea"]) > 0 and fila["valor"] for fila in filas)


def test_cada_territorio_de_documentos_dice_su_nombre_su_tipo_y_algo_que_lo_ubica():
    for clave, hechos in hechos_por_territorio().items():
        assert len(hechos["nombre"]) == len(hechos["tipo"]) == 1, clave
        assert hechos["tipo"][0].valor in TipoTerritorio.values
        assert hechos["comuna"] or hechos["provincia"] or hechos["region"], clave


def test_el_leeme_de_los_datos_nombra_cada_archivo():
    leeme = (DATOS / "README.md").read_text(encoding="utf-8")

    assert [archivo.name for archivo in DATOS.glob("*.csv") if f"`{archivo.name}`" not in leeme] == []
