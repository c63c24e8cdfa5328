"""La tabla de integrantes de una instancia que se edita en su lugar."""

from django import forms

from comun.edicion import ConjuntoVersionado, FilaVersionada, conjunto_de
from mesas.models import Instancia, Integrante


class FilaDeIntegrante(FilaVersionada):
    """Calidad, papel y vigencia de quien ya es parte; ponerle término pide decir por qué."""

    porque = forms.CharField(label="Por qué deja de ser parte", max_length=500, required=False)

    class Meta:
        model = Integrante
        fields = ("calidad", "rol", "vigente_desde", "vigente_hasta")
        widgets = {
            nombre: forms.DateInput({"placeholder": "dd-mm-aaaa", "autocomplete": "off"}, format="%d-%m-%Y")
            for nombre in ("vigente_desde", "vigente_hasta")
        }

    def clean(self):
        datos = super().clean()
        termina = "vigente_hasta" in self.changed_data and datos.get("vigente_hasta") is not None
        if termina and not datos.get("porque"):
            self.add_error("porque", "Di por qué deja de ser parte.")
        return datos

    def guardar(self, *, por, motivo=None):
        return super().guardar(por=por, motivo=self.cleaned_data.get("porque") or motivo or "")


class ConjuntoDeIntegrantes(ConjuntoVersionado):
    """Los integrantes vigentes; agregar y quitar tienen su propio camino."""


Integrantes = conjunto_de(
    Instancia,
    Integrante,
    form=FilaDeIntegrante,
    conjunto=ConjuntoDeIntegrantes,
    en_blanco=0,
    can_delete=False,
    fields=FilaDeIntegrante.Meta.fields,
)
