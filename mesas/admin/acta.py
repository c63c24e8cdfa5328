from django.contrib import admin

from comun.admin import AdminDeLectura, AdminRegistrado
from mesas.models import Acta, Acuerdo, ArchivoDeMesa


class MientrasNoSeSelle:
    """Lo aprobado se lee; sólo lo que sigue abierto se edita o se borra."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.esta_sellado)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.esta_sellado)

    def has_add_permission(self, request):
        return False  # nace en su sesión, con su verbo


@admin.register(Acta)
class ActaAdmin(MientrasNoSeSelle, AdminRegistrado):
    list_display = ("sesion", "numero_version", "estado", "aprobada_el", "respaldo_tipo", "integra")
    list_filter = ("estado", "respaldo_tipo", "aprobada_el")
    list_select_related = ("sesion",)
    search_fields = ("sesion__codigo", "sesion__instancia__mesa__nombre", "hash")
    ordering = ("-sesion__codigo", "-numero_version")
    readonly_fields = (
        "sesion",
        "numero_version",
        "observable_hasta",
        "circulada_at",
        "aprobada_el",
        "aprobada_at",
        "aprobada_por",
        "respaldo_tipo",
        "respaldo",
        "hash",
        "firmada_at",
        "firmada_por",
        "archivo_firmado",
        "rectifica",
        "motivo_rectificacion",
        "deja_sin_efecto",
    )
    fields = ("sesion", "numero_version", "estado", "texto", *readonly_fields[2:], "version")

    @admin.display(description="sellada", boolean=True)
    def integra(self, acta):
        return acta.esta_sellado


@admin.register(Acuerdo)
class AcuerdoAdmin(MientrasNoSeSelle, AdminRegistrado):
    list_display = ("codigo", "numero_legible", "instancia", "texto", "sin_efecto")
    list_filter = ("anio", "sin_efecto")
    list_select_related = ("instancia",)
    search_fields = ("codigo", "texto", "instancia__nombre", "instancia__mesa__nombre")
    escritos_por_verbos = ("instancia", "acta", "anio", "numero", "sin_efecto", "sin_efecto_por")


@admin.register(ArchivoDeMesa)
class ArchivoDeMesaAdmin(AdminDeLectura):
    list_display = ("nombre", "mesa", "tipo_contenido", "tamano", "subido_at", "subido_por")
    list_filter = ("tipo_contenido",)
    list_select_related = ("mesa", "subido_por")
    search_fields = ("nombre", "sha256", "mesa__nombre", "mesa__codigo")
    ordering = ("-subido_at", "-pk")
