"""Lo que conviene tener antes de aprobar el acta de una sesión, y dónde se completa."""

from mesas.camino import Condicion
from mesas.models import Sesion


def condiciones_del_acta(acta, *, al, donde):
    """Las condiciones, cumplidas o no. `donde`: la página en que se registra la sesión.

    Una rectificación parte de un acta ya aprobada: no tiene ninguna.
    """
    if acta.numero_version > 1:
        return []
    sesion = acta.sesion
    condiciones = [
        Condicion(sesion.estado == Sesion.Estado.REALIZADA, "La sesión consta como realizada", donde),
        Condicion(_hay_asistencia(sesion), "Está anotado quiénes o cuántos fueron", f"{donde}#asistencia"),
        Condicion(_todo_tratado(sesion), "Cada punto quedó tratado", f"{donde}#puntos"),
    ]
    if sesion.es_nominal and sesion.asistencias.exists():
        confirmada = sesion.asistencia_confirmada_at is not None
        condiciones.insert(2, Condicion(confirmada, "La lista de asistencia está confirmada", f"{donde}#asistencia"))
    if acta.observable_hasta:
        condiciones.append(Condicion(acta.observable_hasta < al, "Terminó el plazo para observarla", ""))
    return condiciones


def _hay_asistencia(sesion):
    return sesion.asistencias.exists() if sesion.es_nominal else sesion.asistencia_declarada is not None


def _todo_tratado(sesion):
    return sesion.puntos.exists() and not sesion.puntos.abiertos().exists()
