from django.contrib import admin

from comun.admin import AdminRegistrado
from informes.models import Actividad, Gasto, Indicador, ItemPresupuestario, LogroAnual, Producto


@admin.register(Producto)
class ProductoAdmin(AdminRegistrado):
    list_display = ("numero", "nombre", "proyecto")
    list_select_related = ("proyecto",)
    search_fields = ("nombre", "proyecto__codigo", "proyecto__titulo")


class LogrosEnLinea(admin.StackedInline):
    model = LogroAnual
    extra = 0
    classes = ("collapse",)


@admin.register(Indicador)
class IndicadorAdmin(AdminRegistrado):
    list_display = ("codigo", "enunciado", "producto", "resultado_pais", "acumulacion", "metrica")
    list_filter = ("acumulacion", "metrica")
    list_select_related = ("producto", "resultado_pais")
    search_fields = ("codigo", "enunciado", "producto__proyecto__codigo", "resultado_pais__proyecto__codigo")
    inlines = (LogrosEnLinea,)


@admin.register(Actividad)
class ActividadAdmin(AdminRegistrado):
    list_display = ("numero", "nombre", "producto")
    list_select_related = ("producto",)
    search_fields = ("nombre", "producto__nombre", "producto__proyecto__codigo")


@admin.register(ItemPresupuestario)
class ItemPresupuestarioAdmin(AdminRegistrado):
    list_display = ("codigo", "nombre")
    search_fields = ("codigo", "nombre")


@admin.register(Gasto)
class GastoAdmin(AdminRegistrado):
    list_display = ("codigo", "producto", "item", "donante", "anio", "monto")
    list_filter = ("anio", "item")
    list_select_related = ("producto", "item", "donante")
    search_fields = ("codigo", "nota", "producto__proyecto__codigo", "item__nombre")
