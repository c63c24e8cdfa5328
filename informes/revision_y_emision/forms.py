"""Los formularios de los pasos de un informe: cortos, uno por página."""

from django import forms

LARGO = 5000


class FormularioDePaso(forms.Form):
    """Un paso que no pregunta nada: sólo confirma."""


class FormularioDeEmision(forms.Form):
    """Recuerda qué documento se leyó, para no emitir otro."""

    leida = forms.CharField(max_length=64, widget=forms.HiddenInput)


class FormularioDeMotivo(forms.Form):
    """Un paso que pide su razón."""

    motivo = forms.CharField(label="Motivo", max_length=LARGO, widget=forms.Textarea(attrs={"rows": 4}))


class FormularioDeObservacion(forms.Form):
    """A qué parte del informe y qué se observa."""

    seccion = forms.ChoiceField(label="Parte del informe")
    texto = forms.CharField(label="Observación", max_length=LARGO, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, partes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seccion"].choices = partes


class FormularioDeRespuesta(forms.Form):
    """Qué se hizo con una observación."""

    respuesta = forms.CharField(
        label="Qué se hizo", required=False, max_length=LARGO, widget=forms.Textarea(attrs={"rows": 3})
    )
