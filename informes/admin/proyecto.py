from django.contrib import admin

from comun.admin import AdminRegistrado
from informes.models import (
    AporteAnual,
    CoberturaDeFilas,
    Donante,
    GastoDelAnio,
    Presupuesto,
    Proyecto,
    ResultadoPais,
    Tasa,
)


class TasasEnLinea(admin.TabularInline):
    model = Tasa
    extra = 0


class PresupuestosEnLinea(admin.TabularInline):
    model = Presupuesto
    extra = 0


class GastosDelAnioEnLinea(admin.TabularInline):
    model = GastoDelAnio
    extra = 0


class ResultadosPaisEnLinea(admin.TabularInline):
    model = ResultadoPais
    extra = 0
    fields = ("orden", "nivel", "codigo", "enunciado", "fuente")


@admin.register(Proyecto)
class ProyectoAdmin(AdminRegistrado):
    list_display = ("codigo", "titulo", "inicio", "fin", "marcador_de_genero", "es_ficticio")
    list_filter = ("direcciones", "marcador_de_genero", "es_ficticio")
    search_fields = ("codigo", "titulo", "atlas_output_id")
    inlines = (TasasEnLinea, PresupuestosEnLinea, GastosDelAnioEnLinea, ResultadosPaisEnLinea)
    fieldsets = (
        (None, {"fields": ("codigo", "titulo", "organismo", "atlas_project_id", "atlas_output_id")}),
        ("Plazo y dinero", {"fields": ("inicio", "fin", "moneda", "presupuesto_documento", "marcador_de_genero")}),
        ("Quién lo ve", {"fields": ("direcciones", "mesas", "observadores")}),
        ("Registro", {"fields": ("es_ficticio", "fuente", "version")}),
    )

    def get_readonly_fields(self, request, obj=None):
        """El número de Atlas da el código, que no cambia."""
        fijos = super().get_readonly_fields(request, obj)
        return (*fijos, "atlas_project_id") if obj else fijos


class AportesEnLinea(admin.TabularInline):
    model = AporteAnual
    extra = 0


@admin.register(Donante)
class DonanteAdmin(AdminRegistrado):
    list_display = ("nombre", "proyecto", "actor", "orden")
    list_select_related = ("proyecto", "actor")
    search_fields = ("nombre", "proyecto__codigo", "proyecto__titulo")
    inlines = (AportesEnLinea,)


@admin.register(CoberturaDeFilas)
class CoberturaDeFilasAdmin(AdminRegistrado):
    list_display = ("metrica", "corte", "ambito", "anio", "completas")
    list_filter = ("metrica", "completas", "anio")
    search_fields = ("ambito",)
