from django.contrib import admin

from comun.admin import AdminDeLectura, AdminRegistrado
from mesas.models import (
    Avance,
    Compromiso,
    Evidencia,
    MontoDelCompromiso,
    ParteDelCompromiso,
    Reprogramacion,
    Transferencia,
)


class EnLineaDeLectura(admin.TabularInline):
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class AvancesEnLinea(EnLineaDeLectura):
    model = Avance
    fields = ("fecha", "resultado", "nota", "autor", "en_nombre_de", "verificado_el", "verificado_por", "devuelto_el")


class ReprogramacionesEnLinea(EnLineaDeLectura):
    model = Reprogramacion
    fields = ("el", "vence_antes", "vence_despues", "causa", "motivo", "por")


class TransferenciasEnLinea(EnLineaDeLectura):
    model = Transferencia
    fields = ("el", "de", "a", "motivo", "por")


class MontosEnLinea(EnLineaDeLectura):
    model = MontoDelCompromiso
    fields = ("tipo", "monto_legible", "fecha", "fuente", "anotado_por")
    readonly_fields = ("monto_legible",)


class PartesEnLinea(admin.TabularInline):
    """Las partes se acuerdan con el compromiso: después de suscrito, sólo se leen."""

    model = ParteDelCompromiso
    extra = 0
    autocomplete_fields = ("actor",)

    def has_add_permission(self, request, obj=None):
        return obj is not None and obj.estado == Compromiso.Estado.PROPUESTO

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return True


@admin.register(Compromiso)
class CompromisoAdmin(AdminRegistrado):
    """Mientras es propuesto se corrige; suscrito, sus términos sólo se leen y lo mueven sus verbos."""

    list_display = ("codigo", "accion", "mesa", "responsable", "vence", "estado")
    list_filter = ("estado", "origen", "presupuestado", "prioridad", "plurianual", "mesa__direcciones")
    list_select_related = ("mesa", "responsable")
    date_hierarchy = "vence"
    search_fields = ("codigo", "busqueda", "mesa__nombre", "responsable__nombre", "responsable__sigla")
    escritos_por_verbos = (
        "vence_original",
        "veces_reprogramado",
        "suscrito_el",
        "cierre",
        "cerrado_el",
        "causa_cierre",
        "motivo_cierre",
        "porcentaje_cumplido",
        "cumplimiento",
    )
    terminos = ("origen", "accion", "responsable", "persona", "vence", "sin_plazo", "motivo_sin_plazo")
    de_nacimiento = ("mesa", "instancia", "direccion", "punto", "acuerdo", "documento", "actividad_plan", "encuentro")
    dinero = ("monto", "moneda", "unidad_monto")
    inlines = (PartesEnLinea, AvancesEnLinea, ReprogramacionesEnLinea, TransferenciasEnLinea, MontosEnLinea)
    fieldsets = (
        (None, {"fields": ("codigo", "estado", "accion", "responsable", "persona", "prioridad")}),
        ("Plazo", {"fields": ("vence", "sin_plazo", "motivo_sin_plazo", "plurianual")}),
        ("Origen", {"fields": ("origen", *de_nacimiento, "fuente")}),
        ("Dinero", {"fields": (*dinero, "programa", "presupuestado", "respaldo")}),
        ("Lo que han dejado sus pasos", {"fields": escritos_por_verbos}),
        ("Registro", {"fields": ("version",)}),
    )

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_readonly_fields(self, request, obj=None):
        fijos = super().get_readonly_fields(request, obj)
        if obj is None:
            return fijos
        firmados = () if obj.estado == Compromiso.Estado.PROPUESTO else (*self.terminos, *self.dinero, "fuente")
        return (*fijos, *self.de_nacimiento, *firmados)

    def has_delete_permission(self, request, obj=None):
        permitido = super().has_delete_permission(request, obj)
        return permitido and (obj is None or obj.estado == Compromiso.Estado.PROPUESTO)

    def crear(self, obj, form, *, por):
        obj.vence_original = obj.vence
        super().crear(obj, form, por=por)


class EvidenciasEnLinea(EnLineaDeLectura):
    model = Evidencia
    fields = ("tipo", "descripcion", "enlace", "archivo", "acta", "punto", "agregada_at")
    readonly_fields = ("agregada_at",)


@admin.register(Avance)
class AvanceAdmin(AdminDeLectura):
    list_display = ("compromiso", "fecha", "resultado", "autor", "exige_verificacion", "verificado_el", "devuelto_el")
    list_filter = ("resultado", "exige_verificacion", "fecha")
    list_select_related = ("compromiso", "autor")
    search_fields = ("compromiso__codigo", "compromiso__accion", "nota")
    ordering = ("-fecha", "-pk")
    inlines = (EvidenciasEnLinea,)
