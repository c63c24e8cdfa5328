"""Lo que quien administra cambia en una cuenta: dónde trabaja, con qué rol y si puede entrar."""

from django import forms

from actores.models import Rol
from territorios.models import DireccionRegional

REGIONALES = {Rol.EDITOR_REGIONAL, Rol.LECTOR_REGIONAL}


class Motivo(forms.Form):
    """Por qué se hace el cambio; queda en el historial."""

    motivo = forms.CharField(
        label="Motivo", max_length=500, help_text="Queda en el historial, junto a tu nombre.", widget=forms.TextInput
    )


class Traslado(Motivo):
    """El rol y las direcciones regionales en que la persona trabaja desde ahora."""

    rol = forms.ChoiceField(label="Rol", choices=Rol)
    direcciones = forms.ModelMultipleChoiceField(
        label="Direcciones regionales",
        queryset=DireccionRegional.objects.filter(vigente_hasta=None).de_norte_a_sur(),
        to_field_name="codigo",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("rol", "direcciones", "motivo")

    def clean(self):
        datos = super().clean()
        if datos.get("rol") in REGIONALES and "direcciones" in datos and not datos["direcciones"]:
            self.add_error("direcciones", "Un rol regional necesita al menos una dirección regional.")
        return datos
