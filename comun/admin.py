"""La base del admin: lo que allí se guarda pasa por `registrar`, y no puede saltarse una regla."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from comun.edicion import FormularioRegistrado
from comun.models import (
    Bitacora,
    Borrado,
    CifraDeclarada,
    Correlativo,
    Correo,
    EdicionSimultanea,
    Envio,
    LibroSubido,
    Registrado,
)

SIEMPRE_DE_LECTURA = ("codigo", "version", "estado")


class ConAutocompletado:
    """Toda relación cuyo modelo se puede buscar en el admin se elige escribiendo, sin declararlo."""

    def get_autocomplete_fields(self, request):
        relaciones = [*self.opts.fields, *self.opts.many_to_many]
        return [campo.name for campo in relaciones if campo.remote_field and self._se_busca(campo.related_model)]

    def _se_busca(self, modelo):
        registrado = self.admin_site._registry.get(modelo)
        return bool(registrado and registrado.search_fields)

    def get_ordering(self, request):
        con_codigo = any(campo.name == "codigo" for campo in self.opts.fields)
        return self.ordering or (("codigo",) if con_codigo else ("pk",))


class AdminRegistrado(ConAutocompletado, SimpleHistoryAdmin):
    """Base del admin de todo objeto Registrado: autor, motivo, código, versión e historial van solos.

    `escritos_por_verbos` nombra los campos que sólo cambian los verbos del modelo; aquí son de lectura, igual
    que código, versión y estado. Quien nace con algo más (una mesa, con su instancia) redefine `crear`.
    """

    form = FormularioRegistrado
    escritos_por_verbos = ()
    object_history_list_template = "admin/historial.html"

    def get_urls(self):
        """Sin la vista que devuelve un objeto a una versión anterior: saltaría los verbos y la versión."""
        return super(SimpleHistoryAdmin, self).get_urls()

    def get_readonly_fields(self, request, obj=None):
        propios = {campo.name for campo in self.opts.get_fields() if not self._codigo_que_se_escribe(campo)}
        fijos = [nombre for nombre in (*SIEMPRE_DE_LECTURA, *self.escritos_por_verbos) if nombre in propios]
        return tuple(dict.fromkeys([*super().get_readonly_fields(request, obj), *fijos]))

    @staticmethod
    def _codigo_que_se_escribe(campo):
        """El código que da el organismo (de un indicador, de un ítem) lo escribe la persona; los nuestros, no."""
        return campo.name == "codigo" and campo.editable

    def get_fieldsets(self, request, obj=None):
        del_cambio = ("motivo", "version_leida")
        grupos = [
            (titulo, {**opciones, "fields": [c for c in opciones["fields"] if c not in del_cambio]})
            for titulo, opciones in super().get_fieldsets(request, obj)
        ]
        return [*grupos, ("Este cambio", {"fields": del_cambio})] if obj else grupos

    def crear(self, obj, form, *, por):
        """Guarda un objeto nuevo, ya validado por el formulario."""
        obj.asignar_codigo()
        obj.registrar(por=por, motivo="Creado en la administración")

    def save_model(self, request, obj, form, change):
        if change:
            obj.registrar(por=request.user, motivo=form.cleaned_data.get("motivo", ""))
        else:
            self.crear(obj, form, por=request.user)

    def save_formset(self, request, form, formset, change):
        motivo = form.cleaned_data.get("motivo", "")
        for parte in formset.save(commit=False):
            if isinstance(parte, Registrado):
                parte.asignar_codigo()
                parte.registrar(por=request.user, motivo=motivo)
            else:
                parte.save()
        for parte in formset.deleted_objects:
            parte.delete()
        formset.save_m2m()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except EdicionSimultanea as conflicto:
            messages.error(request, f"{conflicto} No se guardó tu cambio: revisa el objeto y repítelo.")
            return HttpResponseRedirect(request.get_full_path())

    def history_view_title(self, request, obj):
        return f"Historial de «{obj}»"


class AdminDeLectura(ConAutocompletado, admin.ModelAdmin):
    """Base del admin de lo que sólo escribe el sistema: se busca y se lee."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(CifraDeclarada)
class CifraDeclaradaAdmin(AdminRegistrado):
    list_display = ("codigo", "mide", "detalle", "ambito", "anio", "valor", "unidad", "documento")
    list_filter = ("unidad", "anio", "mide")
    search_fields = ("codigo", "mide", "detalle", "ambito", "documento", "nota")


@admin.register(Bitacora)
class BitacoraAdmin(AdminDeLectura):
    list_display = ("ocurrido_at", "usuario", "acto", "codigo_objeto", "detalle")
    list_filter = ("acto", "ocurrido_at")
    search_fields = ("codigo_objeto", "detalle", "usuario__username")
    ordering = ("-ocurrido_at", "-pk")


@admin.register(Correlativo)
class CorrelativoAdmin(AdminDeLectura):
    list_display = ("serie", "ultimo")
    search_fields = ("serie",)
    ordering = ("serie",)


@admin.register(Envio)
class EnvioAdmin(AdminDeLectura):
    list_display = ("ocurrido_at", "usuario", "modelo")
    list_filter = ("ocurrido_at",)
    search_fields = ("modelo", "usuario__username")
    ordering = ("-ocurrido_at", "-pk")


@admin.register(Borrado)
class BorradoAdmin(AdminDeLectura):
    list_display = ("borrado_at", "nombre", "codigo_objeto", "por", "motivo", "deshecho_at")
    list_filter = ("borrado_at",)
    search_fields = ("codigo_objeto", "nombre", "motivo", "por__username")
    exclude = ("contenido",)
    ordering = ("-borrado_at", "-pk")


@admin.register(Correo)
class CorreoAdmin(AdminDeLectura):
    """El cuerpo no se muestra: puede llevar enlaces que son sólo de quien lo recibe."""

    list_display = ("creado_at", "para", "asunto", "sobre", "estado", "intentos", "ultimo_error")
    list_filter = ("estado", "creado_at")
    search_fields = ("para", "asunto", "sobre")
    exclude = ("texto", "html", "adjuntos")
    ordering = ("-creado_at", "-pk")
    actions = ("reintentar",)

    @admin.action(description="Reintentar los que no se pudieron enviar")
    def reintentar(self, request, queryset):
        hechos = [correo for correo in queryset if correo.reintentar(al=timezone.now())]
        for correo in hechos:
            Bitacora.objects.create(
                usuario=request.user, acto=Bitacora.Acto.ENVIO, codigo_objeto=correo.sobre, detalle="correo reintentado"
            )
        self.message_user(request, f"Vuelven a la fila: {len(hechos)}.")


@admin.register(LibroSubido)
class LibroSubidoAdmin(AdminDeLectura):
    list_display = ("subido_at", "tipo", "nombre", "por", "aplicado_at")
    list_filter = ("tipo", "subido_at")
    search_fields = ("nombre", "por__username")
    exclude = ("vista", "clave", "huella")
    ordering = ("-subido_at", "-pk")
