"""Fábricas de lo que pasa en una mesa: sesiones, actas y compromisos; se llaman dentro de la prueba."""

from datetime import date

import factory

from mesas.models import Acta, Acuerdo, Asistencia, Compromiso, Evidencia, PuntoTabla, Sesion
from tests.fabricas.actores import ActorFactory, UsuarioFactory
from tests.fabricas.mesas import MesaFactory

UN_DIA = date(2026, 3, 4)
UN_PLAZO = date(2026, 6, 30)


def instancia_de(direcciones=(), mesa=None):
    """La primera instancia de una mesa nueva, o de la que se dé."""
    return (mesa or MesaFactory(direcciones=direcciones)).instancias.order_by("pk").first()


class SesionFactory(factory.django.DjangoModelFactory):
    """Una sesión en borrador: SesionFactory(direcciones=[valparaiso], estado="realizada")."""

    class Meta:
        model = Sesion

    desde = UN_DIA

    @classmethod
    def _create(cls, model_class, *args, direcciones=(), mesa=None, estado="borrador", **campos):
        campos.setdefault("instancia", None)
        campos["instancia"] = campos["instancia"] or instancia_de(direcciones, mesa)
        sesion = model_class.crear(por=None, **campos)
        if estado == "realizada":
            sesion.realizar(por=None)
        elif estado == "convocada":
            sesion.convocar(por=None)
        return sesion


class PuntoTablaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PuntoTabla

    sesion = factory.SubFactory(SesionFactory)
    orden = factory.Sequence(lambda n: n + 1)
    titulo = factory.Sequence(lambda n: f"Punto de ejemplo {n}")


class AsistenciaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Asistencia

    sesion = factory.SubFactory(SesionFactory)
    actor = factory.SubFactory(ActorFactory)


class ActaFactory(factory.django.DjangoModelFactory):
    """Un acta en borrador de una sesión realizada; ActaFactory(aprobada=True) la aprueba con sus acuerdos."""

    class Meta:
        model = Acta

    texto = "Lo que se trató."

    @classmethod
    def _create(cls, model_class, *args, sesion=None, direcciones=(), acuerdos=(), aprobada=False, **campos):
        sesion = sesion or SesionFactory(direcciones=direcciones, estado="realizada")
        acta = model_class.crear(por=None, sesion=sesion, **campos)
        for texto in acuerdos:
            Acuerdo.crear(por=None, acta=acta, texto=texto)
        if aprobada:
            acta.aprobar(por=UsuarioFactory(), el=sesion.hasta, respaldo_tipo=Acta.Respaldo.PRESIDENCIA)
        return acta


class CompromisoFactory(factory.django.DjangoModelFactory):
    """Un compromiso declarado en un documento: CompromisoFactory(direcciones=[valparaiso], suscrito_el=…)."""

    class Meta:
        model = Compromiso

    origen = Compromiso.Origen.DECLARADO
    fuente = "Documento de ejemplo"
    accion = factory.Sequence(lambda n: f"Hacer la obra {n}")
    responsable = factory.SubFactory(ActorFactory)
    vence = UN_PLAZO

    @classmethod
    def _create(cls, model_class, *args, direcciones=(), **campos):
        nace_en_sesion = campos.get("punto") or campos.get("encuentro")
        if not nace_en_sesion and "mesa" not in campos and not campos.get("direccion"):
            campos["mesa"] = MesaFactory(direcciones=direcciones)
        return model_class.crear(por=None, **campos)


def un_enlace():
    """Una evidencia sin guardar."""
    return Evidencia.de_enlace("https://ejemplo.cl/evidencia", "Fotografía de la obra")
