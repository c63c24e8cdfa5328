"""Quién puede qué con actores y personas."""

import pytest

from actores.models import Actor
from actores.permissions import actores_que_edita, puede_crear_actor, puede_editar_actor, puede_ver_contacto
from tests.fabricas.actores import ActorFactory, PersonaFactory

pytestmark = pytest.mark.django_db


def quienes(predicado, *personas):
    return [persona.username for persona in personas if predicado(persona)]


@pytest.fixture
def elenco(encargada, lectora, ajena, nacional, observadora, administradora):
    return encargada, lectora, ajena, nacional, observadora, administradora


def test_un_actor_regional_lo_edita_la_regional_donde_trabaja(elenco, valparaiso):
    actor = ActorFactory(regiones=valparaiso.regiones.all())

    assert quienes(lambda persona: puede_editar_actor(persona, actor), *elenco) == ["encargada"]


def test_uno_de_dos_regiones_lo_editan_ambas(elenco, valparaiso, maule):
    actor = ActorFactory(regiones=[*valparaiso.regiones.all(), *maule.regiones.all()])

    assert quienes(lambda persona: puede_editar_actor(persona, actor), *elenco) == ["encargada", "ajena"]


@pytest.mark.parametrize("ambito", [Actor.Ambito.NACIONAL, Actor.Ambito.INTERNACIONAL])
def test_uno_nacional_lo_edita_la_unidad_aunque_trabaje_en_una_region(elenco, valparaiso, ambito):
    actor = ActorFactory(ambito=ambito, regiones=valparaiso.regiones.all())

    assert quienes(lambda persona: puede_editar_actor(persona, actor), *elenco) == ["nacional"]


def test_uno_sin_region_lo_edita_la_unidad(elenco):
    actor = ActorFactory()

    assert quienes(lambda persona: puede_editar_actor(persona, actor), *elenco) == ["nacional"]


def test_crean_actores_quienes_escriben(elenco):
    assert quienes(puede_crear_actor, *elenco) == ["encargada", "ajena", "nacional"]


def test_el_contacto_lo_lee_quien_edita_a_la_persona_y_la_administracion(elenco, valparaiso):
    persona = PersonaFactory(actor=ActorFactory(regiones=valparaiso.regiones.all()))

    assert quienes(lambda u: puede_ver_contacto(u, persona), *elenco) == ["encargada", "administradora"]


def test_una_persona_sin_actor_es_de_la_unidad(elenco):
    persona = PersonaFactory()

    assert quienes(lambda u: puede_ver_contacto(u, persona), *elenco) == ["nacional", "administradora"]


@pytest.mark.parametrize("rol", ["encargada", "lectora", "ajena", "nacional", "observadora", "administradora"])
def test_la_consulta_de_los_que_edita_dice_lo_mismo_que_el_predicado(request, valparaiso, maule, rol):
    usuario = request.getfixturevalue(rol)
    for ambito in Actor.Ambito:
        for regiones in ([], valparaiso.regiones.all(), maule.regiones.all()):
            ActorFactory(ambito=ambito, regiones=regiones)

    assert set(actores_que_edita(usuario)) == {a for a in Actor.objects.all() if puede_editar_actor(usuario, a)}
