"""Convocar: a quiénes, qué reciben, y qué les llega cuando algo cambia. El calendario conserva su UID."""

from datetime import date, datetime, time, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone
from icalendar import Calendar

from comun.models import Bitacora, Correo
from mesas import convocatoria
from mesas.models import Convocado, EnlaceFirmado, RespuestaRechazada, Sesion, TransicionInvalida
from mesas.models.enlace_firmado import huella_de
from mesas.tabla_de_sesion import como_la_ultima, minutos_de, ordenar, preparar, traer_puntos
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.convocatoria import EL_DIA, sesion_citada, sesion_por_citar
from tests.fabricas.mesas import IntegranteFactory
from tests.fabricas.sesiones import PuntoTablaFactory, SesionFactory
from tests.mesas.test_acta_concurrencia import a_la_vez
from tests.restricciones import impide

AHORA = datetime(2031, 2, 20, 12, tzinfo=ZoneInfo("America/Santiago"))
OTRO_DIA = {"desde": date(2031, 3, 12), "hora_inicio": time(15), "hora_fin": None, "lugar": "Gimnasio"}


def cambiar(sesion, **mas):
    comunes = {"motivo": "Paro de buses", "cambios": OTRO_DIA}
    return convocatoria.reprogramar(sesion, por=None, al=AHORA, **{**comunes, **mas})


def eventos():
    """(calendario, evento) de cada correo, del más antiguo al más nuevo."""
    calendarios = [Calendar.from_ical(correo.archivos[0][2]) for correo in Correo.objects.order_by("pk")]
    return [(calendario, calendario.walk("VEVENT")[0]) for calendario in calendarios]


# --- Citar ---


def test_cita_a_los_vigentes_ese_dia_y_escribe_a_quienes_tienen_correo(db):
    por, sesion = UsuarioFactory(email="encargada@ejemplo.cl"), sesion_por_citar()
    ya_no = IntegranteFactory(instancia=sesion.instancia, actor=ActorFactory(nombre="Se fue", correo="a@b.cl"))
    ya_no.terminar(por=None, el=EL_DIA - timedelta(days=1))

    aviso = convocatoria.convocar(sesion, por=por, al=AHORA)

    correo = Correo.objects.get()
    assert [str(uno) for uno in sesion.convocados.con_quien_es().en_orden()] == ["Persona 0", "Persona 1"]
    assert (aviso.enviados, [str(uno) for uno in aviso.sin_correo]) == (1, ["Persona 1"])
    assert (correo.para, correo.responder_a, correo.sobre) == ("persona0@ejemplo.cl", por.email, sesion.codigo)
    assert correo.asunto == f"Convocatoria: Sesión de mesa 1, {sesion.instancia.mesa.nombre}"
    assert sesion.estado == Sesion.Estado.CONVOCADA
    assert Bitacora.objects.get().detalle == "sesión convocada: aviso 1 a 1 personas"


def test_la_carta_dice_cuando_donde_la_tabla_y_lleva_un_enlace_propio(db):
    sesion = sesion_por_citar(integrantes=1)
    presenta = ActorFactory(nombre="Serviu")
    PuntoTablaFactory(
        sesion=sesion, orden=2, titulo="Viviendas", responsable=presenta, material="https://ejemplo.cl/plan"
    )

    convocatoria.convocar(sesion, por=None, al=AHORA)

    texto = Correo.objects.get().texto
    assert "Cuándo: miércoles 05-03-2031, 10:00 a 12:00 (hora de Chile continental)" in texto
    assert "Dónde: Sede vecinal" in texto
    assert "1. Lectura del acta (20 minutos)" in texto
    assert f"2. Viviendas (presenta {presenta})\n   Material: https://ejemplo.cl/plan" in texto
    assert f"/responder/{EnlaceFirmado.objects.get().token}/" in texto


def test_un_borrador_no_avisa_y_cancelarlo_tampoco(db):
    sesion = sesion_por_citar()

    convocatoria.cancelar(sesion, por=None, al=AHORA, motivo="Se juntará con otra")

    assert not Correo.objects.exists()


def test_si_algo_falla_ni_se_convoca_ni_se_escribe(db, monkeypatch):
    sesion = sesion_por_citar()
    monkeypatch.setattr(convocatoria, "invitacion", lambda *a, **k: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        convocatoria.convocar(sesion, por=None, al=AHORA)

    assert Sesion.objects.get(pk=sesion.pk).estado == Sesion.Estado.BORRADOR
    assert not Correo.objects.exists() and not Convocado.objects.exists() and not EnlaceFirmado.objects.exists()


def test_lo_que_falta_se_revisa_sobre_lo_guardado(db):
    sesion = sesion_por_citar(integrantes=1)
    leida_antes = Sesion.objects.get(pk=sesion.pk)
    Sesion.objects.filter(pk=sesion.pk).update(desde=date(2030, 1, 2), hasta=date(2030, 1, 2))
    sesion.puntos.all().delete()

    with pytest.raises(convocatoria.NoSePuedeConvocar, match=r"El día ya pasó: cámbialo[.] La tabla no tiene puntos"):
        convocatoria.convocar(leida_antes, por=None, al=AHORA)

    assert not Correo.objects.exists()


def test_apretar_dos_veces_no_escribe_dos_veces(db):
    sesion = sesion_citada(integrantes=1)
    repetida = Sesion.objects.get(pk=sesion.pk)

    with pytest.raises(TransicionInvalida):
        convocatoria.convocar(repetida, por=None, al=AHORA)

    assert Correo.objects.count() == 1


def test_quien_integra_de_dos_formas_se_cita_una_vez_como_titular(db):
    sesion = sesion_por_citar(integrantes=1)
    uno = sesion.instancia.integrantes.get()
    IntegranteFactory(instancia=sesion.instancia, actor=uno.actor, persona=uno.persona, calidad="suplente")

    assert [convocado.calidad for convocado in convocatoria.por_convocar(sesion)] == ["titular"]


# --- El calendario ---


def test_la_invitacion_se_lee_de_vuelta_en_la_hora_de_la_region(db):
    convocatoria.convocar(sesion_por_citar(integrantes=1), por=UsuarioFactory(email="encargada@ejemplo.cl"), al=AHORA)

    ((calendario, evento),) = eventos()

    assert calendario["METHOD"] == "REQUEST"
    assert [zona["TZID"] for zona in calendario.walk("VTIMEZONE")] == ["America/Santiago"]
    assert len(calendario.to_ical()) < 2_000
    assert evento.decoded("dtstart") == datetime(2031, 3, 5, 10, tzinfo=ZoneInfo("America/Santiago"))
    assert evento.decoded("dtend") == datetime(2031, 3, 5, 12, tzinfo=ZoneInfo("America/Santiago"))
    assert evento["LOCATION"] == "Sede vecinal"
    assert evento["ORGANIZER"] == "mailto:encargada@ejemplo.cl"
    assert evento["ATTENDEE"] == "mailto:persona0@ejemplo.cl"
    assert f"/responder/{EnlaceFirmado.objects.get().token}/" in evento["DESCRIPTION"]


def test_cambiar_suspender_citar_de_nuevo_y_cancelar_conservan_el_uid_y_suben_la_secuencia(db):
    sesion = sesion_citada(integrantes=1)
    cambiar(sesion)
    convocatoria.suspender(sesion, por=None, al=AHORA, motivo="Temporal")
    cambiar(sesion, es_otra_citacion=True)
    convocatoria.cancelar(sesion, por=None, al=AHORA, motivo="No hubo acuerdo")

    leidos = eventos()

    assert {evento["UID"] for _, evento in leidos} == {f"{sesion.codigo}@mesas-territoriales"}
    assert [evento["SEQUENCE"] for _, evento in leidos] == [1, 2, 3, 4, 5]
    assert [calendario["METHOD"] for calendario, _ in leidos] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert [evento["STATUS"] for _, evento in leidos] == [
        "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED",
    ]  # fmt: skip
    assert leidos[1][1].decoded("dtstart").hour == 15 and "DTEND" not in leidos[1][1]
    assert [correo.asunto.split(":")[0] for correo in Correo.objects.order_by("pk")] == [
        "Convocatoria", "Cambio en la convocatoria", "Suspendida", "Segunda citación", "Cancelada",
    ]  # fmt: skip
    assert "Motivo: No hubo acuerdo." in Correo.objects.order_by("pk").last().texto


def test_sin_hora_la_invitacion_es_de_todo_el_dia(db):
    sin_hora = {"desde": EL_DIA, "hora_inicio": None, "hora_fin": None}

    cambiar(sesion_citada(integrantes=1), cambios=sin_hora)

    _, (_, evento) = eventos()
    assert (evento.decoded("dtstart"), evento.decoded("dtend")) == (EL_DIA, EL_DIA + timedelta(days=1))


# --- Cambiar el día ---


def test_al_cambiar_el_dia_se_vuelve_a_preguntar_y_el_enlace_es_el_mismo(db):
    sesion = sesion_citada(integrantes=1)
    uno, enlace = sesion.convocados.get(), EnlaceFirmado.objects.get()
    uno.responder(respuesta="acepta", al=AHORA)

    cambiar(sesion)

    uno.refresh_from_db()
    nuevo = EnlaceFirmado.objects.get()
    assert (uno.respuesta, uno.respondida_at) == ("", None)
    assert (nuevo.token, nuevo.vence_at - enlace.vence_at) == (enlace.token, timedelta(days=7))


def test_quien_entro_despues_tambien_recibe_el_cambio(db):
    sesion = sesion_citada(integrantes=1)
    IntegranteFactory(instancia=sesion.instancia, actor=ActorFactory(correo="nuevo@ejemplo.cl"))

    cambiar(sesion)

    assert Correo.objects.filter(para="nuevo@ejemplo.cl").count() == 1
    assert sesion.convocados.count() == 2


def test_una_suspendida_se_cita_de_nuevo_sin_repetir_a_nadie(db):
    sesion = sesion_citada(integrantes=1)
    convocatoria.suspender(sesion, por=None, al=AHORA, motivo="Temporal")

    cambiar(sesion)

    assert (sesion.convocados.count(), sesion.secuencia) == (1, 3)


def test_el_mismo_cambio_dos_veces_se_avisa_una(db):
    sesion = sesion_citada(integrantes=1)
    cambiar(sesion)

    with pytest.raises(TransicionInvalida, match="ya está citada para ese día"):
        cambiar(sesion)

    assert Correo.objects.count() == 2


def test_un_borrador_o_una_cancelada_no_se_cambian_de_dia(db):
    with pytest.raises(TransicionInvalida, match="Una sesión borrador no se cambia de día"):
        cambiar(sesion_por_citar())


# --- Responder ---


def test_se_responde_se_cambia_de_parecer_y_queda_quien_lo_anoto(db):
    uno, por = sesion_citada(integrantes=1).convocados.get(), UsuarioFactory()

    uno.responder(respuesta="delega", delega_en="Luis Soto", al=AHORA)
    delegada = (uno.respuesta, uno.delega_en, uno.anotada_por)
    uno.responder(respuesta="excusa", delega_en="Luis Soto", nota="De viaje", al=AHORA, por=por)

    assert delegada == ("delega", "Luis Soto", None)
    assert (uno.respuesta, uno.delega_en, uno.nota, uno.anotada_por) == ("excusa", "", "De viaje", por)
    assert uno.history.count() == 3


def test_una_sesion_que_ya_no_se_hace_no_recibe_respuestas(db):
    sesion = sesion_citada(integrantes=1)
    convocatoria.cancelar(sesion, por=None, al=AHORA, motivo="No")

    with pytest.raises(RespuestaRechazada, match="cancelada"):
        sesion.convocados.get().responder(respuesta="acepta", al=AHORA)


@pytest.mark.parametrize(
    "nombre, campos",
    [
        ("mesas_convocado_delega_en_alguien", {"respuesta": "delega", "respondida_at": AHORA}),
        ("mesas_convocado_respuesta_con_fecha", {"respuesta": "acepta"}),
    ],
)
def test_una_respuesta_incompleta_no_se_guarda(db, nombre, campos):
    uno = sesion_citada(integrantes=1).convocados.get()
    for campo, valor in campos.items():
        setattr(uno, campo, valor)

    impide(nombre, uno)


def test_nadie_se_cita_dos_veces(db):
    uno = sesion_citada(integrantes=1).convocados.get()
    comunes = {"sesion": uno.sesion, "actor": uno.actor, "calidad": "titular"}
    Convocado(**comunes).registrar(por=None)

    impide("mesas_convocado_persona_unica", Convocado(**comunes, persona=uno.persona))
    impide("mesas_convocado_institucion_unica", Convocado(**comunes))


# --- Enlaces firmados ---


def emitir(**mas):
    comunes = {"por": None, "proposito": "convocatoria", "sobre": "S-05-000001", "persona": None}
    return EnlaceFirmado.emitir(**{**comunes, "actor": ActorFactory(), "vence_at": AHORA + timedelta(days=1), **mas})


def hallado(token, al=AHORA, proposito="convocatoria"):
    return EnlaceFirmado.objects.del_token(token, proposito=proposito, al=al)


def test_el_token_no_se_guarda_y_se_reconoce_por_su_huella(db):
    enlace = emitir()

    guardado = [str(valor) for valor in EnlaceFirmado.objects.values_list().get()]
    assert enlace.token not in guardado and huella_de(enlace.token) in guardado
    assert hallado(enlace.token) == enlace


def test_no_sirve_para_otra_cosa_ni_vencido_ni_revocado_ni_inventado(db):
    enlace, revocado = emitir(), emitir()
    revocado.revocar(al=AHORA)

    assert hallado(enlace.token, proposito="acta") is None
    assert hallado(enlace.token, al=AHORA + timedelta(days=1)) is None
    assert hallado(revocado.token) is None
    assert hallado("inventado") is None


def test_pedir_otro_da_el_mismo_y_tras_revocarlo_uno_distinto(db):
    enlace = emitir()
    otra_vez = emitir(actor=enlace.actor, vence_at=AHORA + timedelta(days=9))
    enlace.revocar(al=AHORA)
    nuevo = emitir(actor=enlace.actor)

    assert (otra_vez.pk, otra_vez.token) == (enlace.pk, enlace.token)
    assert nuevo.token != enlace.token


def test_si_cambia_la_clave_del_sitio_se_da_uno_que_si_sirve(db, settings):
    enlace = emitir()
    settings.SECRET_KEY = "otra clave del sitio"

    nuevo = emitir(actor=enlace.actor)

    assert hallado(nuevo.token) == nuevo


def test_un_solo_enlace_vigente_por_persona_y_cosa(db):
    uno = sesion_citada(integrantes=1).convocados.get()
    suyo = EnlaceFirmado.objects.get()
    comunes = {"proposito": "convocatoria", "sobre": suyo.sobre, "actor": uno.actor, "vence_at": AHORA}
    emitir(sobre=suyo.sobre, actor=uno.actor)

    impide("mesas_enlace_de_persona_unico", EnlaceFirmado(**comunes, persona=uno.persona, semilla="a", huella="a"))
    impide("mesas_enlace_de_institucion_unico", EnlaceFirmado(**comunes, semilla="b", huella="b"))


# --- La tabla ---


def test_la_sesion_nueva_nace_como_la_ultima_con_lo_pendiente_y_lo_que_va_siempre(db):
    ultima = SesionFactory(estado="realizada", hora_inicio=time(9), lugar="Sede", desde=date(2026, 3, 4))
    for orden, (titulo, estado, recurrente) in enumerate(
        [("Tratado", "tratado", False), ("Siempre", "tratado", True), ("Pendiente", "pospuesto", False)], 1
    ):
        PuntoTablaFactory(sesion=ultima, orden=orden, titulo=titulo, estado=estado, recurrente=recurrente)

    nueva = preparar(ultima.instancia, por=None, desde=EL_DIA, **como_la_ultima(ultima.instancia))

    assert (nueva.hora_inicio, nueva.lugar, nueva.numero, nueva.estado) == (time(9), "Sede", 2, "borrador")
    puntos = nueva.puntos.en_orden().values_list("orden", "titulo", "estado", "viene_de__titulo")
    assert list(puntos) == [(1, "Siempre", "pendiente", "Siempre"), (2, "Pendiente", "pendiente", "Pendiente")]
    assert traer_puntos(nueva, por=None) == 0


def test_la_primera_sesion_parte_en_blanco(db):
    instancia = sesion_por_citar().instancia

    assert como_la_ultima(instancia) == {}


def test_los_puntos_se_reordenan_sin_chocar_y_solo_se_anotan_los_que_cambian(db):
    sesion = SesionFactory()
    primero, segundo, tercero = (PuntoTablaFactory(sesion=sesion, orden=n, minutos=5) for n in (1, 2, 3))

    ordenar(sesion, {primero.pk: 2, segundo.pk: 1}, por=None)

    assert list(sesion.puntos.en_orden()) == [segundo, primero, tercero]
    assert [punto.history.count() for punto in (primero, segundo, tercero)] == [2, 2, 1]
    assert minutos_de([primero, segundo, PuntoTablaFactory(sesion=sesion, orden=4)]) == (10, 1)


# --- Dos a la vez ---


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dos_personas_que_convocan_a_la_vez_escriben_una_vez():
    sesion = sesion_por_citar(integrantes=1)
    copias = [Sesion.objects.get(pk=sesion.pk) for _ in range(4)]

    errores = a_la_vez([lambda s=copia: convocatoria.convocar(s, por=None, al=timezone.now()) for copia in copias])

    assert sorted(type(error).__name__ for error in errores) == ["NoneType"] + ["TransicionInvalida"] * 3
    assert Correo.objects.count() == Convocado.objects.count() == EnlaceFirmado.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_un_enlace_pedido_a_la_vez_es_uno():
    actor = ActorFactory()

    errores = a_la_vez([lambda: emitir(actor=actor)] * 6)

    assert (errores, EnlaceFirmado.objects.count()) == ([None] * 6, 1)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_sin_el_bloqueo_las_dos_lo_intentan(monkeypatch):
    """Control negativo: sin el bloqueo de la sesión, más de una llega a escribir y choca en la base."""
    sesion = sesion_por_citar(integrantes=1)
    copias, leidas = [Sesion.objects.get(pk=sesion.pk) for _ in range(2)], Barrier(2)

    def sin_bloqueo(self):
        self.refresh_from_db()
        leidas.wait(timeout=5)

    monkeypatch.setattr(Sesion, "_tomar", sin_bloqueo)

    errores = a_la_vez([lambda s=copia: convocatoria.convocar(s, por=None, al=timezone.now()) for copia in copias])

    assert "TransicionInvalida" not in {type(error).__name__ for error in errores}
    assert any(errores)
