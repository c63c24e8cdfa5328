"""Lo de informes que tiene página de historial, y las cifras declaradas, que sólo aquí se sabe quién ve."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from comun.historial import Historiado, anunciar
from comun.models import CifraDeclarada
from informes.models import InformeAnual, Proyecto
from informes.permissions import puede_ver_cifra


def cifra_visible(usuario, codigo):
    """La cifra de ese código si quien mira puede abrir su ficha; si no, Http404."""
    cifra = get_object_or_404(CifraDeclarada, codigo=codigo)
    if not puede_ver_cifra(usuario, cifra):
        raise Http404
    return cifra


anunciar(
    Historiado("proyecto", Proyecto),
    Historiado("informe", InformeAnual),
    Historiado("cifra", CifraDeclarada, obtener=cifra_visible),
)
