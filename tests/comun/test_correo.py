"""La bandeja de salida: nada se pierde, nada sale dos veces, y un servidor malo no detiene a los demás."""

import smtplib
import socket
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comun import correo as bandeja
from comun.models import Bitacora, Correo
from comun.models.correo import ESPERAS, RESERVA, CorreoQuerySet
from tests.mesas.test_acta_concurrencia import a_la_vez
from tests.restricciones import impide

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def encolar(clave="aviso:1", **campos):
    return Correo.objects.encolar(
        **{"clave": clave, "para": "ana@ejemplo.cl", "asunto": "Aviso", "texto": "Hola", **campos}
    )


def mas_tarde(**lapso):
    return lambda: timezone.now() + timedelta(**lapso)


def negar_con(monkeypatch, error):
    def negar(self, mensajes):
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", negar)


# --- Escribir ---


def test_la_misma_clave_escribe_un_solo_correo(db):
    primero, segundo = encolar(), encolar(asunto="Otro")

    assert primero == segundo
    assert Correo.objects.get().asunto == "Aviso"


def test_si_el_hecho_no_se_confirma_no_hay_correo(db):
    with transaction.atomic():
        encolar()
        transaction.set_rollback(True)

    assert bandeja.vaciar().enviados == 0


def test_lo_que_manda_una_biblioteca_queda_en_la_bandeja_y_no_sale_solo(db, settings):
    settings.EMAIL_BACKEND = "comun.correo.BandejaDeSalida"
    mensaje = EmailMultiAlternatives("Clave nueva", "Ábrelo", to=["ana@ejemplo.cl", "luis@ejemplo.cl"])
    mensaje.attach_alternative("<p>Ábrelo</p>", "text/html")

    mensaje.send()

    assert mail.outbox == []
    assert set(Correo.objects.values_list("para", "asunto", "texto", "html")) == {
        ("ana@ejemplo.cl", "Clave nueva", "Ábrelo", "<p>Ábrelo</p>"),
        ("luis@ejemplo.cl", "Clave nueva", "Ábrelo", "<p>Ábrelo</p>"),
    }


def test_una_biblioteca_no_pierde_adjuntos_en_silencio(db, settings):
    settings.EMAIL_BACKEND = "comun.correo.BandejaDeSalida"
    mensaje = EmailMultiAlternatives("Con archivo", "Va", to=["ana@ejemplo.cl"])
    mensaje.attach("a.txt", b"a", "text/plain")

    with pytest.raises(ValueError, match="adjuntos"):
        mensaje.send()


def test_el_enviado_dice_cuando(db):
    correo = encolar()
    correo.estado = Correo.Estado.ENVIADO

    impide("comun_correo_enviado_con_fecha", correo)


# --- Enviar ---


def test_sale_entero_una_vez_y_despues_no_guarda_su_cuerpo(db):
    encolar(
        html="<p>Hola</p>", adjuntos=[("cita.ics", "text/calendar; method=REQUEST", b"BEGIN")], responder_a="e@e.cl"
    )

    primera, segunda = bandeja.vaciar(), bandeja.vaciar(reloj=mas_tarde(days=1))

    (mensaje,) = mail.outbox
    partes = {parte.get_content_type(): parte for parte in mensaje.message().walk()}
    correo = Correo.objects.get()
    assert (primera.enviados, segunda.enviados) == (1, 0)
    assert (mensaje.to, mensaje.subject, mensaje.body, mensaje.reply_to) == (
        ["ana@ejemplo.cl"],
        "Aviso",
        "Hola",
        ["e@e.cl"],
    )
    assert partes["text/calendar"].get_param("method") == "REQUEST"
    assert partes["text/calendar"].get_filename() == "cita.ics"
    assert "text/html" in partes
    assert correo.estado == "enviado" and correo.enviado_at
    assert (correo.texto, correo.html, correo.adjuntos) == ("", "", [])


def test_lo_que_falla_espera_cada_vez_mas_y_al_final_se_deja(db, monkeypatch):
    negar_con(monkeypatch, ConnectionRefusedError("cerrado"))
    correo, ahora = encolar(), timezone.now()
    esperas = []

    while Correo.objects.get().estado == Correo.Estado.PENDIENTE:
        correo.refresh_from_db()
        ahora = max(ahora, correo.proximo_intento_at)
        hecho = bandeja.vaciar(reloj=lambda ya=ahora: ya)
        correo.refresh_from_db()
        esperas.append(correo.proximo_intento_at - ahora)

    assert hecho.servidor_caido
    assert esperas[:-1] == list(ESPERAS)
    assert "no atiende" in correo.ultimo_error and "cerrado" in correo.ultimo_error
    assert bandeja.vaciar(reloj=mas_tarde(days=365)).fallidos == 0


def test_con_el_servidor_caido_no_se_intenta_cada_uno(db, monkeypatch):
    negar_con(monkeypatch, smtplib.SMTPServerDisconnected("se fue"))
    for numero in range(3):
        encolar(f"aviso:{numero}")

    hecho = bandeja.vaciar()

    assert hecho.fallidos == 1
    assert sorted(Correo.objects.values_list("intentos", flat=True)) == [0, 0, 1]


@pytest.mark.parametrize(
    "error, estado",
    [
        (smtplib.SMTPRecipientsRefused({"ana@ejemplo.cl": (550, b"No existe")}), "fallido"),
        (smtplib.SMTPRecipientsRefused({"ana@ejemplo.cl": (450, b"Lista gris")}), "pendiente"),
        (smtplib.SMTPDataError(554, b"Muy grande"), "fallido"),
        (ValueError("cabecera con salto"), "fallido"),
    ],
)
def test_lo_que_el_servidor_rechaza_no_detiene_a_los_demas(db, monkeypatch, error, estado):
    original = bandeja._mensaje

    def mensaje(correo, conexion):
        if correo.clave == "malo":
            raise error
        return original(correo, conexion)

    monkeypatch.setattr(bandeja, "_mensaje", mensaje)
    malo, bueno = encolar("malo"), encolar("bueno")

    hecho = bandeja.vaciar()

    malo.refresh_from_db(), bueno.refresh_from_db()
    assert (hecho.enviados, hecho.fallidos, hecho.servidor_caido) == (1, 1, "")
    assert (malo.estado, bueno.estado) == (estado, "enviado")
    assert malo.ultimo_error


def test_un_servidor_que_cuelga_se_deja_a_su_plazo(db, settings):
    """Acepta la conexión y nunca saluda."""
    encolar()
    with socket.create_server(("127.0.0.1", 0)) as mudo:
        settings.CORREO_DE_VERDAD, settings.EMAIL_TIMEOUT = SMTP, 0.1
        settings.EMAIL_HOST, settings.EMAIL_PORT = mudo.getsockname()

        hecho = bandeja.vaciar()

    assert "timed out" in hecho.servidor_caido
    assert Correo.objects.get().estado == Correo.Estado.PENDIENTE


def test_si_el_proceso_muere_enviando_otro_lo_toma_cuando_vence_la_reserva(db):
    encolar()
    Correo.objects.tomar(al=timezone.now())

    antes = bandeja.vaciar(reloj=mas_tarde(seconds=RESERVA.total_seconds() - 60))
    despues = bandeja.vaciar(reloj=mas_tarde(seconds=RESERVA.total_seconds() + 1))

    assert (antes.enviados, despues.enviados) == (0, 1)


def test_quien_anota_tarde_no_pisa_lo_que_ya_hizo_otro(db):
    encolar()
    lento = Correo.objects.tomar(al=timezone.now())
    bandeja.vaciar(reloj=mas_tarde(hours=1))

    lento.anotar_falla("tarde", al=timezone.now(), definitiva=True)

    correo = Correo.objects.get()
    assert (correo.estado, correo.ultimo_error) == (Correo.Estado.ENVIADO, "")


def test_la_orden_cuenta_lo_que_hizo_y_sale_con_error_si_algo_falta(db, monkeypatch, capsys):
    encolar()
    call_command("enviar_correos")
    bien = capsys.readouterr()
    call_command("enviar_correos")
    nada = capsys.readouterr()
    negar_con(monkeypatch, TimeoutError())
    encolar("aviso:2")
    with pytest.raises(SystemExit) as salida:
        call_command("enviar_correos")
    mal = capsys.readouterr()

    assert bien.out == "Correos enviados: 1; sin enviar: 0.\n"
    assert (nada.out, nada.err) == ("", "")
    assert (mal.err, salida.value.code) == (
        "El servidor de correo no atiende; lo que falta se intentará más tarde.\n",
        1,
    )


# --- Verlo ---


def test_quien_administra_ve_que_fallan_y_los_reintenta(entrar, administradora):
    correo = encolar(texto="secreto-del-enlace", sobre="S-05-000001")
    Correo.objects.tomar(al=timezone.now()).anotar_falla("No existe", al=timezone.now(), definitiva=True)
    cliente, lista = entrar(administradora), reverse("admin:comun_correo_changelist")

    inicio, ficha = cliente.get("/"), cliente.get(reverse("admin:comun_correo_change", args=[correo.pk]))
    cliente.post(lista, {"action": "reintentar", "_selected_action": [correo.pk]})

    correo.refresh_from_db()
    assert "Hay correos que no están saliendo" in inicio.text and lista in inicio.text
    assert "No existe" in ficha.text and "secreto-del-enlace" not in ficha.text
    assert (correo.estado, correo.intentos) == ("pendiente", 0)
    assert Bitacora.objects.get().detalle == "correo reintentado"


def test_el_inicio_calla_si_todo_sale_y_avisa_si_nadie_vacia_la_bandeja(entrar, administradora):
    encolar()
    cliente = entrar(administradora)

    ahora = cliente.get("/").text
    Correo.objects.update(creado_at=timezone.now() - timedelta(hours=2))
    despues = cliente.get("/").text

    assert "correos que no están saliendo" not in ahora
    assert "correos que no están saliendo" in despues


# --- Dos procesos a la vez ---


def vaciar_entre(hilos, monkeypatch, cuantos=12):
    salidos = []
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages",
        lambda self, mensajes: salidos.extend(mensaje.to[0] for mensaje in mensajes),
    )
    for numero in range(cuantos):
        encolar(f"aviso:{numero}", para=f"persona{numero}@ejemplo.cl")
    assert a_la_vez([bandeja.vaciar] * hilos) == [None] * hilos
    return salidos


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_varios_procesos_a_la_vez_envian_cada_uno_una_vez(monkeypatch):
    salidos = vaciar_entre(4, monkeypatch)

    assert sorted(salidos) == sorted({f"persona{numero}@ejemplo.cl" for numero in range(12)})


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_sin_el_bloqueo_saldrian_dos_veces(monkeypatch):
    """Control negativo: lo que evita el repetido es el bloqueo de la fila, no la suerte."""
    leidos = Barrier(2)

    def sin_bloqueo(self, *, al):
        correo = self.por_enviar(al=al).first()
        if correo is not None:
            leidos.wait(timeout=5)
            correo.intentos += 1
            correo.proximo_intento_at = al + RESERVA
            correo.save(update_fields=["intentos", "proximo_intento_at"])
        return correo

    monkeypatch.setattr(CorreoQuerySet, "tomar", sin_bloqueo)

    assert len(vaciar_entre(2, monkeypatch, cuantos=1)) == 2
