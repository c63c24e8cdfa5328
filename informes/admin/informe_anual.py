from django.contrib import admin

from comun.admin import AdminRegistrado
from informes.models import (
    DecisionDelComite,
    EnlaceDeEvidencia,
    InformeAnual,
    Leccion,
    PropuestaAceptada,
    Riesgo,
    SeccionNarrativa,
)


class SoloMientrasSeEdita:
    """Lo que está en revisión o emitido se lee, pero no se cambia ni se borra (decisiones, Quién hace qué).

    `informe_de(obj)` da su informe; en una parte en línea, `obj` es ya el informe.
    """

    def informe_de(self, obj):
        return obj

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or self.informe_de(obj).se_edita)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self.informe_de(obj).se_edita)


class ParteEnLinea(SoloMientrasSeEdita):
    """Una parte en línea de un informe: tampoco se agrega si está cerrado."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or self.informe_de(obj).se_edita)


class RiesgosEnLinea(ParteEnLinea, admin.StackedInline):
    model = Riesgo
    extra = 0
    classes = ("collapse",)


class EnlacesEnLinea(ParteEnLinea, admin.TabularInline):
    model = EnlaceDeEvidencia
    extra = 0
    classes = ("collapse",)


@admin.register(InformeAnual)
class InformeAnualAdmin(SoloMientrasSeEdita, AdminRegistrado):
    list_display = ("codigo", "proyecto", "anio", "estado")
    list_filter = ("anio", "estado")
    list_select_related = ("proyecto",)
    search_fields = ("codigo", "proyecto__codigo", "proyecto__titulo")
    inlines = (RiesgosEnLinea, EnlacesEnLinea)

    def get_readonly_fields(self, request, obj=None):
        """Proyecto y año dan el código, que no cambia."""
        fijos = super().get_readonly_fields(request, obj)
        return (*fijos, "proyecto", "anio") if obj else fijos


@admin.register(SeccionNarrativa)
class SeccionNarrativaAdmin(SoloMientrasSeEdita, AdminRegistrado):
    list_display = ("informe", "clave", "producto")
    list_filter = ("clave",)
    list_select_related = ("informe", "producto")
    search_fields = ("informe__codigo", "texto")

    def informe_de(self, obj):
        return obj.informe


class DecisionesEnLinea(ParteEnLinea, admin.StackedInline):
    model = DecisionDelComite
    extra = 0

    def informe_de(self, obj):
        return obj.informe


@admin.register(Leccion)
class LeccionAdmin(SoloMientrasSeEdita, AdminRegistrado):
    list_display = ("informe", "orden", "logro")
    list_select_related = ("informe",)
    search_fields = ("informe__codigo", "logro")
    inlines = (DecisionesEnLinea,)

    def informe_de(self, obj):
        return obj.informe


@admin.register(PropuestaAceptada)
class PropuestaAceptadaAdmin(AdminRegistrado):
    """Se lee: la escribe quien usa una propuesta al redactar."""

    list_display = ("informe", "seccion", "indicador", "frase", "usada_por", "usada_at")
    list_select_related = ("informe", "indicador", "usada_por")
    search_fields = ("informe__codigo", "frase")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
