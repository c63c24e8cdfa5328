"""Direcciones de actores y cuentas; la ficha de cada actor está en mesas, que sabe dónde participa."""

from django.urls import path

from actores.views import actores, actores_edicion, demo, personas, usuarios, vinculos

urlpatterns = [
    path("actores/", actores.lista, name="actores_lista"),
    path("actores/nuevo/", actores_edicion.crear, name="actor_crear"),
    path("actores/<str:codigo>/editar/", actores_edicion.editar, name="actor_editar"),
    path("actores/<str:codigo>/retirar/", actores_edicion.retirar, name="actor_retirar"),
    path("actores/<str:codigo>/reponer/", actores_edicion.reponer, name="actor_reponer"),
    path("actores/<str:codigo>/vinculos/", vinculos.editar, name="actor_vinculos"),
    path("actores/<str:codigo>/representantes/nuevo/", personas.crear, name="persona_crear"),
    path("personas/<str:codigo>/editar/", personas.editar, name="persona_editar"),
    path("cuentas/entrar-como/", demo.entrar_como, name="entrar_como"),
    path("administracion/usuarios/", usuarios.lista, name="usuarios_lista"),
    path("administracion/usuarios/<str:usuario>/", usuarios.detalle, name="usuario_detalle"),
    path("administracion/usuarios/<str:usuario>/trasladar/", usuarios.trasladar, name="usuario_trasladar"),
    path("administracion/usuarios/<str:usuario>/acceso/", usuarios.acceso, name="usuario_acceso"),
    path("administracion/usuarios/<str:usuario>/enlace/", usuarios.enlace, name="usuario_enlace"),
    path(
        "administracion/usuarios/<str:usuario>/segundo-factor/quitar/",
        usuarios.quitar_segundo_factor,
        name="usuario_quitar_segundo_factor",
    ),
]
