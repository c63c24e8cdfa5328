from django.contrib import admin
from django.utils import timezone

from comun.admin import AdminDeLectura, AdminRegistrado
from mesas.models import Asistencia, Convocado, EnlaceFirmado, PuntoTabla, RecuentoDeAsistencia, Sesion


class SinBorrarLoHecho:
    """Lo que ya pasó no se borra desde aquí: sólo un borrador sin nada que dependa de él."""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.estado == "borrador")


class PuntosEnLinea(admin.TabularInline):
    model = PuntoTabla
    fk_name = "sesion"
    extra = 0
    fields = ("orden", "titulo", "minutos", "responsable", "recurrente", "estado")
    autocomplete_fields = ("responsable",)
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("responsable").en_orden()

    def has_delete_permission(self, request, obj=None):
        return obj is not None and not obj.actas.aprobadas().exists()

    has_change_permission = has_delete_permission

    def has_add_permission(self, request, obj=None):
        return self.has_delete_permission(request, obj)


class AsistenciasEnLinea(admin.TabularInline):
    """La lista abierta se edita; la confirmada, sólo se lee."""

    model = Asistencia
    extra = 0
    fields = ("actor", "persona", "estado", "institucion", "sector", "cargo", "calidad")
    readonly_fields = ("institucion", "sector", "cargo", "calidad")
    autocomplete_fields = ("actor", "persona")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor", "persona").en_orden()

    def has_change_permission(self, request, obj=None):
        abierta = obj is not None and obj.es_nominal and obj.asistencia_confirmada_at is None
        return abierta and not obj.actas.aprobadas().exists()

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return True


class RecuentosEnLinea(admin.TabularInline):
    """Lo declarado por grupo se escribe en la pantalla de la sesión."""

    model = RecuentoDeAsistencia
    extra = 0
    fields = readonly_fields = ("grupo", "cuantos")
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


class ConvocadosEnLinea(admin.TabularInline):
    """A quién se citó y qué respondió lo escriben la convocatoria y cada quien."""

    model = Convocado
    extra = 0
    fields = readonly_fields = ("actor", "persona", "calidad", "respuesta", "delega_en", "respondida_at")
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor", "persona").en_orden()


@admin.register(EnlaceFirmado)
class EnlaceFirmadoAdmin(AdminDeLectura):
    """Sin su semilla: con ella y la clave del sitio se deduce el enlace."""

    list_display = ("proposito", "sobre", "actor", "persona", "vence_at", "revocado_at")
    list_filter = ("proposito", "vence_at")
    search_fields = ("sobre", "actor__nombre", "persona__nombre")
    exclude = ("semilla", "huella")
    ordering = ("-creado_at", "-pk")
    actions = ("revocar",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor", "persona")

    @admin.action(description="Revocar los enlaces elegidos")
    def revocar(self, request, queryset):
        vigentes = queryset.vigentes(al=timezone.now())
        for enlace in vigentes:
            enlace.revocar(al=timezone.now())
        self.message_user(request, "Los enlaces elegidos ya no sirven.")


@admin.register(Sesion)
class SesionAdmin(SinBorrarLoHecho, AdminRegistrado):
    list_display = ("codigo", "nombre", "instancia", "tipo", "fecha_legible", "estado")
    list_filter = ("estado", "tipo", "modo_asistencia", "habilita_licitacion", "instancia__mesa__direcciones")
    list_select_related = ("instancia__mesa",)
    date_hierarchy = "desde"
    search_fields = ("codigo", "busqueda", "instancia__nombre", "instancia__mesa__nombre")
    escritos_por_verbos = ("motivo_estado", "asistencia_confirmada_at", "asistencia_confirmada_por")
    inlines = (PuntosEnLinea, AsistenciasEnLinea, RecuentosEnLinea, ConvocadosEnLinea)
    fieldsets = (
        (None, {"fields": ("codigo", "instancia", "tipo", "numero", "titulo", "estado", "motivo_estado")}),
        (
            "Cuándo y dónde",
            {
                "fields": (
                    ("desde", "hasta", "precision"),
                    ("hora_inicio", "hora_fin", "duracion_minutos", "zona_horaria"),
                    ("modalidad", "lugar", "comuna"),
                )
            },
        ),
        ("De qué trató", {"fields": ("objetivo", "facilita", "organiza", "producto", "habilita_licitacion")}),
        (
            "Asistencia",
            {
                "fields": (
                    "modo_asistencia",
                    ("asistencia_declarada", "asistencia_es_minimo"),
                    ("asistencia_confirmada_at", "asistencia_confirmada_por"),
                )
            },
        ),
        ("Registro", {"fields": ("fuente", "version")}),
    )

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_readonly_fields(self, request, obj=None):
        fijos = super().get_readonly_fields(request, obj)
        return (*fijos, "instancia") if obj else fijos

    def has_change_permission(self, request, obj=None):
        """Con un acta aprobada, la sesión ya no cambia: se rectifica el acta."""
        permitido = super().has_change_permission(request, obj)
        return permitido and (obj is None or not obj.actas.aprobadas().exists())


@admin.register(PuntoTabla)
class PuntoTablaAdmin(AdminRegistrado):
    list_display = ("sesion", "orden", "titulo", "estado", "recurrente")
    list_filter = ("estado", "recurrente", "fuera_de_tabla")
    list_select_related = ("sesion",)
    search_fields = ("titulo", "sesion__codigo")
    ordering = ("sesion__codigo", "orden")

    def has_change_permission(self, request, obj=None):
        permitido = super().has_change_permission(request, obj)
        return permitido and (obj is None or not obj.sesion.actas.aprobadas().exists())

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.has_change_permission(request, obj)


@admin.register(Asistencia)
class AsistenciaAdmin(AdminRegistrado):
    list_display = ("sesion", "actor", "estado", "confirmada")
    list_filter = ("estado", "confirmada")
    list_select_related = ("sesion", "actor")
    search_fields = ("sesion__codigo", "actor__nombre", "actor__sigla", "institucion")
    escritos_por_verbos = ("confirmada", "institucion", "sector", "genero", "cargo", "calidad")
    ordering = ("sesion__codigo", "pk")

    def has_add_permission(self, request):
        return False  # se agrega en su sesión

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.confirmada)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.confirmada)

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), "sesion")
