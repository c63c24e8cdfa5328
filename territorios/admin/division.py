"""Las divisiones oficiales se leen y se buscan: vienen de los archivos de territorios/datos, no se escriben a mano."""

from django.contrib import admin

from comun.admin import AdminDeLectura
from territorios.models import CodigoHistorico, Comuna, Macrozona, NombreAlternativo, Provincia, Region


class DeLectura:
    """Parte que sólo se lee."""

    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class NombresEnLinea(DeLectura, admin.TabularInline):
    model = NombreAlternativo
    fields = ("nombre", "clase", "fuente")


class CodigosEnLinea(DeLectura, admin.TabularInline):
    model = CodigoHistorico
    fields = ("codigo", "vigente_hasta")


@admin.register(Macrozona)
class MacrozonaAdmin(AdminDeLectura):
    list_display = ("codigo", "nombre")
    search_fields = ("nombre",)
    ordering = ("orden",)


@admin.register(Region)
class RegionAdmin(AdminDeLectura):
    list_display = ("codigo", "nombre", "macrozona", "zona_horaria", "vigente_desde", "escindida_de")
    list_filter = ("macrozona", "zona_horaria")
    list_select_related = ("macrozona", "escindida_de")
    search_fields = ("codigo", "nombre", "nombre_corto", "nombres_alternativos__busqueda")
    ordering = ("orden",)
    inlines = (NombresEnLinea,)


@admin.register(Provincia)
class ProvinciaAdmin(AdminDeLectura):
    list_display = ("codigo", "nombre", "region")
    list_filter = ("region",)
    list_select_related = ("region",)
    search_fields = ("codigo", "nombre", "nombres_alternativos__busqueda")
    ordering = ("region__orden", "codigo")
    inlines = (NombresEnLinea,)


@admin.register(Comuna)
class ComunaAdmin(AdminDeLectura):
    list_display = ("codigo", "nombre", "provincia", "region", "poblacion", "superficie_km2")
    list_filter = ("provincia__region",)
    list_select_related = ("provincia__region",)
    search_fields = ("codigo", "nombre", "busqueda", "nombres_alternativos__busqueda", "codigos_historicos__codigo")
    ordering = ("provincia__region__orden", "codigo")
    inlines = (NombresEnLinea, CodigosEnLinea)

    @admin.display(description="región", ordering="provincia__region__orden")
    def region(self, comuna):
        return comuna.provincia.region
