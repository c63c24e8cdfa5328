"""Aprobar un acta y rectificar la aprobada."""

from django import forms

from mesas.forms.campos import Fecha
from mesas.models import Acta


class FormularioDeAprobacion(forms.Form):
    """Cuándo la aprobó la mesa y cómo consta. `leida`: la huella de lo que se tuvo a la vista."""

    el = forms.DateField(label="Aprobada el", widget=Fecha())
    respaldo_tipo = forms.ChoiceField(label="Cómo consta", choices=Acta.Respaldo.choices)
    respaldo = forms.CharField(
        label="Detalle", max_length=300, required=False, help_text="Un correo, la sesión en que se leyó, un oficio…"
    )
    confirmo = forms.BooleanField(
        label="La revisé. Sé que al aprobarla queda como está y sólo se corrige con otra versión.",
        error_messages={"required": "Marca que la revisaste: aprobarla no se deshace."},
    )
    leida = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, leida, hoy, **kwargs):
        super().__init__(*args, **kwargs)
        self.viva, self.hoy = leida, hoy
        self.fields["leida"].initial = leida

    def clean_el(self):
        if self.cleaned_data["el"] > self.hoy:
            raise forms.ValidationError("Ese día todavía no llega.")
        return self.cleaned_data["el"]

    def clean(self):
        datos = super().clean()
        if datos.pop("leida", self.viva) != self.viva:
            self.add_error(None, "Mientras la revisabas, otra persona cambió el acta: descárgala y mírala de nuevo.")
            self.data = {**self.data.dict(), "leida": self.viva}
        datos.pop("confirmo", None)
        return datos


class AcuerdosQueCaen(forms.ModelMultipleChoiceField):
    """Los acuerdos vigentes, cada uno con su número y su texto."""

    def label_from_instance(self, acuerdo):
        return f"{acuerdo}: {acuerdo.texto}"


class FormularioDeRectificacion(forms.Form):
    """Por qué se corrige el acta aprobada, su nuevo texto y los acuerdos que retira."""

    motivo = forms.CharField(label="Motivo", max_length=2000, widget=forms.Textarea({"rows": 3}))
    texto = forms.CharField(label="Texto del acta", required=False, widget=forms.Textarea({"rows": 8}))
    deja_sin_efecto = AcuerdosQueCaen(
        None, label="Acuerdos que deja sin efecto", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, acta, **kwargs):
        super().__init__(*args, initial={"texto": acta.texto}, **kwargs)
        self.fields["deja_sin_efecto"].queryset = acta.sesion_acuerdos().vigentes().en_orden()
