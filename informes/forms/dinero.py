"""Los montos de un proyecto en un año: presupuesto, gasto informado, aportes y la tabla de gastos."""

import re

from django import forms

from informes.forms.filas import FilaVersionada
from informes.models import Actividad, AporteAnual, Gasto, GastoDelAnio, ItemPresupuestario, Presupuesto

CAMPO_DE_MONTO = {"inputmode": "decimal", "class": "form-control num", "autocomplete": "off"}


class FilaDeMonto(FilaVersionada):
    """Un monto único del año: vacío mientras nadie lo diga, nunca 0."""

    def __init__(self, *args, rotulo="", **kwargs):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        self.fields["monto"].label = rotulo or self.fields["monto"].label
        self.fields["monto"].widget.attrs |= CAMPO_DE_MONTO
        self.empty_permitted = self.instance.pk is None


class FilaDePresupuesto(FilaDeMonto):
    """El presupuesto del año."""

    class Meta:
        model = Presupuesto
        fields = ("monto",)
        localized_fields = ("monto",)


class FilaDeGastoDelAnio(FilaDeMonto):
    """El gasto del año que informa el organismo."""

    class Meta:
        model = GastoDelAnio
        fields = ("monto",)
        localized_fields = ("monto",)


class FilaDeAporte(FilaDeMonto):
    """Lo que puso un donante en el año."""

    class Meta:
        model = AporteAnual
        fields = ("monto",)
        localized_fields = ("monto",)


class CampoDeItem(forms.ModelChoiceField):
    """Un ítem presupuestario escrito por su código, con o sin el nombre: «71400» o «71400 Contratos»."""

    widget = forms.TextInput

    def __init__(self, **opciones):
        super().__init__(ItemPresupuestario.objects, to_field_name="codigo", **opciones)
        self.error_messages["invalid_choice"] = "No hay un ítem con ese código: elígelo de la lista."

    def to_python(self, value):
        return super().to_python(value.split()[0] if isinstance(value, str) and value.strip() else value)

    def prepare_value(self, value):
        return str(value) if isinstance(value, ItemPresupuestario) else value

    def has_changed(self, initial, data):
        return _codigo(initial) != _codigo(data)


def _codigo(valor):
    partes = str(valor or "").split()
    return partes[0] if partes else ""


class FilaDeGasto(FilaVersionada):
    """Un gasto del año; sus actividades se escriben por número («1, 3»), las de su producto."""

    item = CampoDeItem(label="Ítem presupuestario")
    actividades = forms.CharField(label="Actividades (números)", required=False, max_length=100)

    class Meta:
        model = Gasto
        fields = ("producto", "actividades", "item", "donante", "fecha", "monto", "nota")
        localized_fields = ("monto",)
        widgets = {"fecha": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args, productos, donantes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["producto"].queryset = productos
        self.fields["producto"].choices = [("", "—"), *((uno.pk, f"Producto {uno.numero}") for uno in productos)]
        self.fields["donante"].queryset = donantes
        self.fields["donante"].choices = [("", "sin decir"), *((uno.pk, uno.nombre) for uno in donantes)]
        self.fields["item"].widget.attrs |= {"list": "items", "autocomplete": "off"}
        self.fields["monto"].widget.attrs |= CAMPO_DE_MONTO
        if self.instance.pk:
            self.initial |= {"actividades": self._numeros(self.instance), "item": self.instance.item}

    @staticmethod
    def _numeros(gasto):
        return ", ".join(str(numero) for numero in sorted(una.numero for una in gasto.actividades.all()))

    def clean_actividades(self):
        """Los números escritos, como actividades del producto de la misma fila."""
        escrito, producto = self.cleaned_data["actividades"], self.cleaned_data.get("producto")
        if not escrito or producto is None:
            return []
        pedidos = {int(numero) for numero in re.findall(r"\d{1,4}", escrito)}
        halladas = list(Actividad.objects.filter(producto=producto, numero__in=pedidos).order_by("numero"))
        faltan = sorted(pedidos - {una.numero for una in halladas})
        if faltan or not pedidos:
            cuales = ", ".join(map(str, faltan)) or escrito
            raise forms.ValidationError(f"El producto {producto.numero} no tiene la actividad {cuales}.")
        return halladas
