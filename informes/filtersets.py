"""Filtros de los listados, siempre en la dirección de la página."""

import django_filters
from django.db.models import Min
from django.utils.timezone import localdate

from informes.models import InformeAnual, Proyecto
from mesas import filtersets as de_mesas
from mesas.models import Compromiso, Mesa, Sesion
from territorios.en_vigor import en_vigor
from territorios.filtersets import ConDireccionEnVigor
from territorios.models import DireccionRegional


def direcciones_de_quien_mira(peticion):
    return DireccionRegional.objects.al_alcance_de(peticion.user).de_norte_a_sur()


class PorDireccion(ConDireccionEnVigor):
    """Base: la dirección regional, de las que alcanza quien mira; quien sólo observa no recorre direcciones."""

    direccion = django_filters.ModelChoiceFilter(
        label="Dirección regional",
        queryset=direcciones_de_quien_mira,
        to_field_name="codigo",
        empty_label="Todas",
        method="por_direccion",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.es_observador:
            del self.filters["direccion"]

    def por_direccion(self, filas, nombre, valor):
        return filas.de_direcciones([valor])


class ProyectoFilterSet(PorDireccion):
    texto = django_filters.CharFilter(label="Título o código", method="por_texto")

    class Meta:
        model = Proyecto
        fields = []

    def por_texto(self, filas, nombre, valor):
        return filas.que_dicen(valor)


class InformeAnualFilterSet(PorDireccion):
    texto = django_filters.CharFilter(label="Proyecto o código", method="por_texto")
    anio = django_filters.NumberFilter(label="Año", field_name="anio")
    estado = django_filters.ChoiceFilter(label="Estado", choices=InformeAnual.Estado)

    class Meta:
        model = InformeAnual
        fields = []

    def por_texto(self, filas, nombre, valor):
        return filas.que_dicen(valor)


class FiltroDelTablero(de_mesas.PorDireccion):
    """Año, dirección regional y macrozona; valen para mesas, sesiones y compromisos como en sus listados."""

    DE_LAS_FILAS = ("direccion", "macrozona")

    anio = django_filters.ChoiceFilter(label="Año", empty_label="Este año")

    class Meta:
        model = Mesa
        fields = ["anio", "macrozona", "direccion"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["anio"].extra["choices"] = [(anio, str(anio)) for anio in _anios(self.request.user)]

    @property
    def pedido(self):
        """Lo que se pide y se entiende, ya convertido."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def consulta(self):
        """Lo que acota las filas, para escribirlo en la dirección de los listados.

        A quien puso una dirección en vigor y aquí las pidió todas, los listados también se las muestran todas.
        """
        pedidas = {nombre: self.data[nombre] for nombre in self.DE_LAS_FILAS if self.pedido.get(nombre)}
        return pedidas or ({"direccion": ""} if en_vigor(self.request) else {})

    def acotar(self, filas):
        """Las filas de lo que se pide, acotadas por las mismas funciones que sus listados."""
        for nombre in self.DE_LAS_FILAS:
            if nombre in self.filters:
                filas = self.filters[nombre].filter(filas, self.pedido.get(nombre))
        return filas


def _anios(usuario):
    """Desde el primer año con una sesión o un plazo que la persona ve hasta este; del más nuevo al más antiguo."""
    primeras = (
        Sesion.objects.visibles_para(usuario).aggregate(primera=Min("desde")),
        Compromiso.objects.visibles_para(usuario).aggregate(primera=Min("vence")),
    )
    este = localdate().year
    primero = min([este, *(uno["primera"].year for uno in primeras if uno["primera"])])
    return range(este, primero - 1, -1)
