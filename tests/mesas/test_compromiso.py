from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from mesas.models import (
    Avance,
    Compromiso,
    CompromisoCerrado,
    CompromisoSuscrito,
    Evidencia,
    MontoDelCompromiso,
    ParteDelCompromiso,
    Reprogramacion,
    Transferencia,
    VerboRechazado,
    VerificacionPropia,
)
from tests.fabricas.actores import ActorFactory
from tests.fabricas.mesas import ActividadPlanFactory, DocumentoMesaFactory, MesaFactory
from tests.fabricas.sesiones import (
    UN_PLAZO,
    ActaFactory,
    CompromisoFactory,
    PuntoTablaFactory,
    SesionFactory,
    un_enlace,
)

pytestmark = pytest.mark.django_db
HOY = date(2026, 5, 4)


def informado_por_su_responsable(por, **campos):
    """Un compromiso que su propia institución informó cumplido, con evidencia."""
    compromiso = CompromisoFactory(suscrito_el=HOY, **campos)
    compromiso.informar_avance(
        por=por, el=HOY, resultado="cumplido", en_nombre_de=compromiso.responsable, evidencias=[un_enlace()]
    )
    return compromiso


def test_nace_propuesto_con_codigo_y_plazo_original(valparaiso):
    compromiso = CompromisoFactory(direcciones=[valparaiso])

    assert compromiso.codigo == "C-05-000001"
    assert (compromiso.estado, compromiso.vence_original) == ("propuesto", UN_PLAZO)


def test_toma_mesa_e_instancia_del_punto_en_que_nace(valparaiso):
    punto = PuntoTablaFactory(sesion=SesionFactory(direcciones=[valparaiso]))

    compromiso = CompromisoFactory(origen="punto", punto=punto, fuente="")

    assert compromiso.instancia == punto.sesion.instancia
    assert compromiso.mesa == punto.sesion.instancia.mesa


def test_cada_origen_pide_lo_suyo_y_nada_mas():
    mesa = MesaFactory()
    origenes = {
        "punto": {"punto": PuntoTablaFactory()},
        "documento": {"documento": DocumentoMesaFactory(mesa=mesa), "mesa": mesa},
        "actividad": {"actividad_plan": ActividadPlanFactory(mesa=mesa), "mesa": mesa},
        "encuentro": {"encuentro": SesionFactory(tipo="encuentro")},
        "recomendacion": {"mesa": mesa},
    }

    for origen, campos in origenes.items():
        assert CompromisoFactory(origen=origen, fuente="", **campos).origen == origen
    with pytest.raises(ValidationError, match="El origen del compromiso"):
        CompromisoFactory(origen="documento", fuente="", **origenes["punto"])
    with pytest.raises(ValidationError, match="El origen del compromiso"):
        CompromisoFactory(fuente="")


def test_sin_plazo_dice_por_que():
    with pytest.raises(ValidationError, match="por qué no tiene plazo"):
        CompromisoFactory(vence=None, sin_plazo=True)

    assert CompromisoFactory(vence=None, sin_plazo=True, motivo_sin_plazo="El documento no lo fija").sin_plazo


def test_si_informa_el_responsable_lo_verifica_otra_persona(encargada, nacional):
    compromiso = informado_por_su_responsable(encargada)

    assert compromiso.estado == "por_verificar"
    with pytest.raises(VerificacionPropia):
        compromiso.verificar(por=encargada, el=HOY)
    compromiso.verificar(por=nacional, el=HOY)

    assert (compromiso.estado, compromiso.cerrado_el) == ("cumplido_verificado", HOY)
    assert compromiso.cumplimiento.verificado_por == nacional


def test_si_informa_un_tercero_con_evidencia_queda_verificado(encargada):
    compromiso = CompromisoFactory()

    compromiso.informar_avance(por=encargada, el=HOY, resultado="cumplido", evidencias=[un_enlace()])

    assert compromiso.estado == "cumplido_verificado"


def test_el_personal_habla_por_el_propio_servicio(encargada):
    compromiso = CompromisoFactory(responsable=ActorFactory(nombre="Dirección Regional", sigla="FOSIS"))

    compromiso.informar_avance(por=encargada, el=HOY, resultado="cumplido", evidencias=[un_enlace()])

    assert compromiso.estado == "por_verificar"


def test_quien_aporta_una_parte_tambien_habla_por_el_compromiso(encargada):
    compromiso, socio = CompromisoFactory(), ActorFactory()
    ParteDelCompromiso.objects.create(compromiso=compromiso, actor=socio, numerador=1, denominador=3)

    compromiso.informar_avance(
        por=encargada, el=HOY, resultado="cumplido", en_nombre_de=socio, evidencias=[un_enlace()]
    )

    assert compromiso.estado == "por_verificar"


def test_sin_evidencia_no_hay_cumplimiento_hasta_que_llega(encargada, nacional):
    compromiso = CompromisoFactory()
    avance = compromiso.informar_avance(
        por=encargada, el=HOY, resultado="cumplido", en_nombre_de=compromiso.responsable
    )
    assert compromiso.estado == "en_ejecucion"
    with pytest.raises(VerboRechazado):
        compromiso.verificar(por=nacional, el=HOY)

    compromiso.agregar_evidencia(por=encargada, el=HOY, avance=avance, evidencias=[un_enlace()])

    assert compromiso.estado == "por_verificar"


def test_la_mesa_confirma_en_una_sesion_suya_realizada(encargada, nacional):
    compromiso = informado_por_su_responsable(encargada)
    ajena = SesionFactory(estado="realizada")
    propia = SesionFactory(mesa=compromiso.mesa, estado="convocada")

    for sesion in (ajena, propia):
        with pytest.raises(VerboRechazado):
            compromiso.verificar(por=nacional, el=HOY, sesion=sesion)
    propia.realizar(por=encargada)
    compromiso.verificar(por=nacional, el=HOY, sesion=propia)

    assert compromiso.cumplimiento.verificado_en == propia


def test_devolver_deja_el_compromiso_abierto_con_el_porque(encargada, nacional):
    compromiso = informado_por_su_responsable(encargada)

    compromiso.devolver(por=nacional, el=HOY, motivo="La foto es de otra obra")

    assert (compromiso.estado, compromiso.cumplimiento) == ("en_ejecucion", None)
    assert compromiso.avances.get().motivo_devolucion == "La foto es de otra obra"


def test_reprogramar_conserva_el_plazo_original_y_cuenta(encargada):
    compromiso = CompromisoFactory(vence=date(2026, 6, 30))

    compromiso.reprogramar(por=encargada, el=HOY, vence=date(2026, 9, 30), causa="licitacion", motivo="Desierta")
    compromiso.reprogramar(por=encargada, el=HOY, vence=date(2027, 1, 31), causa="presupuesto", motivo="Sin fondos")

    assert (compromiso.vence_original, compromiso.vence) == (date(2026, 6, 30), date(2027, 1, 31))
    assert (compromiso.veces_reprogramado, compromiso.diferido_a_otro_anio) == (2, True)
    with pytest.raises(ValidationError, match="distinto del anterior"):
        compromiso.reprogramar(por=encargada, el=HOY, vence=date(2027, 1, 31), causa="otra", motivo="Nada")
    with pytest.raises(ValidationError):
        compromiso.reprogramar(por=encargada, el=HOY, vence=date(2027, 2, 1), causa="otra", motivo="")


def test_transferir_cambia_el_responsable_y_lo_recuerda(encargada):
    compromiso, nuevo = CompromisoFactory(), ActorFactory()
    anterior = compromiso.responsable

    compromiso.transferir(por=encargada, el=HOY, responsable=nuevo, motivo="Le corresponde")

    paso = compromiso.transferencias.get()
    assert (paso.de, paso.a, compromiso.responsable) == (anterior, nuevo, nuevo)
    with pytest.raises(ValidationError, match="debe ser otro"):
        compromiso.transferir(por=encargada, el=HOY, responsable=nuevo, motivo="Otra vez")


def test_lo_cerrado_no_admite_mas_pasos(encargada):
    compromiso = CompromisoFactory()
    compromiso.desistir(por=encargada, el=HOY, motivo="La mesa lo retiró")

    for paso in (
        lambda: compromiso.suscribir(por=encargada, el=HOY),
        lambda: compromiso.informar_avance(por=encargada, el=HOY, resultado="en_curso"),
        lambda: compromiso.cerrar_incumplido(por=encargada, el=HOY, causa="otra", motivo="x"),
    ):
        with pytest.raises(CompromisoCerrado):
            paso()


@pytest.mark.parametrize("porcentaje", [0, 100])
def test_en_parte_va_de_uno_a_noventa_y_nueve(porcentaje, encargada):
    with pytest.raises(ValidationError, match="1 a 99"):
        CompromisoFactory().cerrar_en_parte(por=encargada, el=HOY, porcentaje=porcentaje, motivo="Se hizo algo")


def test_cerrar_pide_motivo_y_lo_incumplido_causa(encargada):
    with pytest.raises(ValidationError, match="pide motivo"):
        CompromisoFactory().desistir(por=encargada, el=HOY, motivo="")
    with pytest.raises(ValueError, match="clima"):
        CompromisoFactory().cerrar_incumplido(por=encargada, el=HOY, causa="clima", motivo="Llovió")


def test_solo_es_antecedente_lo_vencido_antes_de_usar_el_sistema(encargada):
    antes = CompromisoFactory(mesa=MesaFactory(en_uso_desde=date(2020, 1, 1)), vence=date(2019, 12, 31))
    despues = CompromisoFactory(mesa=MesaFactory(en_uso_desde=date(2020, 1, 1)), vence=date(2020, 1, 1))

    antes.cerrar_historico(por=encargada, el=HOY, motivo="Antecedente de la mesa")

    assert antes.estado == "historico"
    for otro in (despues, CompromisoFactory(vence=date(2007, 1, 1))):
        with pytest.raises(VerboRechazado):
            otro.cerrar_historico(por=encargada, el=HOY, motivo="Antecedente de la mesa")


def test_nadie_escribe_el_estado_ni_lo_firmado(encargada):
    compromiso = CompromisoFactory(suscrito_el=HOY)

    for campo, valor in {"estado": "cumplido_verificado", "accion": "Otra cosa", "vence": HOY, "monto": 5}.items():
        leido = Compromiso.objects.get(pk=compromiso.pk)
        setattr(leido, campo, valor)
        with pytest.raises(CompromisoSuscrito):
            leido.registrar(por=encargada)


def test_un_propuesto_se_corrige_y_se_borra_y_un_suscrito_no(encargada):
    propuesto, suscrito = CompromisoFactory(), CompromisoFactory(suscrito_el=HOY)

    propuesto.vence = HOY
    propuesto.registrar(por=encargada)

    assert propuesto.vence_original == HOY
    suscrito.estado = "propuesto"
    with pytest.raises(CompromisoSuscrito):
        suscrito.delete()
    with pytest.raises(CompromisoSuscrito):
        Compromiso.objects.all().delete()
    propuesto.delete()
    assert list(Compromiso.objects.all()) == [suscrito]


@pytest.mark.parametrize(
    ("monto", "moneda", "unidad", "legible"),
    [
        ("9000000", "CLP", 1000, "M$ 9.000"),
        ("27606000000", "CLP", 1_000_000, "MM$ 27.606"),
        ("15000000", "CLP", 1, "$15.000.000"),
        ("11783.20", "USD", 1, "US$ 11.783,20"),
        (None, "", 1, "sin dato"),
    ],
)
def test_el_dinero_se_muestra_como_se_escribio(monto, moneda, unidad, legible):
    compromiso = Compromiso(monto=monto and Decimal(monto), moneda=moneda, unidad_monto=unidad)

    assert compromiso.monto_legible == legible


def test_lo_ejecutado_es_un_hecho_aparte_de_lo_comprometido(encargada):
    compromiso = CompromisoFactory(monto=Decimal(15_000_000), moneda="CLP")

    avance = compromiso.informar_avance(por=encargada, el=HOY, resultado="en_curso", monto_ejecutado=Decimal(4_000_000))

    ejecutado = compromiso.montos.get()
    assert (ejecutado.tipo, ejecutado.monto, ejecutado.avance) == ("ejecutado", 4_000_000, avance)
    assert compromiso.monto == 15_000_000


def test_un_tercio_de_lo_comprometido():
    parte = ParteDelCompromiso(numerador=1, denominador=3)

    assert parte.monto_de(Decimal(100)) == Decimal("33.33")
    assert parte.monto_de(None) is None


def test_abiertos_vencidos_y_palabras(encargada):
    pendiente = CompromisoFactory(vence=date(2026, 5, 4))
    atrasado = CompromisoFactory(vence=date(2026, 5, 3))
    por_verificar = informado_por_su_responsable(encargada, vence=date(2026, 1, 1))
    cerrado = CompromisoFactory(vence=date(2026, 1, 1))
    cerrado.desistir(por=encargada, el=HOY, motivo="Se retiró")
    palabras = ("pendiente", "atrasado", "por_verificar", "cerrado")

    grupos = [list(Compromiso.objects.con_palabra(palabra, al=HOY)) for palabra in palabras]

    assert grupos == [[pendiente], [atrasado], [por_verificar], [cerrado]]
    assert [c.palabra_al(HOY) for c in (pendiente, atrasado, por_verificar, cerrado)] == list(palabras)
    assert list(Compromiso.objects.vencidos(al=HOY)) == [atrasado]
    assert cerrado not in Compromiso.objects.abiertos(al=HOY)
    assert cerrado in Compromiso.objects.abiertos(al=date(2026, 5, 3))


def test_sin_mesa_lo_ve_la_direccion_que_lo_lleva(valparaiso, encargada, ajena, nacional, observadora):
    CompromisoFactory(direccion=valparaiso)
    CompromisoFactory(direcciones=[valparaiso])

    cuantos = [Compromiso.objects.visibles_para(u).count() for u in (encargada, ajena, nacional, observadora)]

    assert cuantos == [2, 0, 2, 0]


def test_un_acta_sin_aprobar_no_prueba_nada(encargada):
    borrador, aprobada = ActaFactory(), ActaFactory(aprobada=True)
    compromiso = CompromisoFactory()

    with pytest.raises(ValidationError, match="todavía no está aprobada"):
        compromiso.informar_avance(
            por=encargada, el=HOY, resultado="cumplido", evidencias=[Evidencia.de_acta(borrador)]
        )
    assert not Avance.objects.exists()
    compromiso.informar_avance(por=encargada, el=HOY, resultado="cumplido", evidencias=[Evidencia.de_acta(aprobada)])
    assert compromiso.estado == "cumplido_verificado"


def test_la_revision_no_encuentra_diferencias_y_nota_una_hecha_por_fuera(encargada, capsys):
    informado_por_su_responsable(encargada)
    compromiso = CompromisoFactory(suscrito_el=HOY)
    call_command("recalcular_compromisos", revisar=True)
    assert "2 compromisos revisados, 0 diferencias" in capsys.readouterr().out

    Compromiso.objects.filter(pk=compromiso.pk).update(estado="en_ejecucion")

    with pytest.raises(SystemExit):
        call_command("recalcular_compromisos", revisar=True)
    assert f"{compromiso.codigo}: guardado «en ejecución», según sus hechos «suscrito»" in capsys.readouterr().out
    call_command("recalcular_compromisos")
    compromiso.refresh_from_db()
    assert compromiso.estado == "suscrito"


def rechaza(restriccion, crear):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        crear()
    assert restriccion in str(error.value) or "UNIQUE" in str(error.value)


def test_la_base_rechaza_partes_montos_y_cambios_sin_sentido(encargada):
    compromiso, actor = CompromisoFactory(), ActorFactory()
    parte = {"compromiso": compromiso, "actor": actor}
    ParteDelCompromiso.objects.create(**parte, denominador=3)
    monto = {"compromiso": compromiso, "tipo": "asignado"}
    cambio = {"compromiso": compromiso, "el": HOY, "por": encargada}
    fechas = {"vence_antes": HOY, "vence_despues": UN_PLAZO, "causa": "otra"}

    rechaza("mesas_parte_unica", lambda: ParteDelCompromiso.objects.create(**parte, denominador=2))
    rechaza(
        "mesas_parte_fraccion_valida",
        lambda: ParteDelCompromiso.objects.create(**parte | {"actor": ActorFactory()}, numerador=4, denominador=3),
    )
    crear_monto = MontoDelCompromiso.objects.create
    rechaza("mesas_montodelcompromiso_presente", lambda: crear_monto(**monto))
    rechaza("mesas_montodelcompromiso_monto_con_moneda", lambda: crear_monto(**monto, monto=5))
    rechaza("mesas_montodelcompromiso_monto_no_negativo", lambda: crear_monto(**monto, monto=-5, moneda="CLP"))
    crear = Reprogramacion.objects.create
    rechaza("mesas_reprogramacion_con_motivo", lambda: crear(**cambio, **fechas))
    igual = fechas | {"vence_despues": HOY}
    rechaza("mesas_reprogramacion_cambia_la_fecha", lambda: crear(**cambio, **igual, motivo="x"))
    crear = Transferencia.objects.create
    rechaza("mesas_transferencia_con_motivo", lambda: crear(**cambio, de=compromiso.responsable, a=actor))
    rechaza("mesas_transferencia_cambia_responsable", lambda: crear(**cambio, de=actor, a=actor, motivo="x"))


def test_la_base_rechaza_avances_y_evidencias_sin_sentido(encargada, nacional):
    comun = {"compromiso": CompromisoFactory(), "fecha": HOY, "resultado": "cumplido"}
    verificado = {"verificado_el": HOY, "verificado_por": encargada}
    crear = Avance.objects.create

    rechaza("mesas_avance_con_informante", lambda: crear(**comun))
    rechaza("mesas_avance_verificado_por_otra_persona", lambda: crear(**comun, **verificado, autor=encargada))
    rechaza("mesas_avance_verificacion_completa", lambda: crear(**comun, autor=encargada, verificado_por=nacional))
    rechaza("mesas_avance_devolucion_con_motivo", lambda: crear(**comun, autor=encargada, devuelto_el=HOY))
    avance = crear(**comun, autor=encargada)
    rechaza("mesas_evidencia_segun_tipo", lambda: Evidencia.objects.create(avance=avance, tipo="archivo"))
