import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from mesas.models import Acta, ActaIncompleta, Acuerdo, Asistencia, Compromiso, ObjetoSellado, TransicionInvalida
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.sesiones import (
    UN_DIA,
    UN_PLAZO,
    ActaFactory,
    CompromisoFactory,
    PuntoTablaFactory,
    SesionFactory,
    un_enlace,
)

pytestmark = pytest.mark.django_db


def aprobar(acta, por, el=UN_DIA):
    acta.aprobar(por=por, el=el, respaldo_tipo=Acta.Respaldo.PRESIDENCIA, respaldo="Correo de quien preside")


def acta_completa(por):
    """Un acta aprobada con asistencia confirmada, un acuerdo y un compromiso de un punto."""
    sesion = SesionFactory(estado="realizada")
    punto = PuntoTablaFactory(sesion=sesion, titulo="Agua potable")
    Asistencia.anotar(por=por, sesion=sesion, actor=ActorFactory(), persona=PersonaFactory())
    sesion.confirmar_asistencia(por=por)
    acta = Acta.crear(por=por, sesion=sesion, texto="Se trató el agua.")
    acuerdo = Acuerdo.crear(por=por, acta=acta, punto=punto, texto="Pedir el estudio", votos_a_favor=5)
    Compromiso.crear(
        por=por,
        origen="punto",
        punto=punto,
        acuerdo=acuerdo,
        responsable=ActorFactory(),
        accion="Encargar el estudio",
        vence=UN_PLAZO,
    )
    aprobar(acta, por)
    return acta


def por_sql(tabla, columna, valor, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tabla} SET {columna} = %s WHERE id = %s", [valor, pk])


def releida(acta):
    return Acta.objects.get(pk=acta.pk)


def test_aprobar_numera_suscribe_congela_y_sella(encargada):
    acta = releida(acta_completa(encargada))

    assert acta.estado == "aprobada"
    assert (acta.aprobada_el, acta.aprobada_por, acta.respaldo_tipo) == (UN_DIA, encargada, "presidencia")
    assert acta.acuerdos.get().numero_legible == "1/2026"
    assert Compromiso.objects.get().estado == "suscrito"
    assert len(acta.hash) == 64
    assert len(acta.token) >= 32
    assert json.loads(acta.contenido)["esquema"] == acta.esquema == 2


def test_lo_aprobado_es_integro(encargada):
    assert releida(acta_completa(encargada)).esta_integra()


def test_sigue_integra_si_cambian_de_nombre_los_actores_la_mesa_y_las_personas(encargada):
    acta = acta_completa(encargada)
    for actor in ActorFactory._meta.model.objects.all():
        actor.nombre, actor.sector = f"{actor.nombre} (fusionado)", "academia"
        actor.registrar(por=None)
    persona = acta.sesion.asistencias.get().persona
    persona.nombre, persona.genero = "Persona suprimida", ""
    persona.registrar(por=None)
    mesa = acta.sesion.instancia.mesa
    mesa.nombre = "Otro nombre"
    mesa.registrar(por=None)

    assert releida(acta).esta_integra()
    assert "Persona Ficticia" in releida(acta).contenido


def test_sigue_integra_cuando_sus_compromisos_avanzan(encargada, nacional):
    acta = acta_completa(encargada)
    compromiso = Compromiso.objects.get()
    compromiso.reprogramar(por=encargada, el=UN_DIA, vence=date(2027, 1, 1), causa="otra", motivo="Lluvia")
    compromiso.transferir(por=encargada, el=UN_DIA, responsable=ActorFactory(), motivo="Cambio de servicio")
    compromiso.informar_avance(por=encargada, el=UN_DIA, resultado="cumplido", evidencias=[un_enlace()])

    assert compromiso.estado == "cumplido_verificado"
    assert releida(acta).esta_integra()


@pytest.mark.parametrize(
    ("tabla", "columna", "valor", "fila"),
    [
        ("mesas_acta", "texto", "Otra cosa", lambda acta: acta.pk),
        ("mesas_acta", "contenido", "{}", lambda acta: acta.pk),
        ("mesas_acta", "aprobada_el", "2026-12-31", lambda acta: acta.pk),
        ("mesas_acta", "respaldo", "Otro", lambda acta: acta.pk),
        ("mesas_acuerdo", "texto", "Otro acuerdo", lambda acta: acta.acuerdos.get().pk),
        ("mesas_acuerdo", "numero", 7, lambda acta: acta.acuerdos.get().pk),
        ("mesas_acuerdo", "votos_a_favor", 50, lambda acta: acta.acuerdos.get().pk),
        ("mesas_asistencia", "estado", "ausente", lambda acta: acta.sesion.asistencias.get().pk),
        ("mesas_compromiso", "accion", "Otra promesa", lambda acta: Compromiso.objects.get().pk),
        ("mesas_compromiso", "vence_original", "2030-01-01", lambda acta: Compromiso.objects.get().pk),
    ],
)
def test_un_cambio_por_fuera_la_delata_como_alterada(tabla, columna, valor, fila, encargada):
    acta = acta_completa(encargada)

    por_sql(tabla, columna, valor, fila(acta))

    assert not releida(acta).esta_integra()


def test_agregar_un_acuerdo_por_fuera_la_delata(encargada):
    acta = acta_completa(encargada)
    acuerdo = acta.acuerdos.get()

    Acuerdo.objects.bulk_create([Acuerdo(codigo="AC-X", acta=acta, instancia=acuerdo.instancia, texto="Colado")])

    assert not releida(acta).esta_integra()


def test_la_aprobada_no_cambia_ni_se_borra_por_ningun_camino(encargada):
    acta = acta_completa(encargada)
    acuerdo = acta.acuerdos.get()
    acta.texto, acuerdo.texto = "Corregida a mano", "Corregido a mano"
    intentos = [
        acta.save,
        lambda: acta.registrar(por=encargada),
        acta.delete,
        lambda: Acta.objects.update(texto="Otra"),
        lambda: Acta.objects.bulk_update([acta], ["texto"]),
        lambda: Acta.objects.all().delete(),
        acuerdo.save,
        acuerdo.delete,
        lambda: Acuerdo.objects.update(texto="Otro"),
        lambda: Acuerdo.objects.all().delete(),
        lambda: Acuerdo.crear(por=encargada, acta=releida(acta), texto="Uno más"),
    ]

    for intento in intentos:
        with pytest.raises(ObjetoSellado), transaction.atomic():
            intento()

    assert releida(acta).esta_integra()


def test_no_vuelve_a_borrador_ni_se_aprueba_dos_veces(encargada):
    acta = acta_completa(encargada)

    for paso in (
        lambda: acta.retomar(por=encargada, motivo="Un error"),
        lambda: acta.circular(por=encargada, hasta=UN_DIA),
        lambda: aprobar(acta, encargada),
    ):
        with pytest.raises(TransicionInvalida):
            paso()


def test_se_circula_se_retoma_y_se_firma(encargada):
    acta = ActaFactory()
    acta.circular(por=encargada, hasta=UN_PLAZO)
    acta.retomar(por=encargada, motivo="Observaron el punto 2")
    acta.circular(por=encargada, hasta=UN_PLAZO)

    aprobar(acta, encargada)
    acta.firmar(por=encargada)

    assert (acta.estado, acta.firmada_por) == ("firmada", encargada)
    assert releida(acta).esta_integra()


def test_no_se_aprueba_lo_que_no_se_realizo_ni_antes_de_la_sesion(encargada):
    por_realizar = ActaFactory(sesion=SesionFactory(estado="convocada"))
    realizada = ActaFactory()

    with pytest.raises(ActaIncompleta):
        aprobar(por_realizar, encargada)
    with pytest.raises(ActaIncompleta):
        aprobar(realizada, encargada, el=date(2026, 3, 3))


def test_no_se_aprueba_con_la_asistencia_sin_confirmar_y_nada_queda_a_medias(encargada):
    acta = ActaFactory(acuerdos=["Uno"])
    Asistencia.anotar(por=encargada, sesion=acta.sesion, actor=ActorFactory())

    with pytest.raises(ActaIncompleta):
        aprobar(acta, encargada)

    assert (releida(acta).estado, acta.acuerdos.get().numero) == ("borrador", None)


def test_rectificar_agrega_retira_y_desiste_sin_tocar_la_primera(encargada):
    primera = acta_completa(encargada)
    segunda = primera.rectificar(
        por=encargada, motivo="El acuerdo no se tomó", deja_sin_efecto=[primera.acuerdos.get()]
    )
    Acuerdo.crear(por=encargada, acta=segunda, texto="El que sí se tomó")

    aprobar(segunda, encargada)

    retirado, nuevo = Acuerdo.objects.order_by("numero")
    assert (retirado.sin_efecto, retirado.sin_efecto_por, nuevo.numero_legible) == (True, segunda, "2/2026")
    compromiso = Compromiso.objects.get()
    assert (compromiso.estado, compromiso.motivo_cierre) == ("desistido", "El acuerdo no se tomó")
    assert releida(primera).esta_integra()
    assert releida(segunda).esta_integra()
    assert list(Acta.objects.vigentes()) == [segunda]


def test_solo_se_rectifica_la_ultima_aprobada_y_una_vez(encargada):
    borrador = ActaFactory()
    aprobada = acta_completa(encargada)

    with pytest.raises(TransicionInvalida):
        borrador.rectificar(por=encargada, motivo="Apuro")
    aprobada.rectificar(por=encargada, motivo="Un error")
    with pytest.raises(TransicionInvalida):
        aprobada.rectificar(por=encargada, motivo="Otro error")


def test_rectificar_pide_motivo_y_acuerdos_propios(encargada):
    aprobada, otra = acta_completa(encargada), acta_completa(encargada)

    with pytest.raises(ValidationError, match="qué versión corrige"):
        aprobada.rectificar(por=encargada, motivo="")
    with pytest.raises(ActaIncompleta):
        aprobada.rectificar(por=encargada, motivo="Un error", deja_sin_efecto=[otra.acuerdos.get()])


def test_los_acuerdos_se_numeran_por_instancia_y_anio_sin_huecos(encargada):
    sesiones = [SesionFactory(desde=date(2025, 12, 1), estado="realizada")]
    instancia = sesiones[0].instancia
    sesiones += [SesionFactory(instancia=instancia, desde=d, estado="realizada") for d in (UN_DIA, date(2026, 4, 1))]
    actas = [ActaFactory(sesion=sesion, acuerdos=["Uno", "Dos"]) for sesion in sesiones]
    ajena = ActaFactory(acuerdos=["De otra instancia"])

    for acta in (actas[2], actas[0], actas[1], ajena):
        aprobar(acta, encargada, el=date(2026, 5, 1))

    numeros = [[a.numero_legible for a in acta.acuerdos.en_orden()] for acta in (*actas, ajena)]
    assert numeros == [["1/2025", "2/2025"], ["3/2026", "4/2026"], ["1/2026", "2/2026"], ["1/2026"]]


def test_una_aprobacion_que_falla_no_deja_hueco(encargada, monkeypatch):
    acta = ActaFactory(acuerdos=["Uno"])
    monkeypatch.setattr("mesas.models.acta.congelar", lambda acta: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        aprobar(acta, encargada)
    monkeypatch.undo()

    aprobar(acta, encargada)

    assert releida(acta).acuerdos.get().numero == 1


@pytest.mark.parametrize(
    ("restriccion", "sql"),
    [
        ("mesas_acta_aprobada_completa", "estado = 'aprobada'"),
        ("mesas_acta_abierta_sin_sello", "hash = 'x'"),
        ("mesas_acta_rectificacion_con_motivo", "numero_version = 2"),
        ("mesas_acta_firmada_con_fecha", "estado = 'firmada'"),
        ("mesas_acta_no_se_rectifica_a_si_misma", "rectifica_id = id, numero_version = 2, motivo_rectificacion = 'x'"),
    ],
)
def test_la_base_rechaza(restriccion, sql):
    acta = ActaFactory()

    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE mesas_acta SET {sql} WHERE id = %s", [acta.pk])

    tambien = {"mesas_acta_firmada_con_fecha": "mesas_acta_aprobada_completa"}
    assert restriccion in str(error.value) or tambien.get(restriccion, "…") in str(error.value)


@pytest.mark.parametrize(
    ("restriccion", "sql"),
    [
        ("mesas_acuerdo_numero_con_anio", "numero = 3"),
        ("mesas_acuerdo_con_texto", "texto = ''"),
        ("mesas_acuerdo_sin_efecto_por_acta", "sin_efecto = true"),
    ],
)
def test_la_base_rechaza_un_acuerdo(restriccion, sql):
    acuerdo = ActaFactory(acuerdos=["Uno"]).acuerdos.get()

    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE mesas_acuerdo SET {sql} WHERE id = %s", [acuerdo.pk])


def test_la_base_no_repite_numero_version_ni_clave(encargada):
    acta = acta_completa(encargada)
    acuerdo = acta.acuerdos.get()
    borrador = ActaFactory()
    # mesas_acuerdo_numero_unico, mesas_acta_version_unica, mesas_acta_una_abierta, mesas_acta_token_unico
    repetidos = [
        Acuerdo(codigo="AC-X", acta=borrador, instancia=acuerdo.instancia, texto="x", numero=1, anio=2026),
        Acta(sesion=acta.sesion, numero_version=1),
        Acta(sesion=borrador.sesion, numero_version=2, rectifica=acta, motivo_rectificacion="x"),
    ]

    for repetido in repetidos:
        with pytest.raises(IntegrityError), transaction.atomic():
            repetido.save()
    otra = acta_completa(encargada)
    with pytest.raises(IntegrityError), transaction.atomic():
        por_sql("mesas_acta", "token", acta.token, otra.pk)


def test_un_acuerdo_no_toma_un_punto_de_otra_sesion(encargada):
    with pytest.raises(ValueError, match="otra sesión"):
        Acuerdo.crear(por=encargada, acta=ActaFactory(), punto=PuntoTablaFactory(), texto="x")


def test_dice_como_se_voto():
    acuerdo = Acuerdo(votos_a_favor=12, votos_en_contra=1, abstenciones=0)

    assert acuerdo.votacion == "12 a favor, 1 en contra, 0 abstenciones"
    assert Acuerdo().votacion == ""


def test_un_compromiso_de_otro_origen_no_entra_en_el_acta(encargada):
    otro = CompromisoFactory()

    acta_completa(encargada)

    otro.refresh_from_db()
    assert otro.estado == "propuesto"
