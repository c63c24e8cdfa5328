"""Los formularios que no son de ninguna app."""

from django import forms


class FormularioDeEliminacion(forms.Form):
    """Por qué se elimina, y qué versión del objeto se leyó al decidirlo."""

    motivo = forms.CharField(label="Motivo", max_length=500, help_text="Queda en el historial, junto a tu nombre.")
    version_leida = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
