"""Las páginas de error: qué pasó y qué hacer, sin depender de la sesión ni de la base de datos."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

registro = logging.getLogger(__name__)

# Código → (título, explicación, qué hacer)
PAGINAS = {
    400: (
        "No se entendió la petición",
        "Lo que envió el navegador llegó incompleto o cambiado.",
        "Vuelve atrás, recarga la página e inténtalo otra vez.",
    ),
    403: (
        "No puedes hacer esto",
        "Tu cuenta no tiene permiso para lo que pediste.",
        "Si lo necesitas para tu trabajo, pídelo a la administración.",
    ),
    404: (
        "Esta página no existe",
        "La dirección está mal escrita, cambió de lugar o no es parte de lo que puedes ver.",
        "Revisa la dirección o búscala desde el inicio.",
    ),
    429: (
        "Demasiados intentos seguidos",
        "Por seguridad, se detuvo lo que venía de tu conexión por unos minutos.",
        "Espera cinco minutos y vuelve a intentarlo.",
    ),
    500: (
        "Algo falló aquí",
        "El error no es tuyo y quedó anotado para quien administra el sistema. Lo que ya guardaste sigue guardado.",
        "Vuelve a intentarlo en un momento; si se repite, avisa a la administración qué estabas haciendo.",
    ),
    503: (
        "El sistema no responde por ahora",
        "No se pudo llegar a la base de datos. Lo que ya guardaste sigue guardado.",
        "Espera un minuto y recarga la página: lo que escribiste se vuelve a enviar.",
    ),
}
CSRF = (
    "La página venció",
    "Estuvo abierta mucho tiempo, o se entró con otra cuenta en otra pestaña, y por seguridad no se guardó.",
    "Vuelve atrás, copia lo que escribiste, recarga la página y envíalo otra vez.",
)


def pagina(codigo, textos=None, explicacion=""):
    """La página de error de `codigo`; si ni la plantilla funciona, el mismo texto sin adornos."""
    titulo, explica, que_hacer = textos or PAGINAS[codigo]
    contexto = {
        "codigo": codigo,
        "titulo": titulo,
        "explicacion": explicacion or explica,
        "que_hacer": que_hacer,
        "messages": (),
        "DEMO": False,
    }
    try:
        cuerpo = render_to_string("errores/error.html", contexto)
    except Exception:
        registro.exception("No se pudo escribir la página de error %s", codigo)
        return HttpResponse(f"{titulo}. {que_hacer}\n", status=codigo, content_type="text/plain; charset=utf-8")
    return HttpResponse(cuerpo, status=codigo)


def peticion_mala(request, exception):
    return pagina(400)


def prohibido(request, exception):
    return pagina(403, explicacion=str(exception))


def no_existe(request, exception):
    return pagina(404)


def demasiados(request):
    return pagina(429)


def fallo(request):
    """500; o 503 con Retry-After si lo que falló fue llegar a la base de datos."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return pagina(500)
    respuesta = pagina(503)
    respuesta["Retry-After"] = "60"
    return respuesta


def csrf(request, reason=""):
    return pagina(403, CSRF)
