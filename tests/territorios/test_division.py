"""Regiones, provincias y comunas: de 2007 a hoy, horas oficiales y lo que nunca puede ser falso."""

from datetime import date
from decimal import Decimal

import pytest

from territorios.models import Comuna, Macrozona, Provincia, Region
from tests.fabricas.territorios import ComunaFactory, ProvinciaFactory, RegionFactory
from tests.restricciones import impide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("al", "cuantas"),
    [(date(2007, 10, 1), 13), (date(2007, 10, 2), 14), (date(2007, 10, 8), 15), (date(2018, 9, 6), 16)],
)
def test_las_regiones_vigentes_dependen_de_la_fecha(pais, al, cuantas):
    assert Region.objects.vigentes(al=al).count() == cuantas


@pytest.mark.parametrize(
    ("codigo", "al", "de_hoy"),
    [
        ("10", date(2007, 1, 1), ["14", "10"]),
        ("10", date(2007, 10, 2), ["10"]),
        ("01", date(2007, 1, 1), ["15", "01"]),
        ("08", date(2017, 12, 31), ["16", "08"]),
        ("08", date(2018, 9, 6), ["08"]),
        ("05", date(2007, 1, 1), ["05"]),
    ],
)
def test_una_region_de_antes_equivale_a_las_de_hoy(pais, codigo, al, de_hoy):
    region = Region.objects.get(codigo=codigo)

    assert [r.codigo for r in region.regiones_actuales(al=al)] == de_hoy


def test_las_de_2007_cubren_juntas_todo_el_pais_sin_repetir(pais):
    al = date(2007, 1, 1)

    cubiertas = [r.codigo for region in Region.objects.vigentes(al=al) for r in region.regiones_actuales(al=al)]

    assert sorted(cubiertas) == sorted(Region.objects.values_list("codigo", flat=True))


def test_las_macrozonas_reparten_las_regiones(pais):
    cuentas = [macrozona.regiones.count() for macrozona in Macrozona.objects.de_norte_a_sur()]

    assert cuentas == [6, 5, 5]


@pytest.mark.parametrize(
    ("codigo", "zona"),
    [
        ("05101", "America/Santiago"),
        ("05201", "Pacific/Easter"),
        ("11101", "America/Coyhaique"),
        ("12101", "America/Punta_Arenas"),
    ],
)
def test_la_hora_de_una_comuna(pais, codigo, zona):
    assert Comuna.objects.con_division().get(codigo=codigo).zona_horaria == zona


def test_provincias_y_comunas_van_de_norte_a_sur(pais):
    assert Provincia.objects.de_norte_a_sur().first().region.codigo == "15"
    assert Comuna.objects.de_norte_a_sur().last().codigo == "12402"
    assert Comuna.objects.de_region(Region.objects.get(codigo="16")).count() == 21


def test_una_region_que_se_separo_necesita_fecha():
    madre = RegionFactory(codigo="10")

    impide(
        "territorios_region_escindida_con_fecha",
        RegionFactory.build(codigo="14", macrozona=None, escindida_de=madre),
    )


def test_una_region_no_se_separa_de_si_misma():
    region = RegionFactory(codigo="10")
    region.escindida_de, region.vigente_desde = region, date(2007, 10, 2)

    impide("territorios_region_no_de_si_misma", region)


def test_una_region_no_repite_provincia():
    provincia = ProvinciaFactory(codigo="051", nombre="Valparaíso")

    impide(
        "territorios_provincia_nombre_unico",
        Provincia(codigo="059", nombre="Valparaíso", region=provincia.region),
    )


def test_una_provincia_no_repite_comuna():
    comuna = ComunaFactory(codigo="05101", nombre="Valparaíso")

    impide("territorios_comuna_nombre_unico", Comuna(codigo="05199", nombre="Valparaíso", provincia=comuna.provincia))


def test_una_superficie_es_positiva_o_no_se_sabe():
    comuna = ComunaFactory()
    comuna.superficie_km2 = Decimal(0)

    impide("territorios_comuna_superficie_positiva", comuna)
