from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mesas.models import Asistencia, AsistenciaCerrada, Integrante, ObjetoSellado
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.sesiones import ActaFactory, AsistenciaFactory, SesionFactory

pytestmark = pytest.mark.django_db


def sesion_con(actor, persona=None, **campos):
    sesion = SesionFactory(estado="realizada", **campos)
    Asistencia.anotar(por=None, sesion=sesion, actor=actor, persona=persona)
    return sesion


def test_al_confirmar_copia_como_era_la_institucion_ese_dia(encargada):
    actor = ActorFactory(nombre="Serviu Valparaíso", sector="publico")
    persona = PersonaFactory(genero="femenino")
    persona.representar(actor, por=None, cargo="Jefa de obras", vigente_hasta=date(2026, 3, 31))
    persona.representar(actor, por=None, cargo="Directora", vigente_desde=date(2026, 4, 1))
    sesion = sesion_con(actor, persona, desde=date(2026, 3, 4))
    Integrante.crear(
        por=None, instancia=sesion.instancia, actor=actor, calidad="suplente", vigente_hasta=date(2026, 3, 31)
    )
    Integrante.crear(por=None, instancia=sesion.instancia, actor=actor, vigente_desde=date(2026, 4, 1))

    sesion.confirmar_asistencia(por=encargada)

    copia = sesion.asistencias.get()
    assert (copia.institucion, copia.sector, copia.genero) == ("Serviu Valparaíso", "publico", "femenino")
    assert (copia.cargo, copia.calidad) == ("Jefa de obras", "suplente")


def test_lo_confirmado_no_cambia_si_el_actor_cambia_de_nombre_o_de_sector(encargada):
    actor = ActorFactory(nombre="Antes", sector="privado")
    sesion = sesion_con(actor)
    sesion.confirmar_asistencia(por=encargada)

    actor.nombre, actor.sector = "Después", "academia"
    actor.registrar(por=None)

    assert sesion.asistencias.get().nombre_de_institucion == "Antes"
    assert list(sesion.asistencias.por_sector()) == [{"sector_al_dia": "privado", "total": 1}]


def test_la_confirmada_no_se_edita_ni_crece(encargada):
    sesion = sesion_con(ActorFactory())
    sesion.confirmar_asistencia(por=encargada)
    asistencia = sesion.asistencias.get()
    asistencia.estado = "ausente"

    with pytest.raises(AsistenciaCerrada):
        asistencia.registrar(por=encargada)
    with pytest.raises(AsistenciaCerrada):
        Asistencia.anotar(por=encargada, sesion=sesion, actor=ActorFactory())
    with pytest.raises(ObjetoSellado):
        asistencia.delete()
    with pytest.raises(ObjetoSellado):
        sesion.asistencias.all().delete()
    with pytest.raises(AsistenciaCerrada):
        sesion.confirmar_asistencia(por=encargada)


def test_se_reabre_con_motivo_mientras_el_acta_no_se_apruebe(encargada):
    sesion = sesion_con(ActorFactory())
    sesion.confirmar_asistencia(por=encargada)

    sesion.reabrir_asistencia(por=encargada, motivo="Faltaba el municipio")

    assert sesion.asistencias.get().institucion == ""
    Asistencia.anotar(por=encargada, sesion=sesion, actor=ActorFactory())
    sesion.confirmar_asistencia(por=encargada)
    ActaFactory(sesion=sesion, aprobada=True)
    with pytest.raises(AsistenciaCerrada):
        sesion.reabrir_asistencia(por=encargada, motivo="Otra vez")


def test_con_el_acta_aprobada_ya_no_se_agrega_a_nadie(encargada):
    acta = ActaFactory(aprobada=True)

    with pytest.raises(AsistenciaCerrada):
        Asistencia.anotar(por=encargada, sesion=acta.sesion, actor=ActorFactory())


def test_en_una_sesion_de_recuento_no_se_anotan_nombres(encargada):
    sesion = SesionFactory(modo_asistencia="recuento", asistencia_declarada=80)

    with pytest.raises(AsistenciaCerrada):
        Asistencia.anotar(por=encargada, sesion=sesion, actor=ActorFactory())


def test_presentes_incluye_invitados_y_no_excusados():
    sesion = SesionFactory()
    for estado in Asistencia.Estado:
        AsistenciaFactory(sesion=sesion, estado=estado)

    assert sesion.asistencias.presentes().count() == 2


@pytest.mark.parametrize(
    ("restriccion", "con_persona"),
    [("mesas_asistencia_unica", True), ("mesas_asistencia_institucion_unica", False)],
)
def test_nadie_esta_dos_veces_en_la_lista(restriccion, con_persona):
    primera = AsistenciaFactory(persona=PersonaFactory() if con_persona else None)
    repetida = Asistencia(sesion=primera.sesion, actor=primera.actor, persona=primera.persona)

    with pytest.raises(ValidationError, match="ya está en la lista"):
        repetida.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        repetida.registrar(por=None)
    assert restriccion in {r.name for r in Asistencia._meta.constraints}


def test_dos_personas_de_la_misma_institucion_caben():
    actor = ActorFactory()
    sesion = SesionFactory()

    AsistenciaFactory(sesion=sesion, actor=actor, persona=PersonaFactory())
    AsistenciaFactory(sesion=sesion, actor=actor, persona=PersonaFactory())

    assert sesion.asistencias.count() == 2


@pytest.mark.parametrize("campos", [{"confirmada": True}, {"institucion": "Alguna"}])
def test_la_base_exige_la_copia_completa_al_confirmar(campos):
    asistencia = AsistenciaFactory()

    with pytest.raises(IntegrityError, match="mesas_asistencia_confirmada_con_copia"), transaction.atomic():
        Asistencia.objects.filter(pk=asistencia.pk).update(**campos)
