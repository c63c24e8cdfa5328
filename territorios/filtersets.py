import django_filters

from territorios.en_vigor import con_direccion
from territorios.models import Region, Territorio, TipoTerritorio


class ConDireccionEnVigor(django_filters.FilterSet):
    """Base de los listados con filtro `direccion`: mientras nadie pida otra, muestran la que está en vigor."""

    def __init__(self, data=None, queryset=None, *, request, **opciones):
        super().__init__(con_direccion(data, request), queryset, request=request, **opciones)


class TerritorioFilterSet(django_filters.FilterSet):
    """Filtros del listado de territorios; viven en la dirección: ?texto=andina&region=09&tipo=cuenca."""

    texto = django_filters.CharFilter(
        label="Buscar", method="con_texto", max_length=100, help_text="Nombre, tema, código o comuna."
    )
    region = django_filters.ModelChoiceFilter(
        label="Región",
        queryset=Region.objects.de_norte_a_sur(),
        to_field_name="codigo",
        method="en_region",
        empty_label="Todas",
    )
    tipo = django_filters.ChoiceFilter(label="Tipo", choices=TipoTerritorio.choices, empty_label="Todos")

    class Meta:
        model = Territorio
        fields = ("texto", "region", "tipo")

    def con_texto(self, queryset, name, value):
        return queryset.con_texto(value)

    def en_region(self, queryset, name, value):
        return queryset.en_regiones([value])
