"""Lo de territorios que tiene página de historial."""

from comun.historial import Historiado, anunciar
from territorios.models import DireccionRegional, Territorio

anunciar(Historiado("territorio", Territorio), Historiado("direccion", DireccionRegional))
