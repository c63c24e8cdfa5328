"""Filtros de los listados, siempre en la dirección de la página."""

import django_filters

from informes.models import InformeAnual, Proyecto
from territorios.models import DireccionRegional


class ProyectoFilterSet(django_filters.FilterSet):
    texto = django_filters.CharFilter(label="Título o código", method="por_texto")
    direccion = django_filters.ModelChoiceFilter(
        label="Dirección regional",
        field_name="direcciones",
        queryset=DireccionRegional.objects.de_norte_a_sur(),
        to_field_name="codigo",
    )

    class Meta:
        model = Proyecto
        fields = []

    def por_texto(self, filas, nombre, valor):
        return filas.que_dicen(valor)


class InformeAnualFilterSet(django_filters.FilterSet):
    texto = django_filters.CharFilter(label="Proyecto o código", method="por_texto")
    anio = django_filters.NumberFilter(label="Año", field_name="anio")
    estado = django_filters.ChoiceFilter(label="Estado", choices=InformeAnual.Estado)

    class Meta:
        model = InformeAnual
        fields = []

    def por_texto(self, filas, nombre, valor):
        return filas.que_dicen(valor)
