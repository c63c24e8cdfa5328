"""La ficha de una cifra declarada, también para quien la encuentra en un informe que puede ver."""

from django.views.decorators.http import require_safe

from informes.models import Proyecto
from informes.permissions import puede_ver_cifra
from mesas.views import cifras


@require_safe
def detalle(request, codigo):
    return cifras.detalle(request, codigo, puede_ver=puede_ver_cifra, objeto_del_ambito=_objeto_del_ambito)


def _objeto_del_ambito(usuario, codigo):
    """La mesa o el proyecto de la cifra, si quien mira puede abrirlo."""
    proyecto = Proyecto.objects.visibles_para(usuario).filter(codigo=codigo).first()
    return proyecto or cifras.mesa_visible(usuario, codigo)
