from django.contrib import admin

from actores.models import Actor, AliasActor, Representacion, Vinculo
from comun.admin import AdminRegistrado


class AliasEnLinea(admin.TabularInline):
    model = AliasActor
    extra = 0
    fields = ("nombre",)


class RepresentantesEnLinea(admin.TabularInline):
    model = Representacion
    extra = 0
    fields = ("persona", "cargo", "calidad", "vigente_desde", "vigente_hasta")
    autocomplete_fields = ("persona",)


@admin.register(Actor)
class ActorAdmin(AdminRegistrado):
    list_display = ("codigo", "nombre", "sigla", "tipo", "sector", "ambito", "retirado")
    list_filter = ("sector", "tipo", "ambito", "retirado", "es_colectivo", "regiones")
    list_select_related = ("tipo",)
    search_fields = ("codigo", "nombre", "sigla", "alias__nombre", "busqueda", "alias__busqueda")
    escritos_por_verbos = ("retirado",)
    inlines = (AliasEnLinea, RepresentantesEnLinea)
    fieldsets = (
        (None, {"fields": ("codigo", "nombre", "sigla", "tipo", "sector", "es_colectivo")}),
        ("Dónde trabaja", {"fields": ("ambito", "regiones", "comuna")}),
        ("Contacto de la institución", {"fields": ("rut", "correo", "telefono", "sitio")}),
        ("Registro", {"fields": ("fuente", "retirado", "version")}),
    )


@admin.register(Vinculo)
class VinculoAdmin(AdminRegistrado):
    list_display = ("origen", "tipo", "destino", "vigente_desde", "vigente_hasta")
    list_filter = ("tipo",)
    list_select_related = ("origen", "destino")
    search_fields = ("origen__nombre", "origen__sigla", "destino__nombre", "destino__sigla", "nota")
