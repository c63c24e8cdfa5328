"""Anotar y corregir un territorio: qué es, qué abarca, dónde está, sus localidades y sus otros nombres."""

from django import forms
from django.core.exceptions import ValidationError

from comun.edicion import FilaVersionada, FormularioVersionado, conjunto_de
from comun.eleccion import Eleccion, Elecciones
from territorios.models import Comuna, DireccionRegional, Localidad, NombreAlternativo, Provincia, Region, Territorio
from territorios.models.territorio import TipoTerritorio

FUERA_DE_TU_REGION = "Elige al menos una comuna, una provincia o una región de tu dirección regional."


class FormularioDeTerritorio(FormularioVersionado):
    """Lo que es el territorio y lo que abarca. El acto que lo define se anota después, con su fecha."""

    SECCIONES = (
        ("Qué territorio es", ("nombre", "tipo", "tema", "descripcion")),
        ("Qué abarca", ("comunas", "provincias", "regiones_declaradas", "padre")),
        ("Localidades y otros nombres", ("localidades", "otros_nombres")),
        ("Desde cuándo y de dónde se sabe", ("vigente_desde", "vigente_hasta", "fuente", "motivo")),
    )

    comunas = Elecciones(
        Comuna.objects.con_division(),
        tipo="comuna",
        label="Comunas",
        required=False,
        help_text="Las que abarca o, si es un lugar más chico, aquella en que está. Una por línea.",
    )
    provincias = Elecciones(
        Provincia.objects.all(),
        tipo="provincia",
        label="Provincias enteras",
        required=False,
        help_text="Una por línea: todas sus comunas quedan dentro.",
    )
    padre = Eleccion(
        Territorio.objects.all(),
        tipo="territorio",
        label="Está dentro de",
        required=False,
        help_text="Otro territorio del directorio, si éste es parte de él.",
    )
    localidades = forms.CharField(
        label="Localidades", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Una por línea."
    )
    otros_nombres = forms.CharField(
        label="Otros nombres",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Uno por línea: como lo llaman otros documentos.",
    )

    class Meta:
        model = Territorio
        fields = (
            "nombre", "tipo", "tema", "descripcion", "comunas", "provincias", "regiones_declaradas", "padre",
            "vigente_desde", "vigente_hasta", "fuente",
        )  # fmt: skip
        widgets = {
            "descripcion": forms.Textarea(attrs={"rows": 3}),
            "regiones_declaradas": forms.CheckboxSelectMultiple,
            "vigente_desde": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "vigente_hasta": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, usuario, **kwargs):
        super().__init__(*args, **kwargs)
        self.usuario = usuario
        self.fields["regiones_declaradas"].queryset = Region.objects.de_norte_a_sur()
        self.fields["padre"].queryset = Territorio.objects.visibles_para(usuario).exclude(pk=self.instance.pk)
        if self.instance.pk:  # después se editan en sus tablas
            del self.fields["localidades"], self.fields["otros_nombres"]

    def clean_localidades(self):
        return _lineas(self.cleaned_data["localidades"], Localidad)

    def clean_otros_nombres(self):
        return _lineas(self.cleaned_data["otros_nombres"], NombreAlternativo)

    def clean(self):
        datos = super().clean()
        if self.usuario.es_editor_regional and not self.errors and not self._toca_una_region_propia():
            self.add_error("comunas", FUERA_DE_TU_REGION)
        return datos

    def _toca_una_region_propia(self):
        """Sin esto, quien lo guarda dejaría de poder editarlo."""
        if self.cleaned_data["tipo"] == TipoTerritorio.NACIONAL:
            return False
        regiones = {comuna.provincia.region_id for comuna in self.cleaned_data["comunas"]}
        regiones |= {provincia.region_id for provincia in self.cleaned_data["provincias"]}
        regiones |= {region.pk for region in self.cleaned_data["regiones_declaradas"]}
        return DireccionRegional.objects.filter(usuarios=self.usuario).de_regiones(list(regiones)).exists()

    def crear(self, *, por):
        campos = {nombre: self.cleaned_data[nombre] for nombre in self._meta.fields}
        regiones = campos.pop("regiones_declaradas")
        territorio = Territorio.crear(
            por=por, regiones=regiones, localidades=self.cleaned_data["localidades"], **campos
        )
        for nombre in self.cleaned_data["otros_nombres"]:
            NombreAlternativo.crear(por=por, territorio=territorio, nombre=nombre)
        return territorio


def _lineas(texto, modelo):
    """Un nombre por línea, sin repetir; levanta ValidationError si alguno no cabe."""
    largo = modelo._meta.get_field("nombre").max_length
    nombres = list(dict.fromkeys(filter(None, (" ".join(linea.split()) for linea in texto.splitlines()))))
    for nombre in nombres:
        if len(nombre) > largo:
            raise ValidationError(f"«{nombre[:40]}…» tiene más de {largo} letras.")
    return nombres


class FilaDeLocalidad(FilaVersionada):
    """Una localidad y, si se sabe, en qué comuna está."""

    comuna = Eleccion(Comuna.objects.all(), tipo="comuna", label="Comuna", required=False)

    class Meta:
        model = Localidad
        fields = ("nombre", "comuna", "fuente")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["comuna"] = self.instance.comuna


class FilaDeNombre(FilaVersionada):
    """Otro nombre del territorio y de qué clase es."""

    class Meta:
        model = NombreAlternativo
        fields = ("nombre", "clase", "fuente")

    def crear(self, *, por):
        self.instance.full_clean()
        return super().crear(por=por)


Localidades = conjunto_de(Territorio, Localidad, form=FilaDeLocalidad)
OtrosNombres = conjunto_de(Territorio, NombreAlternativo, form=FilaDeNombre)


def tablas_de(territorio, *, data=None):
    """Pares (tabla, título) de lo que se edita en su lugar dentro del territorio."""
    localidades = territorio.localidades.select_related("comuna").order_by("nombre")
    nombres = territorio.nombres_alternativos.order_by("nombre")
    return [
        (Localidades(data, instance=territorio, queryset=localidades, prefix="localidades"), "Localidades"),
        (OtrosNombres(data, instance=territorio, queryset=nombres, prefix="nombres"), "Otros nombres"),
    ]
