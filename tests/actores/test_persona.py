"""Las personas que representan a los actores."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actores.models import Persona, Representacion, Sector
from tests.fabricas.actores import ActorFactory, PersonaFactory, RepresentacionFactory

pytestmark = pytest.mark.django_db


def test_quien_habla_por_una_comunidad_queda_con_datos_sensibles(encargada):
    vecina = Persona.crear(por=encargada, nombre="Persona Ficticia", actor=ActorFactory(sector=Sector.SOCIEDAD_CIVIL))
    funcionaria = Persona.crear(por=encargada, nombre="Otra Ficticia", actor=ActorFactory(sector=Sector.PUBLICO))

    assert vecina.sensible
    assert not funcionaria.sensible
    assert vecina.codigo == "PE-000001"


def test_el_genero_puede_quedar_sin_preguntar_o_sin_decir():
    Persona.crear(por=None, nombre="Persona Ficticia")
    Persona.crear(por=None, nombre="Persona Ficticia", genero="no_dice")

    with pytest.raises(ValidationError, match="no es una opción válida"):
        Persona.crear(por=None, nombre="Persona Ficticia", genero="x")


def test_actores_persona_genero_valido():
    with pytest.raises(IntegrityError, match="actores_persona_genero_valido"), transaction.atomic():
        PersonaFactory(genero="x")


def test_la_representacion_se_lee_a_una_fecha():
    actor = ActorFactory()
    antes = RepresentacionFactory(actor=actor, vigente_hasta=date(2020, 6, 30)).persona
    despues = RepresentacionFactory(actor=actor, vigente_desde=date(2020, 7, 1)).persona

    assert list(Persona.objects.que_representan(actor, al=date(2020, 6, 30))) == [antes]
    assert list(Persona.objects.que_representan(actor, al=date(2020, 7, 1))) == [despues]


def test_terminar_una_representacion_no_admite_fechas_al_reves(encargada):
    representacion = RepresentacionFactory(vigente_desde=date(2020, 7, 1))

    with pytest.raises(ValidationError, match="no puede ser anterior a su inicio"):
        representacion.terminar(por=encargada, el=date(2020, 1, 1))

    representacion.terminar(por=encargada, el=date(2020, 8, 1), motivo="cambió de cargo")
    assert Representacion.objects.get().vigente_hasta == date(2020, 8, 1)


def test_actores_representacion_unica():
    primera = RepresentacionFactory()

    with pytest.raises(ValidationError, match="ya representa a ese actor con ese cargo"):
        primera.persona.representar(primera.actor, por=None, cargo=primera.cargo)


def test_actores_representacion_vigencia_en_orden():
    with pytest.raises(IntegrityError, match="actores_representacion_vigencia_en_orden"), transaction.atomic():
        RepresentacionFactory(vigente_desde=date(2020, 2, 1), vigente_hasta=date(2020, 1, 1))


def test_los_observadores_no_ven_a_nadie(observadora, lectora):
    PersonaFactory()

    assert not Persona.objects.visibles_para(observadora).exists()
    assert Persona.objects.visibles_para(lectora).exists()
