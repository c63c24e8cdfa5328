import django_filters

from territorios.models import Region, Territorio, TipoTerritorio


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
