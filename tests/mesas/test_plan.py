"""Documentos, diagnóstico y plan de una mesa."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from comun.models import EdicionSimultanea
from mesas.models import (
    ActividadPlan,
    Diagnostico,
    DocumentoMesa,
    Eje,
    EstadoActividad,
    EstadoDiagnostico,
    FaltaMotivo,
    TransicionInvalida,
)
from tests.fabricas.actores import ActorFactory
from tests.fabricas.mesas import ActividadPlanFactory, DiagnosticoFactory, DocumentoMesaFactory, EjeFactory, MesaFactory

pytestmark = pytest.mark.django_db


# --- Documentos ---


def test_un_documento_nace_con_codigo_y_firmantes():
    actor = ActorFactory()
    documento = DocumentoMesa.crear(por=None, mesa=MesaFactory(), tipo="convenio", numero="12", firmantes=[actor])

    assert documento.codigo == "DM-000001"
    assert documento.firmantes.get() == actor
    assert str(documento) == "Convenio N° 12"


def test_rigen_los_estatutos_vigentes_a_la_fecha():
    mesa = MesaFactory()
    reglamento = DocumentoMesaFactory(mesa=mesa, rige=True, vigente_desde=date(2020, 1, 1))
    DocumentoMesaFactory(mesa=mesa, rige=False)

    assert mesa.documentos.que_rigen(al=date(2020, 6, 1)).get() == reglamento
    assert not mesa.documentos.que_rigen(al=date(2019, 6, 1)).exists()


def test_mesas_documentomesa_vigencia_en_orden():
    with pytest.raises(IntegrityError, match="mesas_documentomesa_vigencia_en_orden"), transaction.atomic():
        DocumentoMesaFactory(vigente_desde=date(2020, 2, 1), vigente_hasta=date(2020, 1, 1))


# --- Diagnóstico ---


def test_un_diagnostico_nace_por_validar_y_se_valida_una_vez(encargada):
    diagnostico = Diagnostico.crear(por=encargada, mesa=MesaFactory(), titulo="Del territorio")
    assert diagnostico.get_estado_display() == "debe ser validado y profundizado"

    diagnostico.validar(por=encargada, en="sesión de constitución", el=date(2020, 5, 1))

    assert Diagnostico.objects.validados().get() == diagnostico
    assert diagnostico.history.first().history_change_reason == "validado en sesión de constitución"
    with pytest.raises(TransicionInvalida, match="ya está validado"):
        diagnostico.validar(por=encargada, en="otra")


def test_mesas_diagnostico_validado_donde():
    with pytest.raises(ValidationError, match="en qué sesión o acto se validó"):
        DiagnosticoFactory().validar(por=None, en="")
    with pytest.raises(IntegrityError, match="mesas_diagnostico_validado_donde"), transaction.atomic():
        DiagnosticoFactory(estado=EstadoDiagnostico.VALIDADO)


def test_mesas_diagnostico_fechas_en_orden():
    with pytest.raises(IntegrityError, match="mesas_diagnostico_fechas_en_orden"), transaction.atomic():
        DiagnosticoFactory(desde=date(2020, 2, 1), hasta=date(2020, 1, 1))


# --- Plan ---


def test_una_actividad_con_fecha_vaga_se_escribe_como_se_sabe():
    actividad = ActividadPlan.crear(
        por=None,
        mesa=MesaFactory(),
        nombre="Taller",
        desde=date(2020, 7, 1),
        hasta=date(2020, 7, 31),
        precision="mes",
    )

    assert (actividad.codigo, actividad.fecha_legible) == ("AP-000001", "julio de 2020")


def test_el_eje_es_de_la_misma_mesa():
    with pytest.raises(ValidationError, match="es de otra mesa"):
        ActividadPlan.crear(por=None, mesa=MesaFactory(), nombre="Taller", eje=EjeFactory())


def test_una_actividad_avanza_y_lo_hecho_no_se_deshace(encargada):
    actividad = ActividadPlanFactory()

    actividad.cambiar_estado(a="en_curso", por=encargada)
    actividad.cambiar_estado(a="realizada", por=encargada)

    with pytest.raises(TransicionInvalida, match="Una actividad realizada no puede quedar planificada"):
        actividad.cambiar_estado(a="planificada", por=encargada)


@pytest.mark.parametrize("estado", [EstadoActividad.POSTERGADA, EstadoActividad.DESCARTADA])
def test_postergar_y_descartar_piden_motivo(estado):
    actividad = ActividadPlanFactory()

    with pytest.raises(FaltaMotivo):
        actividad.cambiar_estado(a=estado, por=None)

    actividad.cambiar_estado(a=estado, por=None, motivo="sin presupuesto")
    assert actividad.history.first().history_change_reason == "sin presupuesto"


def test_quien_guarda_segundo_se_entera():
    actividad = ActividadPlanFactory()
    la_misma = ActividadPlan.objects.get(pk=actividad.pk)
    actividad.registrar(por=None)

    with pytest.raises(EdicionSimultanea):
        la_misma.cambiar_estado(a="en_curso", por=None)


def test_mesas_actividadplan_estado_valido():
    with pytest.raises(IntegrityError, match="mesas_actividadplan_estado_valido"), transaction.atomic():
        ActividadPlanFactory(estado="otro")


def test_mesas_actividadplan_fechas_en_orden():
    with pytest.raises(IntegrityError, match="mesas_actividadplan_fechas_en_orden"), transaction.atomic():
        ActividadPlanFactory(desde=date(2020, 2, 1), hasta=date(2020, 1, 1))


def test_mesas_eje_nombre_unico():
    eje = EjeFactory()

    with pytest.raises(ValidationError, match="ya tiene un eje con ese nombre"):
        Eje.crear(por=None, mesa=eje.mesa, nombre=eje.nombre)
