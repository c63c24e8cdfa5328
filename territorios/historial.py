"""Lo de territorios que tiene página de historial; un territorio se elimina desde su ficha."""

from django.urls import reverse

from comun.historial import Historiado, anunciar
from territorios.models import DireccionRegional, Territorio
from territorios.permissions import puede_editar_territorio

anunciar(
    Historiado(
        "territorio",
        Territorio,
        puede_eliminar=puede_editar_territorio,
        al_eliminar=lambda territorio: reverse("territorios_lista"),
    ),
    Historiado("direccion", DireccionRegional),
)
