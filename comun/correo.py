"""La bandeja de salida: todo correo se escribe en la base con el hecho que lo causa, y otro proceso lo envía.

    Correo.objects.encolar(clave=f"acta:{acta.pk}:{persona.codigo}", para=persona.correo, asunto=…, texto=…)

Lo que garantiza: si la transacción se confirma, el correo sale; si no, no sale. Dos procesos nunca envían el mismo a la
vez. Cada uno sale una vez, salvo que el proceso muera entre entregarlo al servidor y anotarlo: entonces sale otra vez,
diez minutos después. Nunca se pierde: a lo menos una vez.
"""

import smtplib
import uuid
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from comun.models import Correo


class BandejaDeSalida(BaseEmailBackend):
    """EMAIL_BACKEND del sitio: lo que mande cualquier biblioteca queda en la bandeja, un correo por destinatario."""

    def send_messages(self, mensajes):
        for mensaje in mensajes:
            if mensaje.attachments:
                raise ValueError("Un correo con adjuntos se escribe con Correo.objects.encolar.")
            html = [contenido for contenido, tipo in getattr(mensaje, "alternatives", ()) if tipo == "text/html"]
            for para in mensaje.recipients():
                Correo.objects.encolar(
                    clave=f"mensaje:{uuid.uuid4()}",
                    para=para,
                    asunto=mensaje.subject,
                    texto=mensaje.body,
                    html=html[0] if html else "",
                )
        return len(mensajes)


@dataclass
class Resultado:
    """Cuántos salieron, cuántos no, y si se dejó de intentar porque el servidor no atiende."""

    enviados: int = 0
    fallidos: int = 0
    servidor_caido: str = ""


def vaciar(*, reloj=timezone.now):
    """Envía todo lo que espera. Si el servidor no atiende, lo deja para después en vez de intentar cada uno."""
    hecho, conexion = Resultado(), get_connection(settings.CORREO_DE_VERDAD)
    while not hecho.servidor_caido and (correo := Correo.objects.tomar(al=reloj())):
        _enviar(correo, conexion, hecho, reloj)
    with suppress(OSError):  # un servidor que ya no contesta tampoco se despide
        conexion.close()
    return hecho


def _enviar(correo, conexion, hecho, reloj):
    try:
        conexion.open()
        _mensaje(correo, conexion).send()
    except smtplib.SMTPRecipientsRefused as error:
        codigo, motivo = next(iter(error.recipients.values()))
        _anotar_rechazo(correo, hecho, codigo, motivo, reloj())
    except smtplib.SMTPDataError as error:
        _anotar_rechazo(correo, hecho, error.smtp_code, error.smtp_error, reloj())
    except ValueError as error:  # una cabecera o una dirección que ningún servidor aceptaría
        hecho.fallidos += 1
        correo.anotar_falla(f"El correo está mal formado: {error}", al=reloj(), definitiva=True)
    except OSError as error:  # también smtplib.SMTPException: no se llegó al servidor, o no dejó entrar
        hecho.fallidos += 1
        hecho.servidor_caido = f"{type(error).__name__}: {error}"
        correo.anotar_falla(f"El servidor de correo no atiende ({hecho.servidor_caido})", al=reloj())
    else:
        hecho.enviados += 1
        correo.anotar_enviado(al=reloj())


def _anotar_rechazo(correo, hecho, codigo, motivo, al):
    """El servidor atiende pero no quiere este correo; los códigos 5xx son para siempre."""
    hecho.fallidos += 1
    texto = motivo.decode(errors="replace") if isinstance(motivo, bytes) else motivo
    correo.anotar_falla(f"El servidor lo rechazó ({codigo} {texto})", al=al, definitiva=codigo >= 500)


def _mensaje(correo, conexion):
    mensaje = EmailMultiAlternatives(
        correo.asunto,
        correo.texto,
        to=[correo.para],
        reply_to=[correo.responder_a] if correo.responder_a else None,
        connection=conexion,
    )
    if correo.html:
        mensaje.attach_alternative(correo.html, "text/html")
    for nombre, tipo, contenido in correo.archivos:
        mensaje.attach(nombre, contenido, tipo)
    return mensaje
