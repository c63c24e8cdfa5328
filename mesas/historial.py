"""Lo de mesas que tiene página de historial; la de una sesión cuenta también sus actas y acuerdos."""

from comun.historial import Historiado, anunciar
from comun.partes import Parte
from mesas.models import Acta, Acuerdo, Compromiso, Instancia, Mesa, Sesion

anunciar(
    Historiado("mesa", Mesa),
    Historiado("instancia", Instancia),
    Historiado("sesion", Sesion, ademas=(Parte(Acta, ("sesion",)), Parte(Acuerdo, ("acta__sesion",)))),
    Historiado("compromiso", Compromiso),
)
