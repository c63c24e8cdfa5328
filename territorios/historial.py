"""Lo de territorios que tiene página de historial; un territorio se elimina desde su ficha."""

from django.urls import reverse

from comun.historial import Historiado, anunciar
from territorios.models import DireccionRegional, Region, Territorio
from territorios.permissions import puede_editar_territorio


def territorios_que_tocan_a(usuario):
    """De un directorio común, a una regional le importan los de sus regiones."""
    visibles = Territorio.objects.visibles_para(usuario)
    if not usuario.es_regional:
        return visibles
    direcciones = DireccionRegional.objects.al_alcance_de(usuario)
    return visibles.en_regiones(Region.objects.filter(direcciones__in=direcciones))


anunciar(
    Historiado(
        "territorio",
        Territorio,
        que_le_tocan=territorios_que_tocan_a,
        puede_eliminar=puede_editar_territorio,
        al_eliminar=lambda territorio: reverse("territorios_lista"),
    ),
    Historiado("direccion", DireccionRegional, que_le_tocan=DireccionRegional.objects.al_alcance_de),
)
