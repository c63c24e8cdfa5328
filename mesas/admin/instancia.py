from django.contrib import admin

from comun.admin import AdminRegistrado
from mesas.models import Instancia, Integrante


class IntegrantesEnLinea(admin.TabularInline):
    model = Integrante
    extra = 0
    fields = ("actor", "persona", "calidad", "rol", "vigente_desde", "vigente_hasta")
    autocomplete_fields = ("actor", "persona")


@admin.register(Instancia)
class InstanciaAdmin(AdminRegistrado):
    list_display = ("codigo", "nombre", "mesa", "tipo", "rol", "periodicidad", "retirada")
    list_filter = ("tipo", "rol", "periodicidad", "retirada")
    list_select_related = ("mesa",)
    search_fields = ("codigo", "nombre", "mesa__codigo", "mesa__nombre")
    inlines = (IntegrantesEnLinea,)
    fieldsets = (
        (None, {"fields": ("codigo", "mesa", "nombre", "tipo", "rol", "padre")}),
        ("Cada cuánto sesiona", {"fields": ("periodicidad", "periodicidad_literal")}),
        ("Quórum", {"fields": ("quorum_cantidad", "quorum_porcentaje", "quorum_sectores")}),
        ("Asistencia", {"fields": ("inasistencias_seguidas", "inasistencias_anuales", "regla_de_asistencia")}),
        ("Registro", {"fields": ("retirada", "fuente", "version")}),
    )

    def get_readonly_fields(self, request, obj=None):
        fijos = super().get_readonly_fields(request, obj)
        return (*fijos, "mesa") if obj else fijos

    def has_delete_permission(self, request, obj=None):
        """La última instancia de una mesa no se borra."""
        permitido = super().has_delete_permission(request, obj)
        return permitido and (obj is None or obj.mesa.instancias.count() > 1)


@admin.register(Integrante)
class IntegranteAdmin(AdminRegistrado):
    list_display = ("actor", "instancia", "persona", "calidad", "rol", "vigente_desde", "vigente_hasta")
    list_filter = ("calidad", "rol", "actor__sector")
    list_select_related = ("actor", "instancia", "persona")
    search_fields = ("actor__nombre", "actor__sigla", "instancia__nombre", "instancia__mesa__nombre", "persona__nombre")
