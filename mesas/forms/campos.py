"""Campos que entienden lo que se escribe: una fecha, una lista por líneas."""

from django import forms


class Fecha(forms.DateInput):
    """El calendario del propio navegador."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class CampoLineas(forms.CharField):
    """Varios textos, uno por línea; devuelve la lista sin repetidos ni líneas en blanco."""

    widget = forms.Textarea

    def __init__(self, *, largo=200, **opciones):
        self.largo = largo
        super().__init__(**{"max_length": 4000, "widget": forms.Textarea({"rows": 3}), **opciones})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value):
        lineas = list(dict.fromkeys(linea.strip() for linea in super().clean(value).splitlines() if linea.strip()))
        if any(len(linea) > self.largo for linea in lineas):
            raise forms.ValidationError(f"Cada línea tiene a lo más {self.largo} caracteres.")
        return lineas

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), (data or "").replace("\r\n", "\n").strip())
