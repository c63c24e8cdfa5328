from django.contrib import admin
from django.db import models

from comun.admin import AdminDeLectura, AdminRegistrado
from comun.fechas import FechaLimite
from informes.models import ArchivoAnual, ObservacionAnual, PlazoDeInforme, VersionAnual


class ArchivosEnLinea(admin.TabularInline):
    model = ArchivoAnual
    fields = ("formato", "tamano", "sha256")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(VersionAnual)
class VersionAnualAdmin(AdminDeLectura):
    list_display = ("informe", "numero", "emitida_el", "emitida_por", "hash")
    list_filter = ("emitida_el",)
    list_select_related = ("informe", "emitida_por")
    search_fields = ("informe__codigo", "hash")
    fields = ("informe", "numero", "emitida_el", "emitida_at", "emitida_por", "enviada_por", "motivo", "hash")
    inlines = (ArchivosEnLinea,)


@admin.register(ObservacionAnual)
class ObservacionAnualAdmin(AdminDeLectura):
    list_display = ("codigo", "informe", "seccion", "autor", "creada_at", "resuelta_at")
    list_filter = ("seccion",)
    list_select_related = ("informe", "autor")
    search_fields = ("codigo", "informe__codigo", "texto")


@admin.register(PlazoDeInforme)
class PlazoDeInformeAdmin(AdminRegistrado):
    list_display = ("clase", "anio", "etapa", "fecha")
    list_filter = ("clase", "anio", "etapa")
    ordering = ("-anio", "fecha")
    formfield_overrides = {models.DateField: {"widget": FechaLimite}}
