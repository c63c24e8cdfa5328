"""Las direcciones del producto y, aparte, las páginas base: éstas nunca forman parte de él."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler429, handler500
from tests.bench.pagina_base import pagina_base

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [
    path("pagina-base/<nombre_url>/", pagina_base, name="pagina_base"),
    path("", include("config.urls")),
]
