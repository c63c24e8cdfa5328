"""Fábricas de territorios; se llaman dentro de la prueba."""

import factory

from territorios.models import Comuna, DireccionRegional, Provincia, Region, Territorio, TipoTerritorio


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("codigo",)

    codigo = "05"
    nombre = factory.LazyAttribute(lambda region: f"Región {region.codigo}")
    nombre_corto = factory.SelfAttribute("nombre")
    nombre_completo = factory.LazyAttribute(lambda region: f"Región de prueba {region.codigo}")
    abreviatura = factory.LazyAttribute(lambda region: f"R{region.codigo}")
    orden = factory.LazyAttribute(lambda region: int(region.codigo))


class DireccionRegionalFactory(factory.django.DjangoModelFactory):
    """La dirección de la región `region` (dos dígitos); si ya existe, la devuelve."""

    class Meta:
        model = DireccionRegional
        django_get_or_create = ("codigo",)
        skip_postgeneration_save = True

    class Params:
        region = "05"

    codigo = factory.LazyAttribute(lambda direccion: f"D-{direccion.region}")
    slug = factory.LazyAttribute(lambda direccion: f"region-{direccion.region}")
    nombre = factory.LazyAttribute(lambda direccion: f"Dirección {direccion.region}")
    orden = factory.LazyAttribute(lambda direccion: int(direccion.region))

    @factory.post_generation
    def regiones(self, create, extracted, **kwargs):
        if create:
            self.regiones.set(extracted or [RegionFactory(codigo=self.region_del_codigo())])


class ProvinciaFactory(factory.django.DjangoModelFactory):
    """La provincia del código; su región son los dos primeros dígitos."""

    class Meta:
        model = Provincia
        django_get_or_create = ("codigo",)

    codigo = "051"
    nombre = factory.LazyAttribute(lambda provincia: f"Provincia {provincia.codigo}")
    region = factory.LazyAttribute(lambda provincia: RegionFactory(codigo=provincia.codigo[:2]))


class ComunaFactory(factory.django.DjangoModelFactory):
    """La comuna del código; su provincia son los tres primeros dígitos."""

    class Meta:
        model = Comuna
        django_get_or_create = ("codigo",)

    codigo = "05101"
    nombre = factory.LazyAttribute(lambda comuna: f"Comuna {comuna.codigo}")
    provincia = factory.LazyAttribute(lambda comuna: ProvinciaFactory(codigo=comuna.codigo[:3]))


class TerritorioFactory(factory.django.DjangoModelFactory):
    """Un territorio comunal de la comuna 05101, o de las que se den: TerritorioFactory(comunas=[…])."""

    class Meta:
        model = Territorio
        skip_postgeneration_save = True

    codigo = factory.Sequence(lambda n: f"T-9{n + 1:05d}")
    nombre = factory.Sequence(lambda n: f"Territorio {n}")
    tipo = TipoTerritorio.COMUNAL

    @factory.post_generation
    def comunas(self, create, extracted, **kwargs):
        if create:
            self.comunas.set([ComunaFactory()] if extracted is None else extracted)

    @factory.post_generation
    def provincias(self, create, extracted, **kwargs):
        if create and extracted:
            self.provincias.set(extracted)
