from django.contrib import admin

from actores.models import Persona, Representacion
from comun.admin import AdminRegistrado


class RepresentacionesEnLinea(admin.TabularInline):
    model = Representacion
    extra = 0
    fields = ("actor", "cargo", "calidad", "vigente_desde", "vigente_hasta")
    autocomplete_fields = ("actor",)


@admin.register(Persona)
class PersonaAdmin(AdminRegistrado):
    """La lista no muestra el contacto: para leerlo hay que abrir la ficha."""

    list_display = ("codigo", "nombre", "sensible")
    list_filter = ("sensible", "representaciones__actor__sector")
    search_fields = ("codigo", "nombre", "busqueda", "representaciones__actor__nombre")
    inlines = (RepresentacionesEnLinea,)
    fieldsets = (
        (None, {"fields": ("codigo", "nombre", "genero")}),
        ("Contacto", {"fields": ("correo", "telefono")}),
        ("Registro", {"fields": ("sensible", "version")}),
    )


@admin.register(Representacion)
class RepresentacionAdmin(AdminRegistrado):
    list_display = ("persona", "actor", "cargo", "calidad", "vigente_desde", "vigente_hasta")
    list_filter = ("calidad",)
    list_select_related = ("persona", "actor")
    search_fields = ("persona__nombre", "actor__nombre", "actor__sigla", "cargo")
