"""Los territorios que nombran los documentos: cada uno con lo que el documento dice y nada más."""

from datetime import date

import pytest

from territorios.carga_de_documentos import cargar_territorios_de_documentos
from territorios.models import Territorio

pytestmark = pytest.mark.django_db


@pytest.fixture
def territorios(pais_del_modulo, db):
    return cargar_territorios_de_documentos()[0]


def test_se_cargan_una_sola_vez(territorios):
    otra_vez, balance = cargar_territorios_de_documentos()

    assert (balance.nuevas, balance.sin_cambios) == (0, 15)
    assert otra_vez == territorios
    assert Territorio.objects.count() == 15


@pytest.mark.parametrize(
    ("clave", "comunas", "regiones"),
    [
        ("loa", 0, ["02"]),
        ("huasco", 4, ["03"]),
        ("limari", 5, ["04"]),
        ("rocuant", 1, ["05"]),
        ("secano", 10, ["06"]),
        ("araucania-andina", 6, ["09"]),
        ("los-lagos-los-rios", 0, ["14", "10"]),
        ("lago-general-carrera", 2, ["11"]),
        ("rm-poniente", 5, ["13"]),
        ("campanilla", 1, ["05"]),
    ],
)
def test_abarcan_lo_que_dice_el_documento(territorios, clave, comunas, regiones):
    territorio = territorios[clave]

    assert territorio.comunas_efectivas().count() == comunas
    assert [region.codigo for region in territorio.regiones()] == regiones


def test_loa_emprende_nacio_con_un_adi_y_se_amplio_a_dos(territorios):
    loa = territorios["loa"]

    assert [d.clase for d in loa.definiciones.en_orden()] == ["inicial", "ampliacion"]
    assert {t.nombre for t in loa.internos.all()} == {
        "ADI Atacama la Grande",
        "ADI Alto el Loa",
        "Comunidad Atacameña de Lasana",
    }
    assert loa.fuente == "Documento 004, líneas 4, 8 y 22"


def test_lasana_la_define_un_memorandum_con_fecha(territorios):
    definicion = territorios["lasana"].definiciones.get()

    assert str(definicion.documento) == "Memorándum N° 0216"
    assert (definicion.desde, definicion.hasta) == (date(2007, 6, 26), date(2007, 6, 26))


def test_araucania_andina_solo_sabe_el_anio_de_su_acuerdo(territorios):
    definicion = territorios["araucania-andina"].definiciones.get()

    assert definicion.fecha_legible == "2004"
    assert definicion.documento.fecha is None


def test_rocuant_esta_dentro_de_la_comuna_y_tiene_tres_localidades(territorios):
    rocuant = territorios["rocuant"]

    assert rocuant.padre == territorios["comuna-valparaiso"]
    assert rocuant.localidades.count() == 3
