"""Direcciones de territorios."""

from django.urls import path

from territorios.views import direcciones, territorios, territorios_edicion

urlpatterns = [
    path("territorios/", territorios.lista, name="territorios_lista"),
    path("territorios/direcciones/", direcciones.lista, name="direcciones_lista"),
    path("direccion/", direcciones.poner_en_vigor, name="direccion_en_vigor"),
    path("territorios/nuevo/", territorios_edicion.crear, name="territorio_crear"),
    path("territorios/<slug:codigo>/", territorios.detalle, name="territorio_detalle"),
    path("territorios/<slug:codigo>/editar/", territorios_edicion.editar, name="territorio_editar"),
    path(
        "territorios/<slug:codigo>/definiciones/nueva/", territorios_edicion.definicion_crear, name="definicion_crear"
    ),
    path(
        "territorios/<slug:codigo>/definiciones/<str:orden>/",
        territorios_edicion.definicion_editar,
        name="definicion_editar",
    ),
]
