from django.contrib import admin

from comun.admin import AdminRegistrado
from mesas.models import ActividadPlan, Diagnostico, DocumentoMesa, Eje


@admin.register(DocumentoMesa)
class DocumentoMesaAdmin(AdminRegistrado):
    list_display = ("codigo", "mesa", "tipo", "numero", "fecha", "rige")
    list_filter = ("tipo", "rige")
    list_select_related = ("mesa",)
    search_fields = ("codigo", "numero", "materia", "emisor", "mesa__nombre", "mesa__codigo")
    date_hierarchy = "fecha"


@admin.register(Diagnostico)
class DiagnosticoAdmin(AdminRegistrado):
    list_display = ("codigo", "titulo", "mesa", "estado", "fecha_legible")
    list_filter = ("estado",)
    list_select_related = ("mesa",)
    search_fields = ("codigo", "titulo", "mesa__nombre", "mesa__codigo", "elaborado_por")
    escritos_por_verbos = ("validado_en", "validado_el")


@admin.register(Eje)
class EjeAdmin(AdminRegistrado):
    list_display = ("nombre", "mesa", "orden")
    list_select_related = ("mesa",)
    search_fields = ("nombre", "mesa__nombre", "mesa__codigo")
    ordering = ("mesa__codigo", "orden", "pk")


@admin.register(ActividadPlan)
class ActividadPlanAdmin(AdminRegistrado):
    list_display = ("codigo", "nombre", "mesa", "eje", "responsable", "estado", "fecha_legible")
    list_filter = ("estado", "programa")
    list_select_related = ("mesa", "eje", "responsable")
    search_fields = ("codigo", "nombre", "mesa__nombre", "mesa__codigo", "responsable__nombre")
