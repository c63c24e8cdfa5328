"""Fábricas de proyectos y de lo que cuelga de ellos; se llaman dentro de la prueba."""

from datetime import date
from decimal import Decimal

import factory

from informes import models
from tests.fabricas.mesas import MesaFactory


class ProyectoFactory(factory.django.DjangoModelFactory):
    """ProyectoFactory(direcciones=[valparaiso], observadores=[observadora]); sin direcciones es nacional."""

    class Meta:
        model = models.Proyecto
        skip_postgeneration_save = True

    atlas_project_id = factory.Sequence(lambda n: f"9{n:05d}")
    codigo = factory.LazyAttribute(lambda uno: f"P-{uno.atlas_project_id}")
    atlas_output_id = factory.LazyAttribute(lambda uno: uno.atlas_project_id)
    titulo = factory.Sequence(lambda n: f"Proyecto de ejemplo {n}")
    inicio = date(2019, 11, 1)
    fin = date(2022, 5, 31)

    @factory.post_generation
    def direcciones(self, creado, valor, **_):
        self.direcciones.set(valor or [])

    @factory.post_generation
    def observadores(self, creado, valor, **_):
        self.observadores.set(valor or [])


class TasaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Tasa

    proyecto = factory.SubFactory(ProyectoFactory)
    desde = date(2019, 11, 1)
    dpc = Decimal(4)
    gms = Decimal(3)


class PresupuestoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Presupuesto

    proyecto = factory.SubFactory(ProyectoFactory)
    monto = Decimal("60000.00")


class GastoDelAnioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.GastoDelAnio

    proyecto = factory.SubFactory(ProyectoFactory)
    anio = 2020
    monto = Decimal("1000.00")


class DonanteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Donante

    proyecto = factory.SubFactory(ProyectoFactory)
    nombre = factory.Sequence(lambda n: f"Donante de ejemplo {n}")


class AporteAnualFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AporteAnual

    donante = factory.SubFactory(DonanteFactory)
    anio = 2020
    monto = Decimal("1000.00")


class ResultadoPaisFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ResultadoPais

    proyecto = factory.SubFactory(ProyectoFactory)
    nivel = models.ResultadoPais.Nivel.EFECTO
    codigo = factory.Sequence(lambda n: f"{n + 1}.")
    enunciado = "Las instituciones amplían sus oportunidades"


class ProductoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Producto

    proyecto = factory.SubFactory(ProyectoFactory)
    numero = factory.Sequence(lambda n: n + 1)
    nombre = factory.Sequence(lambda n: f"Producto de ejemplo {n}")


class IndicadorFactory(factory.django.DjangoModelFactory):
    """De un producto nuevo, salvo que se le dé `producto` o `resultado_pais` (con producto=None)."""

    class Meta:
        model = models.Indicador

    producto = factory.SubFactory(ProductoFactory)
    codigo = factory.Sequence(lambda n: f"1.{n + 1}")
    enunciado = factory.Sequence(lambda n: f"Indicador de ejemplo {n}")


class LogroAnualFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.LogroAnual

    indicador = factory.SubFactory(IndicadorFactory)
    anio = 2020


class ItemPresupuestarioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ItemPresupuestario

    codigo = factory.Sequence(lambda n: str(71400 + n))
    nombre = factory.Sequence(lambda n: f"Ítem de ejemplo {n}")


class ActividadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Actividad
        skip_postgeneration_save = True

    producto = factory.SubFactory(ProductoFactory)
    numero = factory.Sequence(lambda n: n + 1)
    nombre = factory.Sequence(lambda n: f"Actividad de ejemplo {n}")

    @factory.post_generation
    def indicadores(self, creado, valor, **_):
        self.indicadores.set(valor or [])


class GastoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Gasto
        skip_postgeneration_save = True

    codigo = factory.Sequence(lambda n: f"G-9{n + 1:05d}")
    producto = factory.SubFactory(ProductoFactory)
    item = factory.SubFactory(ItemPresupuestarioFactory)
    anio = 2020
    monto = Decimal("100.00")

    @factory.post_generation
    def actividades(self, creado, valor, **_):
        self.actividades.set(valor or [])


class InformeAnualFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.InformeAnual

    proyecto = factory.SubFactory(ProyectoFactory)
    anio = 2020
    codigo = factory.LazyAttribute(lambda uno: f"IA-{uno.proyecto.atlas_project_id}-{uno.anio}")


class LeccionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Leccion

    informe = factory.SubFactory(InformeAnualFactory)
    orden = factory.Sequence(lambda n: n + 1)
    logro = "Lo que aprendimos"


def indicador_medido(*, direcciones=(), anio=2020, **campos):
    """Un indicador atado a las sesiones de una mesa nueva de las direcciones dadas, con el informe del año."""
    mesa = MesaFactory(direcciones=direcciones)
    proyecto = ProyectoFactory(direcciones=direcciones)
    producto = ProductoFactory(proyecto=proyecto, numero=1)
    campos = {"metrica": models.Indicador.Metrica.SESIONES, "mesa": mesa, "codigo": "1.1", **campos}
    return IndicadorFactory(producto=producto, **campos), InformeAnualFactory(proyecto=proyecto, anio=anio)
