"""La tabla de estados, la primera fila que calza gana, y ninguna secuencia de verbos se aparta de ella."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mesas.models import Compromiso, CompromisoCerrado, VerboRechazado
from mesas.models.compromiso_estado import (
    CERRADOS,
    Cierre,
    Estado,
    HechoInformado,
    Hechos,
    Palabra,
    estado_al,
    estado_de,
    palabra_de,
)
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, un_enlace

HOY = date(2026, 6, 1)
AYER, MANANA = HOY - timedelta(days=1), HOY + timedelta(days=1)
NOTA = HechoInformado()
SIN_PRUEBA = HechoInformado(dice_cumplido=True, exige_verificacion=True)
PENDIENTE = HechoInformado(dice_cumplido=True, con_evidencia=True, exige_verificacion=True)
DIRECTA = HechoInformado(dice_cumplido=True, con_evidencia=True)
VERIFICADA = HechoInformado(dice_cumplido=True, con_evidencia=True, exige_verificacion=True, verificado=True)
DEVUELTA = HechoInformado(dice_cumplido=True, con_evidencia=True, exige_verificacion=True, devuelto=True)


@pytest.mark.parametrize(
    ("hechos", "estado"),
    [
        (Hechos(), "propuesto"),
        (Hechos(suscrito=True), "suscrito"),
        (Hechos(suscrito=True, vence=HOY), "suscrito"),
        (Hechos(suscrito=True, vence=AYER), "vencido"),
        (Hechos(vence=AYER), "vencido"),
        (Hechos(suscrito=True, vence=MANANA, avances=(NOTA,)), "en_ejecucion"),
        (Hechos(vence=AYER, avances=(NOTA,)), "vencido"),
        (Hechos(vence=MANANA, avances=(SIN_PRUEBA,)), "en_ejecucion"),
        (Hechos(vence=AYER, avances=(PENDIENTE,)), "por_verificar"),
        (Hechos(vence=MANANA, avances=(DEVUELTA,)), "en_ejecucion"),
        (Hechos(vence=AYER, avances=(DIRECTA,)), "cumplido_verificado"),
        (Hechos(vence=AYER, avances=(NOTA, PENDIENTE, VERIFICADA)), "cumplido_verificado"),
        (Hechos(cierre=Cierre.EN_PARTE, vence=AYER, avances=(NOTA,)), "en_parte"),
        (Hechos(cierre=Cierre.EN_PARTE, avances=(VERIFICADA,)), "cumplido_verificado"),
        (Hechos(cierre=Cierre.NO_CUMPLIDO, avances=(VERIFICADA,)), "no_cumplido"),
        (Hechos(cierre=Cierre.DESISTIDO, avances=(VERIFICADA,)), "desistido"),
        (Hechos(cierre=Cierre.HISTORICO, vence=AYER), "historico"),
    ],
)
def test_la_primera_fila_que_calza_da_el_estado(hechos, estado):
    assert estado_de(hechos, al=HOY) == estado


avances = st.builds(HechoInformado, *[st.booleans()] * 5)
hechos_posibles = st.builds(
    Hechos,
    cierre=st.sampled_from(["", *Cierre.values]),
    suscrito=st.booleans(),
    vence=st.none() | st.dates(AYER, MANANA),
    avances=st.lists(avances, max_size=3).map(tuple),
)


@given(hechos_posibles)
def test_lo_guardado_mas_el_plazo_da_lo_mismo_que_los_hechos(hechos):
    guardado = estado_de(hechos)

    assert guardado != Estado.VENCIDO
    assert estado_al(guardado, hechos.vence, al=HOY) == estado_de(hechos, al=HOY)


@given(hechos_posibles)
def test_verificado_pide_evidencia_y_segunda_persona_si_se_exige(hechos):
    if estado_de(hechos) == Estado.CUMPLIDO_VERIFICADO:
        pruebas = [a for a in hechos.avances if a.dice_cumplido and a.con_evidencia and not a.devuelto]
        assert any(a.verificado or not a.exige_verificacion for a in pruebas)


def test_cada_estado_tiene_una_de_las_cuatro_palabras():
    palabras = {estado: palabra_de(estado) for estado in Estado}

    assert {e for e, p in palabras.items() if p == Palabra.CERRADO} == set(CERRADOS)
    assert palabras[Estado.VENCIDO] == "atrasado"
    assert palabras[Estado.CUMPLIDO_POR_VERIFICAR] == "por_verificar"
    assert {e for e, p in palabras.items() if p == Palabra.PENDIENTE} == {"propuesto", "suscrito", "en_ejecucion"}


# --- Cualquier secuencia de verbos ---

VERBOS = st.tuples(
    st.sampled_from(
        [
            "suscribir",
            "nota",
            "cumplido",
            "cumplido_ajeno",
            "evidencia",
            "verificar",
            "devolver",
            "reprogramar",
            "transferir",
            "desistir",
            "incumplido",
            "en_parte",
            "historico",
        ]
    ),
    st.integers(0, 2),
    st.booleans(),
)


class Taller:
    """Un compromiso, tres usuarios y dos instituciones, y el recuento propio de lo que se le ha hecho."""

    def __init__(self):
        self.usuarios = [UsuarioFactory() for _ in range(3)]
        self.otro = ActorFactory()
        mesa = MesaFactory(en_uso_desde=date(2026, 1, 1))
        self.compromiso = CompromisoFactory(mesa=mesa, vence=date(2025, 12, 1))

    def hacer(self, verbo, quien, con_evidencia):
        usuario, c = self.usuarios[quien], self.compromiso
        comun = {"por": usuario, "el": HOY}
        evidencias = [un_enlace()] if con_evidencia else []
        cierre = comun | {"motivo": "Porque sí"}
        acciones = {
            "suscribir": lambda: c.suscribir(**comun),
            "nota": lambda: c.informar_avance(resultado="en_curso", evidencias=evidencias, **comun),
            "cumplido": lambda: c.informar_avance(
                resultado="cumplido", evidencias=evidencias, en_nombre_de=c.responsable, **comun
            ),
            "cumplido_ajeno": lambda: c.informar_avance(resultado="cumplido", evidencias=evidencias, **comun),
            "evidencia": lambda: c.agregar_evidencia(avance=self.un_avance(), evidencias=[un_enlace()], **comun),
            "verificar": lambda: c.verificar(**comun),
            "devolver": lambda: c.devolver(**cierre),
            "reprogramar": lambda: c.reprogramar(vence=c.vence + timedelta(days=20), causa="otra", **cierre),
            "transferir": lambda: c.transferir(responsable=self.otro, **cierre),
            "desistir": lambda: c.desistir(**cierre),
            "incumplido": lambda: c.cerrar_incumplido(causa="presupuesto", **cierre),
            "en_parte": lambda: c.cerrar_en_parte(porcentaje=40, **cierre),
            "historico": lambda: c.cerrar_historico(**cierre),
        }
        try:
            with transaction.atomic():
                acciones[verbo]()
        except (CompromisoCerrado, VerboRechazado, ValidationError):
            self.compromiso = Compromiso.objects.get(pk=c.pk)

    def un_avance(self):
        avance = self.compromiso.avances.en_orden().last()
        if avance is None:
            raise VerboRechazado("Todavía no hay avances.")
        return avance


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secuencia=st.lists(VERBOS, max_size=8))
def test_toda_secuencia_de_verbos_deja_guardado_lo_que_da_la_tabla(db, secuencia):
    with transaction.atomic():
        taller = Taller()
        for paso in secuencia:
            taller.hacer(*paso)
            guardado = Compromiso.objects.get(pk=taller.compromiso.pk)
            assert guardado.estado == taller.compromiso.estado == estado_de(guardado.hechos())
            assert guardado.veces_reprogramado == guardado.reprogramaciones.count()
            assert guardado.vence_original == date(2025, 12, 1)
            if guardado.estado == Estado.CUMPLIDO_VERIFICADO:
                exigir_prueba(guardado)
        transaction.set_rollback(True)


def exigir_prueba(compromiso):
    prueba = compromiso.cumplimiento
    assert prueba.resultado == "cumplido"
    assert prueba.evidencias.exists()
    if prueba.exige_verificacion:
        assert prueba.verificado_por_id not in {None, prueba.autor_id}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("restriccion", "campos"),
    [
        ("mesas_compromiso_monto_con_moneda", {"monto": 5}),
        ("mesas_compromiso_monto_no_negativo", {"monto": -5, "moneda": "CLP"}),
        ("mesas_compromiso_origen_coherente", {"origen": "punto"}),
        ("mesas_compromiso_con_accion", {"accion": ""}),
        ("mesas_compromiso_plazo_o_motivo", {"vence": None}),
        ("mesas_compromiso_mesa_o_direccion", {"mesa": None, "instancia": 1}),
        ("mesas_compromiso_suscrito_con_fecha", {"estado": "suscrito"}),
        ("mesas_compromiso_nunca_vencido", {"estado": "vencido"}),
        ("mesas_compromiso_cierre_segun_estado", {"estado": "desistido", "cerrado_el": HOY}),
        ("mesas_compromiso_cerrado_con_fecha", {"cerrado_el": HOY}),
        ("mesas_compromiso_cumplido_con_prueba", {"estado": "cumplido_verificado", "cerrado_el": HOY}),
        ("mesas_compromiso_parte_cumplida", {"porcentaje_cumplido": 40}),
    ],
)
def test_la_base_rechaza(restriccion, campos):
    compromiso = CompromisoFactory()
    if "instancia" in campos:
        campos = {**campos, "instancia": compromiso.mesa.instancias.get()}

    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic():
        Compromiso.objects.filter(pk=compromiso.pk).update(**campos)
