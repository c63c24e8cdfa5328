"""Qué abarcaba un territorio desde cierto momento y el acto que lo dijo, elegido o anotado aquí mismo."""

from django import forms

from comun.edicion import FormularioVersionado
from comun.models import Precision
from comun.models.fecha_vaga import extremos
from territorios.models import DefinicionTerritorio, DocumentoTerritorio

FECHA = {"attrs": {"type": "date"}, "format": "%Y-%m-%d"}
DEL_ACTO = ("tipo", "numero", "fecha", "materia", "emisor", "enlace")


class FormularioDeDefinicion(FormularioVersionado):
    """La definición inicial o un cambio posterior. El acto se elige de los anotados o se anota uno nuevo."""

    SECCIONES = (
        ("Qué se definió", ("clase", "texto", "desde", "hasta", "precision")),
        ("Acto que lo define", ("documento",)),
        ("Anotar un acto nuevo", tuple(f"acto_{nombre}" for nombre in DEL_ACTO)),
        ("De dónde se sabe", ("fuente", "motivo")),
    )

    acto_tipo = forms.ChoiceField(
        label="Tipo de acto",
        required=False,
        choices=[("", "ninguno"), *DocumentoTerritorio.Tipo.choices],
        help_text="Sólo si el acto no está en la lista de arriba.",
    )
    acto_numero = forms.CharField(label="Número", required=False, max_length=40)
    acto_fecha = forms.DateField(label="Fecha del acto", required=False, widget=forms.DateInput(**FECHA))
    acto_materia = forms.CharField(label="Materia", required=False, max_length=300)
    acto_emisor = forms.CharField(label="Quién lo emite o firma", required=False, max_length=200)
    acto_enlace = forms.URLField(label="Enlace", required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = DefinicionTerritorio
        fields = ("clase", "texto", "desde", "hasta", "precision", "documento", "fuente")
        widgets = {
            "texto": forms.Textarea(attrs={"rows": 4}),
            "desde": forms.DateInput(**FECHA),
            "hasta": forms.DateInput(**FECHA),
        }
        help_texts = {"hasta": "Si se deja vacía, se completa según la precisión: el mismo día, el mes o el año."}

    def __init__(self, *args, territorio, **kwargs):
        super().__init__(*args, **kwargs)
        self.territorio = territorio
        self.instance.territorio = territorio
        self.fields["documento"].queryset = territorio.documentos.order_by("fecha", "pk")
        self.fields["documento"].empty_label = "sin acto, o uno nuevo"
        inicial = DefinicionTerritorio.Clase.INICIAL
        if not self.instance.pk:
            ultima = territorio.definiciones.en_orden().last()
            self.instance.orden = ultima.orden + 1 if ultima else 1
        es_primera = self.instance.orden == 1
        posibles = [(v, r) for v, r in DefinicionTerritorio.Clase.choices if (v == inicial) == es_primera]
        self.fields["clase"].choices = posibles
        if not self.instance.pk:
            self.initial["clase"] = posibles[0][0]

    def clean(self):
        datos = super().clean()
        self._completar_fechas()
        escritos = [nombre for nombre in DEL_ACTO if self.cleaned_data.get(f"acto_{nombre}")]
        if escritos and self.cleaned_data.get("documento"):
            self.add_error("documento", "Elige un acto ya anotado o anota uno nuevo, no ambos.")
        if escritos and not self.cleaned_data.get("acto_tipo"):
            self.add_error("acto_tipo", "Di qué tipo de acto es.")
        return datos

    def _completar_fechas(self):
        desde, precision = self.cleaned_data.get("desde"), self.cleaned_data.get("precision")
        if not desde or self.cleaned_data.get("hasta") or precision == Precision.RANGO:
            return
        desde, hasta = extremos(desde, precision)
        self.cleaned_data |= {"desde": desde, "hasta": hasta}

    def has_changed(self):
        return super().has_changed() or bool(self.cleaned_data.get("acto_tipo"))

    def crear(self, *, por):
        self._anotar_acto(por)
        return super().crear(por=por)

    def registrar(self, *, por, motivo):
        self._anotar_acto(por)
        return super().registrar(por=por, motivo=motivo)

    def _anotar_acto(self, por):
        if self.cleaned_data["acto_tipo"]:
            campos = {nombre: self.cleaned_data[f"acto_{nombre}"] for nombre in DEL_ACTO}
            self.instance.documento = DocumentoTerritorio.crear(por=por, territorio=self.territorio, **campos)
        self.instance.full_clean()
