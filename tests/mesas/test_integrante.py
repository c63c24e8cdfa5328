"""Quiénes integran una instancia, leído siempre a una fecha."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from actores.models import Sector
from mesas.models import Instancia, Integrante, Mesa
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.mesas import InstanciaFactory, IntegranteFactory, MesaFactory

pytestmark = pytest.mark.django_db


def agregar(instancia, actor, **campos):
    return Integrante.crear(por=None, instancia=instancia, actor=actor, **campos)


def test_se_cuentan_los_vigentes_a_la_fecha_con_ambos_extremos():
    antes = IntegranteFactory(vigente_hasta=date(2020, 6, 30))
    despues = IntegranteFactory(vigente_desde=date(2020, 7, 1))
    siempre = IntegranteFactory()

    assert set(Integrante.objects.vigentes(al=date(2020, 6, 30))) == {antes, siempre}
    assert set(Integrante.objects.vigentes(al=date(2020, 7, 1))) == {despues, siempre}


def test_por_sector_se_cuentan_actores_distintos_y_los_que_faltan():
    instancia = InstanciaFactory()
    empresa = ActorFactory(sector=Sector.PRIVADO)
    IntegranteFactory(instancia=instancia, actor=empresa)
    IntegranteFactory(instancia=instancia, actor=empresa, persona=PersonaFactory())
    IntegranteFactory(instancia=instancia, actor=ActorFactory(sector=Sector.PUBLICO))

    conteo = instancia.integrantes.por_sector()

    assert (conteo[Sector.PRIVADO], conteo[Sector.PUBLICO], conteo[Sector.ACADEMIA]) == (1, 1, 0)
    assert list(conteo) == list(Sector)
    assert instancia.integrantes.cuantos_actores() == 2


def test_se_cuentan_por_mesa_y_sin_filas_es_nulo():
    instancia = InstanciaFactory()
    IntegranteFactory(instancia=instancia)
    IntegranteFactory(instancia=instancia, vigente_hasta=date(2019, 1, 1))
    vacia = MesaFactory()

    vigentes = Integrante.objects.vigentes(al=date(2020, 1, 1))
    conteo = dict(Mesa.objects.annotate(n=vigentes.contados_por("instancia__mesa")).values_list("codigo", "n"))

    assert conteo == {instancia.mesa.codigo: 1, vacia.codigo: None}


@pytest.mark.parametrize(
    ("desde", "hasta"),
    [
        (date(2020, 6, 30), None),
        (None, date(2020, 1, 1)),
        (None, None),
        (date(2020, 2, 1), date(2020, 3, 1)),
    ],
)
def test_el_mismo_no_puede_estar_dos_veces_en_los_mismos_dias(desde, hasta):
    primera = IntegranteFactory(vigente_desde=date(2020, 1, 1), vigente_hasta=date(2020, 6, 30))

    with pytest.raises(ValidationError, match=r"ya está en .* como titular en esas fechas \(desde: 01-01-2020"):
        agregar(primera.instancia, primera.actor, vigente_desde=desde, vigente_hasta=hasta)


def test_si_puede_volver_o_estar_con_otra_calidad_o_persona():
    primera = IntegranteFactory(vigente_desde=date(2020, 1, 1), vigente_hasta=date(2020, 6, 30))

    agregar(primera.instancia, primera.actor, vigente_desde=date(2020, 7, 1))
    agregar(primera.instancia, primera.actor, calidad="suplente")
    agregar(primera.instancia, primera.actor, persona=PersonaFactory())

    assert primera.instancia.integrantes.count() == 4


def test_terminar_es_el_ultimo_dia_en_que_integra(encargada):
    integrante = IntegranteFactory()

    integrante.terminar(por=encargada, el=date(2020, 6, 30), motivo="renunció")

    assert integrante.rige(al=date(2020, 6, 30))
    assert not integrante.rige(al=date(2020, 7, 1))
    assert integrante.history.first().history_change_reason == "renunció"


def test_mesas_integrante_actor_unico():
    primera = IntegranteFactory()

    with pytest.raises(IntegrityError, match=r"mesas_integrante_actor_unico|UNIQUE"), transaction.atomic():
        IntegranteFactory(instancia=primera.instancia, actor=primera.actor)


def test_mesas_integrante_persona_unica():
    primera = IntegranteFactory(persona=PersonaFactory())

    with pytest.raises(IntegrityError, match=r"mesas_integrante_persona_unica|UNIQUE"), transaction.atomic():
        IntegranteFactory(instancia=primera.instancia, actor=primera.actor, persona=primera.persona)


def test_mesas_integrante_vigencia_en_orden():
    with pytest.raises(IntegrityError, match="mesas_integrante_vigencia_en_orden"), transaction.atomic():
        IntegranteFactory(vigente_desde=date(2020, 2, 1), vigente_hasta=date(2020, 1, 1))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dos_personas_a_la_vez_no_repiten_al_mismo_integrante():
    instancia, actor, juntos, negados = InstanciaFactory(), ActorFactory(), Barrier(6), []

    def anotar(dia):
        try:
            juntos.wait()
            # Con término distinto, ninguna restricción única lo impediría: sólo el bloqueo de la instancia.
            agregar(instancia, actor, vigente_desde=date(2020, 1, 1), vigente_hasta=date(2020, 1, dia))
        except ValidationError as error:
            negados.append(error)
        finally:
            connection.close()

    hilos = [Thread(target=anotar, args=(dia,)) for dia in range(10, 16)]
    [hilo.start() for hilo in hilos]
    [hilo.join() for hilo in hilos]

    assert (Instancia.objects.get(pk=instancia.pk).integrantes.count(), len(negados)) == (1, 5)
