from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from simple_history.admin import SimpleHistoryAdmin

from actores.models import Rol, Usuario
from comun.admin import ConAutocompletado

# Los derechos siguen al rol y a las direcciones: los grupos de Django no se usan.
admin.site.unregister(Group)


class ExigeDireccion:
    """Un rol regional sin dirección regional no vería nada: se avisa al guardar."""

    def clean(self):
        datos = super().clean() or self.cleaned_data
        regional = datos.get("rol", self.instance.rol) in {Rol.EDITOR_REGIONAL, Rol.LECTOR_REGIONAL}
        if regional and "direcciones" in self.fields and not datos.get("direcciones"):
            self.add_error("direcciones", "Un rol regional necesita al menos una dirección regional.")
        return datos


class FormularioDeUsuario(ExigeDireccion, UserChangeForm):
    pass


class FormularioDeUsuarioNuevo(ExigeDireccion, AdminUserCreationForm):
    pass


@admin.register(Usuario)
class UsuarioAdmin(ConAutocompletado, SimpleHistoryAdmin, UserAdmin):
    """Usuarios: se crean, cambian de rol y se desactivan; nunca se borran, porque el historial los nombra."""

    form = FormularioDeUsuario
    add_form = FormularioDeUsuarioNuevo
    object_history_list_template = "admin/historial.html"
    list_display = ("username", "first_name", "last_name", "email", "rol", "is_active")
    list_filter = ("rol", "is_active", "direcciones")
    search_fields = ("username", "first_name", "last_name", "email", "direcciones__nombre")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Persona", {"fields": ("first_name", "last_name", "email")}),
        ("Qué puede hacer", {"fields": ("rol", "direcciones", "is_active")}),
        ("Fechas", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        ("Persona", {"fields": ("first_name", "last_name", "email")}),
        ("Qué puede hacer", {"fields": ("rol", "direcciones")}),
    )

    def get_urls(self):
        """Sin la vista que devuelve un usuario a una versión anterior."""
        return super(SimpleHistoryAdmin, self).get_urls()

    def get_readonly_fields(self, request, obj=None):
        propios = super().get_readonly_fields(request, obj)
        # Nadie se quita a sí mismo la llave.
        return (*propios, "rol", "is_active") if obj == request.user else propios

    def save_model(self, request, obj, form, change):
        """Cambiar el rol, las direcciones o el acceso cierra las sesiones que esa persona tenga abiertas."""
        if change and {"rol", "direcciones", "is_active"} & set(form.changed_data):
            obj.generacion_de_sesion += 1
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        return False

    def history_view_title(self, request, obj):
        return f"Historial de «{obj}»"
