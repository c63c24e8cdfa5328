from django.contrib import admin

from actores.models import Programa, TipoActor
from comun.admin import AdminRegistrado


class CatalogoAdmin(AdminRegistrado):
    """Un valor del catálogo se retira, no se borra; su clave no cambia, porque la usan las planillas."""

    ordering = ("nombre",)

    def get_readonly_fields(self, request, obj=None):
        propios = super().get_readonly_fields(request, obj)
        return (*propios, "clave") if obj else propios

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(TipoActor)
class TipoActorAdmin(CatalogoAdmin):
    list_display = ("nombre", "sector", "retirado")
    list_filter = ("sector", "retirado")
    search_fields = ("clave", "nombre")


@admin.register(Programa)
class ProgramaAdmin(CatalogoAdmin):
    list_display = ("nombre", "sigla", "retirado")
    list_filter = ("retirado",)
    search_fields = ("clave", "nombre", "sigla")
