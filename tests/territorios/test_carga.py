"""La carga de territorios se repite sin efecto, corrige lo que difiere y respeta lo que editó una persona."""

from io import StringIO

import pytest
from django.core.management import call_command

from territorios import carga
from territorios.models import Comuna, DireccionRegional, NombreAlternativo, Region
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.territorios import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pais(db):
    """Cargado en la prueba: aquí otras parten de una base vacía."""
    return carga.cargar()


def salida():
    texto = StringIO()
    call_command("cargar_territorios", stdout=texto)
    return texto.getvalue().splitlines()


def test_la_primera_vez_crea_todo_y_la_segunda_no_cambia_nada(django_assert_max_num_queries):
    primera = salida()
    antes = list(DireccionRegional.history.values_list("history_id", flat=True))

    with django_assert_max_num_queries(25):
        segunda = salida()

    assert "comunas: nuevas=346 cambiadas=0 sin_cambios=0" in primera
    assert "comunas: nuevas=0 cambiadas=0 sin_cambios=346" in segunda
    assert all("nuevas=0 cambiadas=0" in linea for linea in segunda)
    assert list(DireccionRegional.history.values_list("history_id", flat=True)) == antes


def test_pone_al_dia_lo_que_difiere(pais):
    Comuna.objects.filter(codigo="05101").update(nombre="Valparaizo", poblacion=None)

    balance = carga.cargar()

    comuna = Comuna.objects.get(codigo="05101")
    assert (comuna.nombre, comuna.poblacion) == ("Valparaíso", 284938)
    assert balance["comunas"].cambiadas == 1


def test_pone_al_dia_tambien_el_orden_que_ocupaba_otra(db):
    RegionFactory(codigo="05", orden=9)

    carga.cargar()

    filas = Region.objects.filter(codigo__in=["05", "07"]).order_by("codigo")
    assert list(filas.values_list("orden", flat=True)) == [6, 9]


def test_pone_al_dia_regiones_y_sucesoras_de_una_direccion(pais):
    direccion = DireccionRegional.objects.get(codigo="D-10-2007")
    direccion.regiones.clear()
    direccion.sucesoras.clear()

    carga.cargar()

    assert {r.codigo for r in direccion.regiones.all()} == {"10", "14"}
    assert {d.codigo for d in direccion.sucesoras.all()} == {"D-10", "D-14"}


def test_respeta_lo_que_una_persona_edito(pais):
    direccion = DireccionRegional.objects.get(codigo="D-05")
    direccion.nota = "Se muda de edificio"
    direccion.registrar(por=UsuarioFactory(), motivo="Aviso")

    balance = carga.cargar()

    direccion.refresh_from_db()
    assert direccion.nota == "Se muda de edificio"
    assert balance["direcciones"].respetadas == 1


def test_no_toca_los_nombres_que_agrego_una_persona(pais):
    NombreAlternativo.crear(por=UsuarioFactory(), comuna=Comuna.objects.get(codigo="05101"), nombre="Valpo")

    carga.cargar()

    assert NombreAlternativo.objects.filter(nombre="Valpo").exists()


def test_si_algo_falla_no_queda_nada_escrito(monkeypatch):
    def falla():
        raise OSError("no se pudo leer")

    monkeypatch.setattr(carga, "_cargar_nombres", falla)

    with pytest.raises(OSError, match="no se pudo leer"):
        carga.cargar()

    assert not Region.objects.exists()
