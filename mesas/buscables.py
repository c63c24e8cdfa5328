"""Lo de mesas que se halla con el buscador."""

from comun.buscador import Buscable, registrar
from mesas.models import Compromiso, Mesa, Sesion
from mesas.views.tablas_proceso import accion_corta


def _nota_de_mesa(mesa):
    direcciones = ", ".join(d.nombre for d in mesa.direcciones_leidas) or "nacional"
    return f"{mesa.get_tipo_display()} · {direcciones} · {mesa.get_fase_display()}"


def _nota_de_compromiso(compromiso):
    return " · ".join(map(str, filter(None, (compromiso.responsable, compromiso.mesa))))


registrar(
    Buscable(
        "Mesas",
        "people",
        puesto=10,
        prefijo=Mesa.PREFIJO,
        visibles=Mesa.objects.visibles_para,
        buscar=lambda filas, texto: filas.buscar(texto).para_lista().order_by("nombre", "codigo"),
        nota=_nota_de_mesa,
        listado=("mesas_lista", "q"),
    ),
    Buscable(
        "Sesiones",
        "calendar-event",
        puesto=20,
        prefijo=Sesion.PREFIJO,
        visibles=lambda usuario: Sesion.objects.visibles_para(usuario).select_related("instancia__mesa"),
        buscar=lambda filas, texto: filas.que_dicen(texto).recientes_primero(),
        nota=lambda sesion: f"{sesion.instancia.mesa} · {sesion.fecha_legible} · {sesion.get_estado_display()}",
        listado=("sesiones_lista", "q"),
    ),
    Buscable(
        "Compromisos",
        "clipboard-check",
        puesto=30,
        prefijo=Compromiso.PREFIJO,
        visibles=lambda usuario: Compromiso.objects.visibles_para(usuario).select_related("mesa", "responsable"),
        buscar=lambda filas, texto: filas.que_dicen(texto).order_by("-codigo"),
        titulo=accion_corta,
        nota=_nota_de_compromiso,
        listado=("compromisos_lista", "q"),
    ),
)
