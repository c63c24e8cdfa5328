"""De un informe a los bytes de un archivo: lo usan por igual la página y la orden."""

from django.conf import settings

from comun.documentos.formatos import renderizar
from informes.armado import anual


def archivo_del_informe(informe, formato, *, anexo=False, fecha=None):
    """Los bytes del informe en `formato` (html, docx, pdf, xlsx o json) con lo guardado en este momento."""
    documento = anual.armar(informe, fecha=fecha)
    return renderizar(documento, formato, anexo=anexo, url_base=settings.URL_DEL_SITIO)


def archivo_de_la_version(version, formato, *, anexo=False):
    """Los bytes de una versión emitida: el archivo que se guardó al emitirla, o None si falta o fue alterado.

    En JSON es su contenido congelado; con `anexo` se escribe otra vez desde ese contenido.
    """
    if not version.esta_integra():
        return None
    if formato == "json":
        return version.contenido.encode()
    if anexo:
        return renderizar(version.documento(), formato, anexo=True, url_base=settings.URL_DEL_SITIO)
    return version.archivos.get(formato=formato).leer()
