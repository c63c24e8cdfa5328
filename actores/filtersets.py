"""Los filtros del directorio de actores y de las cuentas."""

import django_filters as filtros
from django.db.models import Q

from actores.models import Actor, Rol, Sector, TipoActor, Usuario
from territorios.filtersets import ConDireccionEnVigor
from territorios.models import DireccionRegional, Region


class FiltroDeActores(filtros.FilterSet):
    """Texto, sector, tipo, región y si ya se retiró (de partida, sólo los que están en uso)."""

    q = filtros.CharFilter(label="Nombre, sigla o código", method="por_texto")
    sector = filtros.ChoiceFilter(label="Sector", choices=Sector, empty_label="Todos")
    tipo = filtros.ModelChoiceFilter(
        label="Tipo",
        queryset=TipoActor.objects.order_by("nombre"),
        to_field_name="clave",
        empty_label="Todos",
    )
    region = filtros.ModelChoiceFilter(
        label="Región",
        queryset=Region.objects.de_norte_a_sur(),
        to_field_name="codigo",
        empty_label="Todas",
        method="por_region",
    )
    retirados = filtros.ChoiceFilter(
        label="Mostrar",
        choices=[("retirados", "sólo retirados"), ("todos", "en uso y retirados")],
        empty_label="en uso",
        method="por_retiro",
    )

    class Meta:
        model = Actor
        fields = ["q", "sector", "tipo", "region", "retirados"]

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("retirados") else queryset.en_uso()

    def por_texto(self, actores, nombre, valor):
        return actores.buscar(valor)

    def por_region(self, actores, nombre, valor):
        return actores.de_regiones([valor])

    def por_retiro(self, actores, nombre, valor):
        return actores.filter(retirado=True) if valor == "retirados" else actores


class FiltroDeUsuarios(ConDireccionEnVigor):
    """Texto, rol, dirección regional y lo que su cuenta necesita."""

    SITUACIONES = {
        "inactivas": Usuario.objects.inactivos,
        "sin-segundo-factor": Usuario.objects.sin_segundo_factor,
        "sin-ingresar": Usuario.objects.sin_ingresar,
    }
    q = filtros.CharFilter(label="Nombre, usuario o correo", method="por_texto", max_length=100)
    rol = filtros.ChoiceFilter(label="Rol", choices=Rol, empty_label="Todos")
    direccion = filtros.ModelChoiceFilter(
        label="Dirección regional",
        queryset=DireccionRegional.objects.de_norte_a_sur(),
        field_name="direcciones",
        to_field_name="codigo",
        empty_label="Todas",
    )
    situacion = filtros.ChoiceFilter(
        label="Situación",
        choices=[
            ("inactivas", "desactivadas"),
            ("sin-segundo-factor", "sin segundo factor"),
            ("sin-ingresar", "nunca han entrado"),
        ],
        empty_label="Todas",
        method="por_situacion",
    )

    class Meta:
        model = Usuario
        fields = ["q", "rol", "direccion", "situacion"]

    def por_texto(self, usuarios, nombre, valor):
        campos = ("username", "first_name", "last_name", "email")
        return usuarios.filter(Q(*((f"{campo}__icontains", valor) for campo in campos), _connector=Q.OR))

    def por_situacion(self, usuarios, nombre, valor):
        return usuarios.filter(pk__in=self.SITUACIONES[valor]().values("pk"))
