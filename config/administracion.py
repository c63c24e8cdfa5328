from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.http import Http404


class Administracion(AdminSite):
    """El admin de Django, sólo para administradores y con el mismo ingreso que el resto.

    Para los demás no existe (404). Nada se borra en lote: cada borrado muestra antes lo que arrastra.
    """

    site_title = "Administración"
    site_header = "Mesas Territoriales · Administración"
    index_title = "Usuarios, catálogos y reparaciones"
    enable_nav_sidebar = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.disable_action("delete_selected")

    def has_permission(self, request):
        return request.user.is_active and request.user.es_administrador

    def admin_view(self, view, cacheable=False):
        protegida = super().admin_view(view, cacheable)

        def vista(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return protegida(request, *args, **kwargs)

        return update_wrapper(vista, protegida)
