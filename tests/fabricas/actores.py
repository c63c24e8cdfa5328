"""Fábricas de usuarios, actores y personas; se llaman dentro de la prueba."""

from functools import cache

import factory
from django.contrib.auth.hashers import make_password

from actores.models import Actor, Persona, Programa, Representacion, Rol, Sector, TipoActor, Usuario, Vinculo

CLAVE = "clave-de-prueba"


@cache
def clave_resumida():
    """El resumen se calcula una vez por corrida: las pruebas entran con force_login."""
    return make_password(CLAVE)


class UsuarioFactory(factory.django.DjangoModelFactory):
    """Un usuario con la clave CLAVE; por defecto, edita, pero en ninguna dirección."""

    class Meta:
        model = Usuario
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"usuario{n}")
    first_name = "Usuaria"
    last_name = factory.Sequence(lambda n: f"De Prueba {n}")
    email = factory.LazyAttribute(lambda usuario: f"{usuario.username}@ejemplo.cl")
    password = factory.LazyFunction(clave_resumida)
    rol = Rol.EDITOR_REGIONAL

    @factory.post_generation
    def direcciones(self, create, extracted, **kwargs):
        if create and extracted:
            self.direcciones.set(extracted)


class TipoActorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TipoActor
        django_get_or_create = ("clave",)

    clave = "publico-regional"
    nombre = factory.LazyAttribute(lambda tipo: tipo.clave.replace("-", " ").capitalize())
    sector = Sector.PUBLICO


class ProgramaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programa
        django_get_or_create = ("clave",)

    clave = "accion-local"
    nombre = factory.LazyAttribute(lambda programa: programa.clave.replace("-", " ").capitalize())


class ActorFactory(factory.django.DjangoModelFactory):
    """Un servicio público regional sin región; ActorFactory(regiones=[…]) para que alguien lo pueda editar."""

    class Meta:
        model = Actor
        skip_postgeneration_save = True

    codigo = factory.Sequence(lambda n: f"A-9{n + 1:05d}")
    nombre = factory.Sequence(lambda n: f"Servicio de ejemplo {n}")
    tipo = factory.SubFactory(TipoActorFactory)
    sector = factory.LazyAttribute(lambda actor: actor.tipo.sector)
    ambito = Actor.Ambito.REGIONAL

    @factory.post_generation
    def regiones(self, create, extracted, **kwargs):
        if create and extracted:
            self.regiones.set(extracted)


class PersonaFactory(factory.django.DjangoModelFactory):
    """Una persona inventada; PersonaFactory(actor=…) la deja como su representante."""

    class Meta:
        model = Persona
        skip_postgeneration_save = True

    codigo = factory.Sequence(lambda n: f"PE-9{n + 1:05d}")
    nombre = factory.Sequence(lambda n: f"Persona Ficticia {n}")

    @factory.post_generation
    def actor(self, create, extracted, **kwargs):
        if create and extracted:
            RepresentacionFactory(persona=self, actor=extracted)


class RepresentacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Representacion

    persona = factory.SubFactory(PersonaFactory)
    actor = factory.SubFactory(ActorFactory)
    cargo = "encargada"


class VinculoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vinculo

    origen = factory.SubFactory(ActorFactory)
    destino = factory.SubFactory(ActorFactory)
    tipo = Vinculo.Tipo.COLABORA_CON
