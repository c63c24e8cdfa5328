"""Las filas detrás de una cifra, para quien las mira: lo que no puede abrir se muestra sin enlace, nunca se omite."""

from django.urls import reverse

from mesas.models import Compromiso, Mesa, Sesion

# Prefijo del código → modelo y nombre de la página que lo abre.
ABREN = {
    "M": (Mesa, "mesa_detalle"),
    "S": (Sesion, "sesion_detalle"),
    "C": (Compromiso, "compromiso_detalle"),
}


def filas_para(cifra, usuario):
    """Pares (fila, dirección): la de la propia fila, o la de su objeto si el usuario puede abrirlo; «» si no."""
    direcciones = _direcciones_abribles(cifra.filas, usuario)
    return [(fila, fila.url or direcciones.get(fila.codigo, "")) for fila in cifra.filas]


def _direcciones_abribles(filas, usuario):
    codigos = {}
    for fila in filas:
        codigos.setdefault(fila.codigo.partition("-")[0], set()).add(fila.codigo)
    direcciones = {}
    for prefijo, (modelo, pagina) in ABREN.items():
        pedidos = codigos.get(prefijo)
        if pedidos:
            visibles = modelo.objects.visibles_para(usuario).filter(codigo__in=pedidos)
            direcciones |= {uno: reverse(pagina, args=[uno]) for uno in visibles.values_list("codigo", flat=True)}
    return direcciones
