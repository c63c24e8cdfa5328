"""Lo que toda plantilla puede leer del sitio."""

from django.conf import settings


def sitio(request):
    return {"DEMO": settings.DEMO, "URL_DEL_SITIO": settings.URL_DEL_SITIO}
