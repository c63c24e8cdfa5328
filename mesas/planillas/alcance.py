"""Qué mesas trae y lleva cada quien, y cuáles puede cambiar."""

from comun.planillas import Accion, FilaInvalida, visibles
from mesas.models import Mesa
from territorios.models import DireccionRegional

TOCAN = frozenset({Accion.NUEVA, Accion.CAMBIADA, Accion.ELIMINADA})
DE_OTRA = "la edita su dirección regional"
MESA_CERRADA = "la mesa está cerrada: ya no se cambia"

mesas_de = visibles(Mesa)


def exigir_mesas_propias(usuario, resultado):
    """Lo que se escribe es de mesas que la persona edita o, sin mesa, de direcciones a su alcance."""
    if usuario is None:
        return
    editables = set(_editables(usuario).values_list("pk", flat=True))
    direcciones = set()
    if usuario.es_editor_regional:
        direcciones = set(DireccionRegional.objects.al_alcance_de(usuario).values_list("pk", flat=True))
    for fila in resultado.todas():
        if fila.accion not in TOCAN:
            continue
        mesa, direccion = mesa_de(fila), fila.valores.get("direccion")
        if mesa is not None and mesa.pk not in editables:
            fila.rechazar(DE_OTRA)
        elif direccion is not None and direccion.pk not in direcciones:
            fila.rechazar("es de una dirección regional que no es tuya", "Dirección regional")


def _editables(usuario):
    """Las que `puede_editar_mesa` deja editar."""
    if usuario.es_nacional:
        return Mesa.objects.filter(direcciones__isnull=True)
    return Mesa.objects.visibles_para(usuario) if usuario.es_editor_regional else Mesa.objects.none()


def mesa_de(fila):
    """La mesa guardada de que trata la fila; None si es nueva o no tiene."""
    if fila.hoja.modelo is Mesa:
        return fila.objeto
    valores = fila.valores
    mesa = valores.get("mesa") or valores.get("instancia.mesa") or getattr(valores.get("compromiso"), "mesa", None)
    return getattr(mesa, "objeto", mesa)


def exigir_mesa_abierta(fila):
    """Levanta FilaInvalida si la mesa ya cerró."""
    mesa = mesa_de(fila)
    if mesa is not None and mesa.esta_cerrada:
        raise FilaInvalida(MESA_CERRADA)
