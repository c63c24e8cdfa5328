"""El formulario de una instancia: quién es dentro de la mesa y con qué reglas sesiona."""

from django import forms
from django.utils.text import capfirst

from comun.edicion import FormularioVersionado
from mesas.models import Instancia


class FormularioDeInstancia(FormularioVersionado):
    """Periodicidad elegida y literal, quórum y reglas de asistencia; depende sólo de instancias de su mesa."""

    SECCIONES = (
        ("Identidad", ("nombre", "tipo", "rol", "padre")),
        ("Cada cuánto sesiona", ("periodicidad", "periodicidad_literal")),
        ("Quórum", ("quorum_cantidad", "quorum_porcentaje", "quorum_sectores")),
        ("Asistencia", ("inasistencias_seguidas", "inasistencias_anuales", "regla_de_asistencia", "fuente")),
    )

    class Meta:
        model = Instancia
        fields = ("nombre", "tipo", "rol", "padre", "periodicidad", "periodicidad_literal", "quorum_cantidad")
        fields += ("quorum_porcentaje", "quorum_sectores", "inasistencias_seguidas", "inasistencias_anuales")
        fields += ("regla_de_asistencia", "fuente")
        widgets = {"regla_de_asistencia": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hermanas = self.instance.mesa.instancias.order_by("codigo")
        self.fields["padre"].queryset = hermanas.exclude(pk=self.instance.pk)
        self.fields["padre"].empty_label = "De ninguna"
        self.fields["quorum_cantidad"].help_text = "Se dice como cantidad o como porcentaje, no de las dos formas."
        for campo in self.fields.values():
            campo.label = capfirst(campo.label)


class FormularioDeRetiro(forms.Form):
    """Por qué una instancia deja de sesionar, o por qué vuelve."""

    motivo = forms.CharField(label="Motivo", max_length=500, widget=forms.Textarea({"rows": 3}))
