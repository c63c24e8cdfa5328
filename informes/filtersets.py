"""Filtros de los listados, siempre en la dirección de la página."""

import django_filters

from informes.models import InformeAnual, Proyecto
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
