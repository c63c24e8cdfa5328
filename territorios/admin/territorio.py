from django.contrib import admin

from comun.admin import AdminRegistrado
from territorios.models import DefinicionTerritorio, DocumentoTerritorio, Localidad, NombreAlternativo, Territorio


class LocalidadesEnLinea(admin.TabularInline):
    model = Localidad
    fields = ("nombre", "comuna", "fuente")
    autocomplete_fields = ("comuna",)
    extra = 0


class NombresEnLinea(admin.TabularInline):
    model = NombreAlternativo
    fields = ("nombre", "clase", "fuente")
    extra = 0


class DocumentosEnLinea(admin.StackedInline):
    model = DocumentoTerritorio
    fields = (("tipo", "numero", "fecha"), "materia", "emisor", "enlace", "fuente")
    extra = 0


class DefinicionesEnLinea(admin.StackedInline):
    """Cada definición puede nombrar un acto de este territorio, no de otro."""

    model = DefinicionTerritorio
    fields = (("orden", "clase"), "texto", ("desde", "hasta", "precision"), "documento", "fuente")
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "documento":
            codigo = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = DocumentoTerritorio.objects.filter(territorio=codigo).order_by("fecha", "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Territorio)
class TerritorioAdmin(AdminRegistrado):
    list_display = ("codigo", "nombre", "tipo", "tema", "padre")
    list_filter = ("tipo", "comunas__provincia__region")
    list_select_related = ("padre",)
    search_fields = ("busqueda", "nombre", "nombres_alternativos__busqueda", "comunas__busqueda")
    inlines = (LocalidadesEnLinea, NombresEnLinea, DocumentosEnLinea, DefinicionesEnLinea)
    fieldsets = (
        (None, {"fields": ("codigo", "nombre", "tipo", "tema", "descripcion")}),
        ("Qué abarca", {"fields": ("comunas", "provincias", "regiones_declaradas", "padre")}),
        ("Vigencia y origen", {"fields": (("vigente_desde", "vigente_hasta"), "fuente")}),
    )
