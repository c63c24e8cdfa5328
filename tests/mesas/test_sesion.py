from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mesas.models import AsistenciaCerrada, Sesion, TransicionInvalida
from tests.fabricas.sesiones import ActaFactory, AsistenciaFactory, PuntoTablaFactory, SesionFactory, instancia_de

pytestmark = pytest.mark.django_db


def test_nace_en_borrador_con_codigo_de_su_region_y_numero_siguiente(valparaiso, encargada):
    primera = SesionFactory(direcciones=[valparaiso])

    segunda = Sesion.crear(por=encargada, instancia=primera.instancia, desde=date(2026, 4, 1))

    assert (primera.codigo, segunda.codigo) == ("S-05-000001", "S-05-000002")
    assert (primera.numero, segunda.numero) == (1, 2)
    assert segunda.estado == "borrador"
    assert segunda.history.get().history_user == encargada


def test_un_taller_no_consume_numero_de_sesion_de_mesa():
    taller = SesionFactory(tipo="taller")

    assert taller.numero is None
    assert SesionFactory(instancia=taller.instancia).numero == 1


@pytest.mark.parametrize(
    ("campos", "legible"),
    [
        ({"desde": date(2026, 3, 4)}, "04-03-2026"),
        ({"desde": date(2007, 7, 1), "hasta": date(2007, 7, 31), "precision": "mes"}, "julio de 2007"),
        ({"desde": date(2006, 12, 18), "hasta": date(2006, 12, 19), "precision": "rango"}, "18-12-2006 al 19-12-2006"),
        ({"desde": date(2020, 1, 1), "hasta": date(2020, 12, 31), "precision": "anio"}, "2020"),
    ],
)
def test_la_fecha_se_guarda_como_se_sabe(campos, legible):
    assert SesionFactory(**campos).fecha_legible == legible


def test_se_convoca_se_realiza_y_ya_no_vuelve(encargada):
    sesion = SesionFactory()

    sesion.convocar(por=encargada)
    sesion.realizar(por=encargada)

    assert sesion.estado == "realizada"
    with pytest.raises(TransicionInvalida):
        sesion.suspender(por=encargada, motivo="Tarde")


def test_una_suspendida_no_se_convoca_sino_que_se_cita_de_nuevo(encargada):
    sesion = SesionFactory(estado="convocada")
    sesion.suspender(por=encargada, motivo="Falta de quórum")

    with pytest.raises(TransicionInvalida):
        sesion.convocar(por=encargada)
    sesion.reprogramar(por=encargada, motivo="Segundo llamado", cambios={"desde": date(2026, 4, 1)})

    assert (sesion.estado, sesion.desde) == ("convocada", date(2026, 4, 1))


def test_el_verbo_decide_sobre_lo_guardado_y_no_sobre_lo_leido(encargada):
    sesion = SesionFactory(estado="convocada")
    leida_antes = Sesion.objects.get(pk=sesion.pk)
    sesion.cancelar(por=encargada, motivo="Temporal")

    with pytest.raises(TransicionInvalida):
        leida_antes.realizar(por=encargada)


@pytest.mark.parametrize("verbo", ["suspender", "cancelar"])
def test_detenerla_sin_motivo_se_rechaza(verbo, encargada):
    sesion = SesionFactory(estado="convocada")

    with pytest.raises(ValidationError, match="pide un motivo"):
        getattr(sesion, verbo)(por=encargada, motivo="")

    sesion.refresh_from_db()
    assert sesion.estado == "convocada"


@pytest.mark.parametrize(
    ("restriccion", "campos"),
    [
        ("mesas_sesion_fechas_en_orden", {"hasta": date(2000, 1, 1)}),
        ("mesas_sesion_realizada_con_fecha", {"estado": "realizada", "desde": None, "hasta": None}),
        ("mesas_sesion_convocada_con_dia", {"estado": "convocada", "precision": "anio"}),
        ("mesas_sesion_detenida_con_motivo", {"estado": "cancelada"}),
        ("mesas_sesion_horas_en_orden", {"hora_inicio": time(12), "hora_fin": time(11)}),
        ("mesas_sesion_recuento_segun_modo", {"asistencia_declarada": 260}),
        ("mesas_sesion_minimo_con_numero", {"modo_asistencia": "recuento", "asistencia_es_minimo": True}),
        ("mesas_sesion_confirmacion_completa", {"asistencia_confirmada_at": "2026-03-04T12:00Z"}),
    ],
)
def test_la_base_rechaza(restriccion, campos):
    sesion = SesionFactory()

    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic():
        Sesion.objects.filter(pk=sesion.pk).update(**campos)


def test_la_base_rechaza_dos_sesiones_con_el_mismo_numero():
    sesion = SesionFactory()

    with pytest.raises(ValidationError) as error:
        SesionFactory(instancia=sesion.instancia, numero=1)

    assert "La instancia ya tiene una sesión con ese número." in error.value.messages
    assert "mesas_sesion_numero_unico" in {r.name for r in Sesion._meta.constraints}


def test_guarda_un_minimo_declarado_de_asistentes():
    sesion = SesionFactory(
        tipo="encuentro", modo_asistencia="recuento", asistencia_declarada=260, asistencia_es_minimo=True
    )

    assert sesion.asistencia_legible == "más de 260"


def test_sin_recuento_ni_nombres_la_asistencia_es_sin_dato():
    assert SesionFactory(modo_asistencia="recuento").asistencia_legible == "sin dato"


def test_la_duracion_sale_de_sus_horas_o_de_lo_declarado():
    assert SesionFactory(hora_inicio=time(10), hora_fin=time(11, 30)).duracion == 90
    assert SesionFactory(duracion_minutos=45).duracion == 45
    assert SesionFactory().duracion is None


@pytest.mark.parametrize(("region", "zona"), [("12", "America/Punta_Arenas"), ("05", "America/Santiago")])
def test_comienza_en_la_hora_de_su_region(region, zona):
    from tests.fabricas.territorios import DireccionRegionalFactory

    sesion = SesionFactory(direcciones=[DireccionRegionalFactory(region=region)], hora_inicio=time(10))

    assert sesion.comienza_at.tzinfo.key == zona


def test_se_ven_las_de_las_mesas_que_se_ven(valparaiso, encargada, ajena, nacional, observadora):
    sesion = SesionFactory(direcciones=[valparaiso])

    ven = [u.username for u in (encargada, ajena, nacional, observadora) if Sesion.objects.visibles_para(u).exists()]

    assert ven == ["encargada", "nacional"]
    sesion.instancia.mesa.observadores.add(observadora)
    assert Sesion.objects.visibles_para(observadora).get() == sesion


def test_una_sesion_con_acta_no_se_borra():
    from django.db.models import ProtectedError

    acta = ActaFactory()

    with pytest.raises(ProtectedError):
        acta.sesion.delete()


def test_borrar_un_borrador_se_lleva_su_tabla_y_su_lista():
    sesion = SesionFactory()
    PuntoTablaFactory(sesion=sesion)
    AsistenciaFactory(sesion=sesion)

    sesion.delete()

    assert not Sesion.objects.exists()


@pytest.mark.parametrize(
    ("restriccion", "campos"),
    [
        ("mesas_punto_orden_unico", {"orden": 1}),
        ("mesas_punto_con_titulo", {"titulo": ""}),
        ("mesas_punto_minutos_positivos", {"minutos": 0}),
    ],
)
def test_la_base_rechaza_un_punto(restriccion, campos):
    sesion = SesionFactory()
    PuntoTablaFactory(sesion=sesion, orden=1)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        PuntoTablaFactory(sesion=sesion, **campos)

    # SQLite nombra las columnas de una unicidad, no la restricción.
    assert restriccion in str(error.value) or "mesas_puntotabla.orden" in str(error.value)


def test_un_punto_no_viene_de_su_misma_sesion():
    punto = PuntoTablaFactory()

    with pytest.raises(ValidationError, match="la misma sesión"):
        PuntoTablaFactory.build(sesion=punto.sesion, viene_de=punto).full_clean()


def test_los_puntos_sin_tratar_quedan_abiertos():
    sesion = SesionFactory()
    PuntoTablaFactory(sesion=sesion, estado="tratado")
    pendiente = PuntoTablaFactory(sesion=sesion, recurrente=True)

    assert list(sesion.puntos.abiertos()) == [pendiente] == list(sesion.puntos.recurrentes())


def test_reabrir_una_lista_que_no_esta_confirmada_se_rechaza(encargada):
    sesion = SesionFactory(estado="realizada", instancia=instancia_de())

    with pytest.raises(AsistenciaCerrada):
        sesion.reabrir_asistencia(por=encargada, motivo="Falta alguien")
