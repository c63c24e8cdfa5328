"""Lo común a los formularios que, antes de crear, muestran lo que ya está anotado y se parece."""

import re

from django import forms

from comun.edicion import FormularioVersionado


class ConParecidos(FormularioVersionado):
    """Al crear algo que se parece a otro, lo muestra; quien ya lo vio puede crearlo de todos modos.

    Quien hereda dice `CREAR` (la palabra del botón), `AVISO` (lo que se lee en el nombre) y `buscar_parecidos`.
    """

    CREAR = "Crear"
    AVISO = "Se parece a algo que ya está anotado. Si es otro, créalo de todos modos."

    vistos = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parecidos = []
        if self.instance.pk:
            del self.fields["vistos"]

    def buscar_parecidos(self):
        """Los objetos con código que se parecen a lo escrito, ya limpio en `cleaned_data`."""
        raise NotImplementedError

    @property
    def accion(self):
        """Lo que dice el botón: quien ya vio los parecidos crea de todos modos."""
        if self.parecidos:
            return "Crear de todos modos"
        return "Guardar" if self.instance.pk else self.CREAR

    def clean(self):
        datos = super().clean()
        if not self.instance.pk and self.cleaned_data.get("nombre"):
            self._avisar_si_se_parece()
        return datos

    def _avisar_si_se_parece(self):
        vistos = set(re.split(r"[,\s]+", self.cleaned_data.get("vistos", "")))
        parecidos = self.buscar_parecidos()
        if {uno.codigo for uno in parecidos} <= vistos:
            return
        self.parecidos = parecidos
        self.data = self.data.copy()
        self.data[self.add_prefix("vistos")] = ",".join(uno.codigo for uno in parecidos)
        self.add_error("nombre", self.AVISO)
