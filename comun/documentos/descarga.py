"""La descarga de un documento: qué archivo recibe quien lo pide."""

from django.http import HttpResponse

from comun.documentos.formatos import FORMATOS


def archivo_adjunto(nombre, formato, contenido):
    """Respuesta que descarga `contenido` (bytes) como «nombre.formato»."""
    return HttpResponse(
        contenido,
        content_type=FORMATOS[formato],
        headers={"Content-Disposition": f'attachment; filename="{nombre}.{formato}"'},
    )
