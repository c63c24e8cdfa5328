"""Lo que la ficha de una mesa dice que sigue y lo que pide atención."""

from datetime import date

import pytest

from mesas.camino import Panorama, avisos_de, paso_siguiente
from mesas.models import Instancia
from tests.fabricas.actores import ActorFactory
from tests.fabricas.mesas import ActividadPlanFactory, DocumentoMesaFactory, IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory

pytestmark = pytest.mark.django_db
HOY = date(2026, 11, 20)


def accion(mesa):
    paso = paso_siguiente(Panorama(mesa, al=HOY))
    return paso and paso.accion


def con_integrantes(mesa, sectores=("publico", "privado", "academia", "sociedad_civil")):
    for sector in sectores:
        IntegranteFactory(instancia=mesa.instancias.get(), actor=ActorFactory(sector=sector))
    return mesa


@pytest.mark.parametrize(
    ("fase", "espera"),
    [
        ("preparacion", "Completar la mesa"),
        ("mapeo", "Anotar integrantes"),
        ("priorizacion", "Anotar integrantes"),
        ("funcionamiento", "Anotar integrantes"),
        ("cierre", None),
    ],
)
def test_en_una_mesa_vacia_toca_llenarla(fase, espera):
    assert accion(MesaFactory(fase=fase)) == espera


@pytest.mark.parametrize(
    ("fase", "espera"),
    [
        ("mapeo", "Pasar a priorización"),
        ("priorizacion", "Pasar a convocatoria"),
        ("convocatoria", "Pasar a instalación"),
        ("instalacion", "Anotar documento"),
        ("funcionamiento", "Anotar actividad"),
        ("suspendida", "Retomar la mesa"),
    ],
)
def test_con_integrantes_de_los_cuatro_sectores_toca_lo_que_sigue(fase, espera):
    assert accion(con_integrantes(MesaFactory(fase=fase))) == espera


def test_en_mapeo_falta_el_sector_que_no_esta():
    mesa = con_integrantes(MesaFactory(fase="mapeo"), ["publico", "organismo_internacional"])

    assert "privado, academia, sociedad civil" in paso_siguiente(Panorama(mesa, al=HOY)).frase


def test_con_su_documento_una_mesa_pasa_a_funcionar():
    mesa = con_integrantes(MesaFactory(fase="instalacion"))
    DocumentoMesaFactory(mesa=mesa, rige=True)

    assert accion(mesa) == "Pasar a funcionamiento"


def test_un_compromiso_atrasado_va_primero():
    mesa = con_integrantes(MesaFactory(fase="funcionamiento"))
    ActividadPlanFactory(mesa=mesa)
    assert accion(mesa) == "Ver el plan"

    CompromisoFactory(mesa=mesa, vence=date(2026, 11, 19))
    CompromisoFactory(mesa=mesa, vence=HOY)

    panorama = Panorama(mesa, al=HOY)
    assert paso_siguiente(panorama).accion == "Ver compromisos"
    assert avisos_de(panorama)[0][:2] == ("1 compromiso atrasado", "atrasado")
    assert (panorama.abiertos, panorama.atrasados) == (2, 1)


def test_una_mesa_mensual_que_no_sesiona_lo_dice_hasta_que_convoca():
    mesa = MesaFactory(fase="funcionamiento")
    instancia = mesa.instancias.get()
    Instancia.objects.filter(pk=instancia.pk).update(periodicidad="mensual")
    SesionFactory(instancia=instancia, estado="realizada", desde=date(2026, 9, 1), hasta=date(2026, 9, 1))
    assert ("debió sesionar el 01-10-2026", "accion") in [aviso[:2] for aviso in avisos_de(Panorama(mesa, al=HOY))]

    SesionFactory(instancia=instancia, estado="convocada", desde=date(2026, 11, 20), hasta=date(2026, 11, 20))

    panorama = Panorama(mesa, al=HOY)
    assert panorama.proxima.desde == HOY
    assert avisos_de(panorama) == []


def test_el_panorama_se_lee_en_las_mismas_consultas(django_assert_num_queries):
    mesa = con_integrantes(MesaFactory(fase="funcionamiento"))
    with django_assert_num_queries(12) as pocas:
        avisos_de(Panorama(mesa, al=HOY))

    for _ in range(5):
        CompromisoFactory(mesa=mesa, vence=date(2026, 1, 1))
        ActividadPlanFactory(mesa=mesa)

    with django_assert_num_queries(len(pocas)):
        avisos_de(Panorama(mesa, al=HOY))
