"""Qué mesas se pasan, a quién y por qué."""

from django import forms

from actores.models import Usuario
from mesas.models import Mesa
from mesas.traspaso import quienes_pueden_recibir


class FormularioDeTraspaso(forms.Form):
    """Vienen marcadas todas; quien recibe se elige entre quienes editan en esas direcciones."""

    mesas = forms.ModelMultipleChoiceField(
        Mesa.objects.none(),
        label="Mesas que se pasan",
        to_field_name="codigo",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Marca al menos una mesa."},
    )
    a = forms.ModelChoiceField(
        Usuario.objects.none(), label="A quién", to_field_name="username", empty_label="Elige a una persona"
    )
    motivo = forms.CharField(
        label="Motivo", max_length=500, help_text="Queda en el historial de cada mesa, junto a tu nombre."
    )

    def __init__(self, *args, persona, **kwargs):
        super().__init__(*args, **kwargs)
        mesas = persona.mesas_a_cargo.order_by("codigo")
        self.fields["mesas"].queryset = mesas
        self.fields["mesas"].initial = [mesa.codigo for mesa in mesas]
        self.fields["a"].queryset = quienes_pueden_recibir(mesas.order_by(), de=persona).order_by(
            "first_name", "last_name", "username"
        )
