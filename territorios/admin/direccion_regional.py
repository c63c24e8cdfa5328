from django.contrib import admin

from comun.admin import AdminRegistrado
from territorios.models import DireccionRegional, NombreAlternativo


class NombresEnLinea(admin.TabularInline):
    model = NombreAlternativo
    fields = ("nombre", "clase", "fuente")
    extra = 0


@admin.register(DireccionRegional)
class DireccionRegionalAdmin(AdminRegistrado):
    """Se corrigen y se cierran; las nuevas nacen de los archivos de datos, que les dan su código."""

    list_display = ("codigo", "nombre", "slug", "vigente_desde", "vigente_hasta")
    list_filter = ("regiones",)
    search_fields = ("codigo", "nombre", "slug", "nombre_literal", "nombres_alternativos__busqueda")
    ordering = ("orden", "codigo")
    inlines = (NombresEnLinea,)

    def has_add_permission(self, request):
        return False
