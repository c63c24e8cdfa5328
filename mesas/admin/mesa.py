from django.contrib import admin

from comun.admin import AdminRegistrado
from mesas.models import AliasMesa, Instancia, Mesa


class AliasEnLinea(admin.TabularInline):
    model = AliasMesa
    extra = 0
    fields = ("nombre",)


class InstanciasEnLinea(admin.TabularInline):
    model = Instancia
    extra = 0
    fields = ("codigo", "nombre", "tipo", "periodicidad", "periodicidad_literal", "retirada")
    readonly_fields = ("codigo",)
    show_change_link = True

    def has_delete_permission(self, request, obj=None):
        return False  # toda mesa tiene al menos una instancia; la que no sesiona se marca


@admin.register(Mesa)
class MesaAdmin(AdminRegistrado):
    list_display = ("codigo", "nombre", "tipo", "fase", "publicada", "en_uso_desde")
    list_filter = ("fase", "tipo", "direcciones", "programas", "publicada")
    search_fields = ("codigo", "nombre", "tema", "alias__nombre", "busqueda", "alias__busqueda")
    escritos_por_verbos = ("fase", "fase_desde")
    inlines = (AliasEnLinea, InstanciasEnLinea)
    fieldsets = (
        (None, {"fields": ("codigo", "nombre", "tipo", "fase", "fase_desde")}),
        ("De quién es", {"fields": ("direcciones", "encargado", "observadores")}),
        ("De qué trata", {"fields": ("territorios", "programas", "tema", "objetivo")}),
        ("Fechas", {"fields": ("inicio", "fin", "en_uso_desde")}),
        ("Registro", {"fields": ("publicada", "fuente", "version")}),
    )

    def get_readonly_fields(self, request, obj=None):
        """Una mesa en marcha puede entrar en cualquier fase; después la fase sólo cambia por su verbo."""
        fijos = super().get_readonly_fields(request, obj)
        return fijos if obj else tuple(campo for campo in fijos if campo not in {"fase", "fase_desde"})

    def get_inlines(self, request, obj):
        # La primera instancia nace con la mesa: al crearla no se pide.
        return self.inlines if obj else (AliasEnLinea,)

    def crear(self, obj, form, *, por):
        obj.preparar(list(form.cleaned_data["direcciones"].de_norte_a_sur()))
        obj.registrar(por=por, motivo="Creada en la administración")
        Instancia.primera_de(obj, por=por)
