"""Fábricas de mesas y de lo que las estructura; se llaman dentro de la prueba."""

import factory

from mesas.models import ActividadPlan, Diagnostico, DocumentoMesa, Eje, Instancia, Integrante, Mesa, TipoMesa
from tests.fabricas.actores import ActorFactory


class MesaFactory(factory.django.DjangoModelFactory):
    """Una mesa con su primera instancia: MesaFactory(direcciones=[valparaiso]); sin direcciones es nacional."""

    class Meta:
        model = Mesa

    nombre = factory.Sequence(lambda n: f"Mesa de ejemplo {n}")
    tipo = TipoMesa.TERRITORIAL

    @classmethod
    def _create(cls, model_class, *args, direcciones=(), observadores=(), **campos):
        mesa = model_class.crear(por=None, direcciones=direcciones, **campos)
        mesa.observadores.set(observadores)
        return mesa


class InstanciaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Instancia

    codigo = factory.Sequence(lambda n: f"I-9{n + 1:05d}")
    mesa = factory.SubFactory(MesaFactory)
    nombre = factory.Sequence(lambda n: f"Comité de ejemplo {n}")


class IntegranteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Integrante

    instancia = factory.SubFactory(InstanciaFactory)
    actor = factory.SubFactory(ActorFactory)


class DocumentoMesaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DocumentoMesa

    codigo = factory.Sequence(lambda n: f"DM-9{n + 1:05d}")
    mesa = factory.SubFactory(MesaFactory)
    tipo = DocumentoMesa.Tipo.CONVENIO


class DiagnosticoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Diagnostico

    codigo = factory.Sequence(lambda n: f"DG-9{n + 1:05d}")
    mesa = factory.SubFactory(MesaFactory)
    titulo = factory.Sequence(lambda n: f"Diagnóstico de ejemplo {n}")


class EjeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Eje

    mesa = factory.SubFactory(MesaFactory)
    nombre = factory.Sequence(lambda n: f"Eje {n}")


class ActividadPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActividadPlan

    codigo = factory.Sequence(lambda n: f"AP-9{n + 1:05d}")
    mesa = factory.SubFactory(MesaFactory)
    nombre = factory.Sequence(lambda n: f"Actividad de ejemplo {n}")
