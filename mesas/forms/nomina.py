"""Los integrantes por anotar en una instancia."""

from django import forms

from comun.busqueda import normalizar
from mesas.forms import renglones
from mesas.models import Integrante

FORMATOS_DE_FECHA = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y")
CALIDADES = {normalizar(etiqueta): valor for valor, etiqueta in Integrante.Calidad.choices}


class PegarForm(renglones.PegarForm):
    """Los integrantes copiados de una planilla."""

    COLUMNAS = (*renglones.PegarForm.COLUMNAS, "calidad", "desde")
    ENCABEZADOS = {
        **renglones.ENCABEZADOS,
        "calidad": ("calidad", "tipo de integrante", "titular o suplente"),
        "desde": ("desde", "fecha", "vigente desde", "fecha de ingreso", "integra desde"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["texto"].help_text = (
            "Columnas en este orden: institución, persona, cargo, calidad, desde. Si la primera fila trae esos "
            "encabezados, el orden da lo mismo. Sólo la institución es obligatoria."
        )

    def completar(self, fila):
        calidad = fila.get("calidad", "")
        return {**fila, "calidad": CALIDADES.get(normalizar(calidad), calidad) or Integrante.Calidad.TITULAR}


class RenglonForm(renglones.RenglonForm):
    """Un integrante: además, con qué calidad y papel, y desde cuándo."""

    PROPIOS = ("calidad", "rol", "desde")
    OBLIGAN = (*renglones.RenglonForm.OBLIGAN, "desde")

    calidad = forms.ChoiceField(
        label="Calidad",
        choices=Integrante.Calidad,
        required=False,
        error_messages={"invalid_choice": "«%(value)s» no es una calidad: elige una."},
    )
    rol = forms.ChoiceField(label="Papel", choices=Integrante.Papel, required=False)
    desde = forms.DateField(
        label="Desde",
        required=False,
        input_formats=FORMATOS_DE_FECHA,
        widget=forms.DateInput({"placeholder": "dd-mm-aaaa", "autocomplete": "off"}, format="%d-%m-%Y"),
    )

    def clean_calidad(self):
        return self.cleaned_data["calidad"] or Integrante.Calidad.TITULAR

    def clean_rol(self):
        return self.cleaned_data["rol"] or Integrante.Papel.INTEGRANTE


Renglones = renglones.conjunto_de_renglones(RenglonForm, filas_en_blanco=3)
RenglonesPegados = renglones.conjunto_de_renglones(RenglonForm, filas_en_blanco=0)
