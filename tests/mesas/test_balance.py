"""El quórum, los sectores y los géneros de una lista, a la fecha de la sesión."""

from datetime import date

import pytest

from actores.models import Genero
from mesas.asistencia import lista_de
from mesas.balance import Balance
from mesas.models import Asistencia
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory

pytestmark = pytest.mark.django_db
AL = date(2026, 3, 4)


@pytest.fixture
def instancia(valparaiso):
    return MesaFactory(direcciones=[valparaiso]).instancias.get()


def integrante(instancia, sector="publico", genero="", actor=None, **campos):
    actor = actor or ActorFactory(sector=sector)
    return IntegranteFactory(instancia=instancia, actor=actor, persona=PersonaFactory(genero=genero), **campos)


def balance(instancia, **estados):
    """El de la lista de ese día; `estados`: {nombre: (integrante, estado)}."""
    lista = lista_de(instancia, al=AL)
    por_persona = {integrante.persona.codigo: estado for integrante, estado in estados.values()}
    return Balance(lista, instancia, marcas={uno.clave: por_persona.get(uno.persona.codigo, "") for uno in lista})


def test_el_quorum_se_cuenta_sobre_los_titulares_de_ese_dia(instancia):
    instancia.quorum_porcentaje = 50
    uno, otro = integrante(instancia), integrante(instancia)
    integrante(instancia, vigente_desde=date(2026, 3, 5))
    integrante(instancia, vigente_hasta=date(2026, 3, 3))

    con_uno = balance(instancia, uno=(uno, "presente")).quorum
    con_ninguno = balance(instancia, otro=(otro, "excusado")).quorum

    assert (con_uno.titulares, con_uno.exigidos, con_uno.hay) == (2, 1, True)
    assert not con_ninguno.hay


def test_un_suplente_cubre_el_cupo_de_su_institucion_y_ninguno_mas(instancia):
    instancia.quorum_cantidad = 2
    titular = integrante(instancia)
    suplente = integrante(instancia, actor=titular.actor, calidad="suplente")
    integrante(instancia)

    quorum = balance(instancia, a=(titular, "presente"), b=(suplente, "presente")).quorum

    assert (quorum.cubiertos, quorum.hay) == (1, False)
    assert quorum.legible == "No hay quórum: 1 titulares de 2 exigidos"


def test_un_invitado_no_hace_quorum_pero_cuenta_como_presente(instancia):
    instancia.quorum_cantidad = 1
    quien = integrante(instancia)

    suyo = balance(instancia, a=(quien, "invitado"))

    assert not suyo.quorum.hay
    assert len(suyo.presentes) == 1


def test_el_quorum_puede_pedir_sectores(instancia):
    instancia.quorum_sectores = 2
    publico, privado = integrante(instancia, "publico"), integrante(instancia, "privado")

    assert not balance(instancia, a=(publico, "presente")).quorum.hay
    assert balance(instancia, a=(publico, "presente"), b=(privado, "presente")).quorum.hay


def test_sin_regla_no_dice_si_hay(instancia):
    integrante(instancia)

    assert balance(instancia).quorum.legible == "0 de 1 titulares; la instancia no fijó quórum"


def test_el_genero_que_no_se_sabe_es_sin_dato(instancia):
    ella, alguien = integrante(instancia, genero=Genero.FEMENINO), integrante(instancia)

    por_genero = balance(instancia, a=(ella, "presente"), b=(alguien, "presente")).por_genero

    assert ("femenino", "femenino", 1) in por_genero
    assert ("", "sin dato", 1) in por_genero


def test_quien_observa_no_ve_generos_de_menos_de_cinco(entrar, observadora, encargada, instancia):
    instancia.mesa.observadores.add(observadora)
    sesion = SesionFactory(instancia=instancia, estado="realizada")
    for genero in (*["femenino"] * 6, *["masculino"] * 4):
        quien = integrante(instancia, genero=genero)
        Asistencia.anotar(por=None, sesion=sesion, actor=quien.actor, persona=quien.persona)

    suya, de_la_encargada = (
        entrar(u).get(sesion.get_absolute_url()).content.decode() for u in (observadora, encargada)
    )

    assert "6 femenino" not in suya and "4 masculino" not in suya and "se reserva" in suya
    assert "6 femenino, 4 masculino" in de_la_encargada


def test_lo_declarado_por_genero_tambien_se_reserva(entrar, observadora, instancia):
    instancia.mesa.observadores.add(observadora)
    declarada = {"modo_asistencia": "recuento", "asistencia_declarada": 10}
    sesion = SesionFactory(instancia=instancia, estado="realizada", **declarada)
    sesion.declarar(por=None, recuentos={"genero:femenino": 7, "genero:masculino": 3, "sector:publico": 2})

    respuesta = entrar(observadora).get(sesion.get_absolute_url())

    assert respuesta.context["recuentos"] == [("público", 2)]
    assert "El género se reserva" in respuesta.content.decode()
