"""Lo de informes que tiene página de historial, y las cifras declaradas, que sólo aquí se sabe quién ve."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from comun.historial import Historiado, anunciar
from comun.models import CifraDeclarada
from comun.partes import Parte
from informes.models import Gasto, InformeAnual, Proyecto
from informes.permissions import puede_editar_informe, puede_editar_proyecto, puede_ver_cifra


def cifra_visible(usuario, codigo):
    """La cifra de ese código si quien mira puede abrir su ficha; si no, Http404."""
    cifra = get_object_or_404(CifraDeclarada, codigo=codigo)
    if not puede_ver_cifra(usuario, cifra):
        raise Http404
    return cifra


anunciar(
    Historiado(
        "proyecto",
        Proyecto,
        ademas=(Parte(Gasto, ("producto__proyecto",)),),
        puede_eliminar=puede_editar_proyecto,
        al_eliminar=lambda proyecto: reverse("proyectos_lista"),
    ),
    Historiado(
        "informe",
        InformeAnual,
        puede_eliminar=puede_editar_informe,
        al_eliminar=lambda informe: informe.proyecto.get_absolute_url(),
    ),
    Historiado("cifra", CifraDeclarada, obtener=cifra_visible),
)
