"""Quién puede qué con las mesas."""

import pytest

from mesas.permissions import puede_crear_mesa, puede_editar_mesa, puede_ver_cifra, puede_ver_personas
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.mesas import MesaFactory

pytestmark = pytest.mark.django_db


def quienes(predicado, *personas):
    return [persona.username for persona in personas if predicado(persona)]


@pytest.fixture
def elenco(encargada, lectora, ajena, nacional, observadora, administradora):
    return encargada, lectora, ajena, nacional, observadora, administradora


def test_una_mesa_la_edita_cualquiera_de_sus_direcciones(elenco, valparaiso, maule):
    propia, de_ambas = MesaFactory(direcciones=[valparaiso]), MesaFactory(direcciones=[valparaiso, maule])

    assert quienes(lambda u: puede_editar_mesa(u, propia), *elenco) == ["encargada"]
    assert quienes(lambda u: puede_editar_mesa(u, de_ambas), *elenco) == ["encargada", "ajena"]


def test_una_nacional_la_edita_la_unidad(elenco):
    mesa = MesaFactory()

    assert quienes(lambda u: puede_editar_mesa(u, mesa), *elenco) == ["nacional"]


def test_crea_una_mesa_la_editora_de_su_direccion(elenco, valparaiso):
    assert quienes(lambda u: puede_crear_mesa(u, [valparaiso]), *elenco) == ["encargada"]
    assert quienes(lambda u: puede_crear_mesa(u, []), *elenco) == ["nacional"]


def test_a_las_personas_las_nombra_sólo_el_personal(elenco):
    assert "observadora" not in quienes(puede_ver_personas, *elenco)


def test_una_cifra_de_una_mesa_la_ve_quien_ve_la_mesa(elenco, valparaiso, observadora):
    mesa = MesaFactory(direcciones=[valparaiso])
    cifra = CifraDeclaradaFactory(ambito=mesa.codigo)

    assert quienes(lambda u: puede_ver_cifra(u, cifra), *elenco) == [
        "encargada",
        "lectora",
        "nacional",
        "administradora",
    ]
    mesa.observadores.add(observadora)
    assert puede_ver_cifra(observadora, cifra)


def test_una_cifra_de_otro_ambito_la_ve_el_personal(elenco):
    cifra = CifraDeclaradaFactory(ambito="P-121119")

    assert len(quienes(lambda u: puede_ver_cifra(u, cifra), *elenco)) == 5
    assert not puede_ver_cifra(elenco[4], cifra)
