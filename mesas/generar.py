"""Del acta de una sesión a los bytes de un archivo: lo usan por igual la página y la orden."""

from django.conf import settings

from comun.documentos.formatos import renderizar
from mesas.armado import acta as armado
from mesas.models import Acta, Sesion

FORMATOS_DEL_ACTA = ("docx", "pdf", "html", "json")


def acta_de(sesion, *, version=None):
    """Esa versión del acta, o la última; si nadie la ha abierto, una sin guardar. None si no puede haberla."""
    if sesion.desde is None:
        return None
    actas = sesion.actas.order_by("-numero_version")
    if version is not None:
        actas = actas.filter(numero_version=version)
    acta = actas.first()
    if acta is None and sesion.estado == Sesion.Estado.REALIZADA and version in {None, 1}:
        return Acta(sesion=sesion)
    return acta


def archivo_del_acta(acta, formato, *, fecha=None):
    """Los bytes del acta en docx, pdf, html o json, o None si está aprobada y alguien la alteró por fuera.

    El JSON de una aprobada es su contenido congelado: su SHA-256 es la huella del acta.
    """
    if acta.esta_sellado and not acta.esta_integra():
        return None
    if acta.esta_sellado and formato == "json":
        return acta.contenido.encode()
    return renderizar(armado.armar(acta, fecha=fecha), formato, url_base=settings.URL_DEL_SITIO)
