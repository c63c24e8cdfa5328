"""Sesiones listas para convocar, y ya convocadas."""

from datetime import date, time

from django.utils import timezone

from mesas import convocatoria
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.mesas import IntegranteFactory
from tests.fabricas.sesiones import PuntoTablaFactory, SesionFactory, instancia_de

EL_DIA = date(2031, 3, 5)


def sesion_por_citar(direcciones=(), *, con_anterior=False, integrantes=2, **campos):
    """Un borrador con día, hora, un punto e integrantes: el primero con correo, el segundo sin él."""
    instancia = instancia_de(direcciones)
    if con_anterior:
        anterior = SesionFactory(instancia=instancia, estado="realizada", desde=date(2026, 3, 4))
        PuntoTablaFactory(sesion=anterior, orden=1, titulo="Quedó pendiente")
    for numero in range(integrantes):
        correo = "" if numero == 1 else f"persona{numero}@ejemplo.cl"
        persona = PersonaFactory(nombre=f"Persona {numero}", correo=correo)
        IntegranteFactory(instancia=instancia, actor=ActorFactory(nombre=f"Servicio {numero}"), persona=persona)
    datos = {"desde": EL_DIA, "hora_inicio": time(10), "hora_fin": time(12), "lugar": "Sede vecinal", **campos}
    sesion = SesionFactory(instancia=instancia, **datos)
    PuntoTablaFactory(sesion=sesion, orden=1, titulo="Lectura del acta", minutos=20)
    return sesion


def sesion_citada(direcciones=(), *, por=None, **campos):
    """La misma, ya convocada."""
    sesion = sesion_por_citar(direcciones, **campos)
    convocatoria.convocar(sesion, por=por, al=timezone.now())
    return sesion
