"""Las mesas: código, nombres, fase y quién las ve."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mesas.models import TRANSICIONES, FaltaMotivo, Fase, Mesa, TipoInstancia, TipoMesa, TransicionInvalida
from tests.fabricas.actores import ProgramaFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.territorios import DireccionRegionalFactory

pytestmark = pytest.mark.django_db


def test_el_codigo_lleva_la_region_de_la_primera_direccion(valparaiso, maule, encargada):
    primera = Mesa.crear(por=encargada, direcciones=[maule, valparaiso], nombre="Una", tipo=TipoMesa.TERRITORIAL)
    segunda = Mesa.crear(por=encargada, direcciones=[valparaiso], nombre="Dos", tipo=TipoMesa.TERRITORIAL)

    assert (primera.codigo, segunda.codigo) == ("M-07-0001", "M-05-0001")
    assert primera.history.earliest().history_user == encargada


def test_una_nacional_lleva_00():
    assert MesaFactory().codigo == "M-00-0001"


def test_nace_con_una_instancia_llamada_como_esa_mesa_la_llama(valparaiso):
    andina = MesaFactory(direcciones=[valparaiso], nombre_instancia="Consejo Público-Privado")
    comun = MesaFactory(nombre="Mesa del Puerto")
    directorio = MesaFactory(tipo=TipoMesa.DIRECTORIO)

    assert andina.instancias.get().nombre == "Consejo Público-Privado"
    assert comun.instancias.get().nombre == "Mesa del Puerto"
    assert directorio.instancias.get().tipo == TipoInstancia.DIRECTORIO


def test_si_algo_no_cuadra_no_queda_nada():
    with pytest.raises(ValidationError, match="no puede ser anterior a su inicio"):
        MesaFactory(inicio=date(2020, 5, 1), fin=date(2020, 1, 1))

    assert not Mesa.objects.exists()
    assert MesaFactory().codigo == "M-00-0001"


def test_dos_con_el_mismo_nombre_tienen_direcciones_publicas_distintas():
    primera, segunda = MesaFactory(nombre="Mesa Comunal"), MesaFactory(nombre="Mesa Comunal")

    assert (primera.slug, segunda.slug) == ("mesa-comunal", "mesa-comunal-m-00-0002")


@pytest.mark.parametrize("texto", ["campanílla", "INTERSECTORIAL", "m-00-0001", "radicacion"])
def test_se_busca_por_codigo_nombre_tema_u_otro_nombre(texto):
    mesa = MesaFactory(nombre="Mesa Campanilla", tema="radicación", alias=["Mesa Intersectorial"])
    MesaFactory(nombre="Otra")

    assert Mesa.objects.buscar(texto).get() == mesa


def test_se_encuentra_por_cualquiera_de_sus_nombres_exactos():
    mesa = MesaFactory(nombre="Mesa Campanilla", alias=["MT"])
    MesaFactory(nombre="Mesa Campanilla 2")

    assert Mesa.objects.llamadas("mesa campanílla").get() == Mesa.objects.llamadas("mt").get() == mesa


def test_mesas_alias_unico():
    mesa = MesaFactory(alias=["MT"])

    with pytest.raises(ValidationError, match="ya está anotado para esta mesa"):
        mesa.agregar_alias("MT")


def test_se_filtra_por_programa_sin_repetir():
    programa = ProgramaFactory()
    mesa = MesaFactory(programas=[programa, ProgramaFactory(clave="iral")])
    MesaFactory()

    assert Mesa.objects.del_programa(programa).get() == mesa


# --- Quién la ve ---


def test_cada_quien_ve_las_suyas(valparaiso, maule, encargada, lectora, ajena, nacional, administradora):
    propia, otra, de_ambas = (MesaFactory(direcciones=d) for d in ([valparaiso], [maule], [valparaiso, maule]))
    del_pais = MesaFactory()

    def ve(usuario):
        return set(Mesa.objects.visibles_para(usuario))

    assert ve(encargada) == ve(lectora) == {propia, de_ambas}
    assert ve(ajena) == {otra, de_ambas}
    assert ve(nacional) == ve(administradora) == {propia, otra, de_ambas, del_pais}


def test_quien_observa_ve_sólo_las_que_le_dieron(valparaiso, observadora):
    MesaFactory(direcciones=[valparaiso])
    dada = MesaFactory(direcciones=[valparaiso], observadores=[observadora])

    assert Mesa.objects.visibles_para(observadora).get() == dada


def test_la_sucesora_ve_lo_de_su_predecesora(valparaiso, encargada):
    antigua = DireccionRegionalFactory(codigo="D-05-2007", slug="valparaiso-2007", regiones=[])
    antigua.sucesoras.add(valparaiso)
    mesa = MesaFactory(direcciones=[antigua])

    assert mesa.codigo == "M-05-0001"
    assert Mesa.objects.visibles_para(encargada).get() == mesa


# --- Fase ---


def test_avanzar_anota_desde_cuando_y_quien(encargada):
    mesa = MesaFactory()

    mesa.avanzar_fase(a="mapeo", por=encargada, el=date(2020, 3, 1))

    mesa.refresh_from_db()
    assert (mesa.fase, mesa.fase_desde) == (Fase.MAPEO, date(2020, 3, 1))
    assert mesa.history.first().history_user == encargada


def test_no_se_salta_una_fase_y_el_error_dice_adonde_se_puede():
    mesa = MesaFactory(fase=Fase.MAPEO)

    with pytest.raises(
        TransicionInvalida, match="mapeo no puede pasar a instalación: sólo a preparación o priorización"
    ):
        mesa.avanzar_fase(a=Fase.INSTALACION, por=None)


@pytest.mark.parametrize(
    ("desde", "a"), [("mapeo", "preparacion"), ("funcionamiento", "suspendida"), ("preparacion", "cierre")]
)
def test_volver_suspender_y_cerrar_piden_motivo(desde, a):
    mesa = MesaFactory(fase=desde)

    with pytest.raises(FaltaMotivo, match="hay que decir por qué"):
        mesa.avanzar_fase(a=a, por=None, motivo=" ")

    mesa.avanzar_fase(a=a, por=None, motivo="lo pidió el municipio")
    assert mesa.history.first().history_change_reason == "lo pidió el municipio"


def test_reanudar_no_pide_motivo():
    mesa = MesaFactory(fase=Fase.SUSPENDIDA)

    mesa.avanzar_fase(a=Fase.FUNCIONAMIENTO, por=None)

    assert mesa.fase == Fase.FUNCIONAMIENTO


def test_de_cerrada_no_se_sale():
    with pytest.raises(TransicionInvalida, match="ya cerró"):
        MesaFactory(fase=Fase.CIERRE).avanzar_fase(a=Fase.MAPEO, por=None, motivo="x")


def test_toda_fase_tiene_sus_transiciones():
    assert set(TRANSICIONES) == set(Fase)


def test_el_camino_se_dibuja_desde_lo_hecho_hasta_lo_que_falta():
    pasos = MesaFactory(fase=Fase.MAPEO).pasos

    assert pasos[:3] == [("preparación", "hecha"), ("mapeo", "actual"), ("priorización", "pendiente")]
    assert dict(MesaFactory(fase=Fase.SUSPENDIDA).pasos)["funcionamiento"] == "actual"


# --- Restricciones ---


def test_mesas_mesa_fase_valida():
    mesa = MesaFactory()

    with pytest.raises(IntegrityError, match="mesas_mesa_fase_valida"), transaction.atomic():
        Mesa.objects.filter(pk=mesa.pk).update(fase="otra")


def test_mesas_mesa_fechas_en_orden():
    mesa = MesaFactory()

    with pytest.raises(IntegrityError, match="mesas_mesa_fechas_en_orden"), transaction.atomic():
        Mesa.objects.filter(pk=mesa.pk).update(inicio=date(2020, 5, 1), fin=date(2020, 1, 1))
