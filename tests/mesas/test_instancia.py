"""Las instancias: jerarquía, periodicidad y quórum."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mesas.models import Instancia, Periodicidad
from mesas.models.instancia import en_arbol
from tests.fabricas.mesas import InstanciaFactory, MesaFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("periodicidad", "siguiente"),
    [
        ("semanal", date(2020, 2, 7)),
        ("quincenal", date(2020, 2, 14)),
        ("mensual", date(2020, 2, 29)),
        ("bimestral", date(2020, 3, 31)),
        ("trimestral", date(2020, 4, 30)),
        ("cuatrimestral", date(2020, 5, 31)),
        ("semestral", date(2020, 7, 31)),
        ("anual", date(2021, 1, 31)),
        ("ambigua", None),
        ("periodica", None),
        ("segun_necesidad", None),
        ("", None),
    ],
)
def test_la_siguiente_sesion_se_espera_solo_si_la_regla_es_clara(periodicidad, siguiente):
    assert Instancia(periodicidad=periodicidad).siguiente_esperada(ultima=date(2020, 1, 31)) == siguiente


def test_diciembre_pasa_al_ano_siguiente():
    assert Instancia(periodicidad="mensual").siguiente_esperada(ultima=date(2020, 12, 15)) == date(2021, 1, 15)


def test_bimensual_se_guarda_como_esta_escrito_y_sin_calcular():
    mesa = MesaFactory()
    ambigua = Instancia.crear(
        por=None, mesa=mesa, nombre="Comité", periodicidad=Periodicidad.AMBIGUA, periodicidad_literal="bimensual"
    )

    assert ambigua.periodicidad_legible == "bimensual"
    assert ambigua.siguiente_esperada(ultima=date(2020, 1, 1)) is None
    with pytest.raises(ValidationError, match="puede ser dos veces al mes o cada dos meses"):
        Instancia.crear(por=None, mesa=mesa, nombre="Otro", periodicidad="bimestral", periodicidad_literal="Bimensual")


def test_mesas_instancia_ambigua_con_texto():
    with pytest.raises(ValidationError, match="con las palabras del documento"):
        Instancia.crear(por=None, mesa=MesaFactory(), nombre="Comité", periodicidad=Periodicidad.AMBIGUA)


@pytest.mark.parametrize(
    ("regla", "exigido", "legible"),
    [
        ({"quorum_porcentaje": Decimal("50")}, 4, "50 % de los titulares"),
        ({"quorum_porcentaje": Decimal("66.67")}, 5, "66,7 % de los titulares"),
        ({"quorum_cantidad": 3, "quorum_sectores": 2}, 3, "3 titulares y 2 sectores"),
        ({}, None, ""),
    ],
)
def test_el_quorum_se_calcula_sobre_los_titulares_de_la_fecha(regla, exigido, legible):
    instancia = Instancia(**regla)

    assert instancia.quorum_exigido(titulares=7) == exigido
    assert instancia.quorum_legible == legible


def test_depende_sólo_de_otra_de_la_misma_mesa():
    ajena = InstanciaFactory()

    with pytest.raises(ValidationError, match="es de otra mesa"):
        Instancia.crear(por=None, mesa=MesaFactory(), nombre="Comité", padre=ajena)


def test_la_jerarquia_no_se_muerde_la_cola():
    consejo = MesaFactory().instancias.get()
    directorio = Instancia.crear(por=None, mesa=consejo.mesa, nombre="Directorio", padre=consejo)
    secretaria = Instancia.crear(por=None, mesa=consejo.mesa, nombre="Secretaría", padre=directorio)

    consejo.padre = secretaria
    with pytest.raises(ValidationError, match="ya depende de"):
        consejo.full_clean()


def test_se_lista_cada_una_bajo_la_que_depende():
    consejo = MesaFactory(nombre_instancia="Consejo").instancias.get()
    comite = Instancia.crear(por=None, mesa=consejo.mesa, nombre="Comité")
    directorio = Instancia.crear(por=None, mesa=consejo.mesa, nombre="Directorio", padre=consejo)

    assert en_arbol(consejo.mesa.instancias.all()) == [(0, consejo), (1, directorio), (0, comite)]


def test_se_ven_las_de_las_mesas_que_se_ven(valparaiso, encargada, ajena):
    instancia = MesaFactory(direcciones=[valparaiso]).instancias.get()

    assert Instancia.objects.visibles_para(encargada).get() == instancia
    assert not Instancia.objects.visibles_para(ajena).exists()


@pytest.mark.parametrize(
    ("restriccion", "cambio"),
    [
        ("mesas_instancia_quorum_de_una_forma", {"quorum_cantidad": 3, "quorum_porcentaje": 50}),
        ("mesas_instancia_quorum_posible", {"quorum_porcentaje": 101}),
        ("mesas_instancia_quorum_posible", {"quorum_porcentaje": 0}),
    ],
)
def test_la_base_rechaza_un_quorum_imposible(restriccion, cambio):
    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic():
        InstanciaFactory(**cambio)


def test_mesas_instancia_nombre_unico():
    instancia = InstanciaFactory()

    with pytest.raises(ValidationError, match="ya tiene una instancia con ese nombre"):
        Instancia.crear(por=None, mesa=instancia.mesa, nombre=instancia.nombre)


def test_mesas_instancia_no_en_si_misma():
    instancia = InstanciaFactory()

    with pytest.raises(IntegrityError, match="mesas_instancia_no_en_si_misma"), transaction.atomic():
        Instancia.objects.filter(pk=instancia.pk).update(padre=instancia)
