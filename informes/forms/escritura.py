"""Lo que se escribe en un informe anual: textos, logros del año, riesgos, lecciones, decisiones y evidencia."""

from django import forms

from informes.forms.filas import FilaVersionada
from informes.models import DecisionDelComite, EnlaceDeEvidencia, Indicador, Leccion, LogroAnual, Riesgo

LARGO_MAXIMO = 60_000


class TextoDeSeccion(forms.Form):
    """El texto de una sección; en I.A, además, si la teoría de cambio sigue vigente."""

    anchos = ("texto",)

    version_leida = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    vigente = forms.TypedChoiceField(
        label="La teoría de cambio sigue vigente",
        choices=(("", "Aún no lo digo"), ("si", "Sí"), ("no", "No")),
        coerce=lambda valor: {"si": True, "no": False}.get(valor),
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    texto = forms.CharField(
        label="Texto de la sección",
        required=False,
        max_length=LARGO_MAXIMO,
        widget=forms.Textarea(attrs={"rows": 16, "class": "form-control"}),
        help_text="Separa los párrafos con una línea en blanco.",
    )

    def __init__(self, *args, con_vigente=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not con_vigente:
            del self.fields["vigente"]

    def clean_texto(self):
        """Los navegadores envían CRLF: aquí las líneas terminan como se guardan."""
        return self.cleaned_data["texto"].replace("\r\n", "\n")

    @property
    def campos(self):
        return {
            "texto": self.cleaned_data["texto"],
            "vigente": self.cleaned_data.get("vigente"),
            "version_leida": self.cleaned_data["version_leida"],
        }


def _texto(filas):
    return forms.Textarea(attrs={"rows": filas})


class FilaDeLogro(FilaVersionada):
    """Lo logrado por un indicador en el año."""

    anchos = ("texto", "medio_de_verificacion")

    class Meta:
        model = LogroAnual
        fields = ("texto", "valor", "base", "medio_de_verificacion", "meta", "meta_valor")
        widgets = {"texto": _texto(3), "medio_de_verificacion": _texto(2), "meta": _texto(2)}
        localized_fields = ("valor", "base", "meta_valor")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.indicador.acumulacion != Indicador.Acumulacion.RAZON and self.instance.base is None:
            del self.fields["base"]


class FilaDeRiesgo(FilaVersionada):
    """Un riesgo del año con su mitigación y responsable."""

    anchos = ("descripcion", "mitigacion")

    class Meta:
        model = Riesgo
        fields = ("tipo", "probabilidad", "impacto", "responsable", "descripcion", "mitigacion")
        widgets = {"descripcion": _texto(3), "mitigacion": _texto(3)}


class FilaDeLeccion(FilaVersionada):
    """Una lección aprendida."""

    anchos = ("logro", "descripcion", "valoracion")

    class Meta:
        model = Leccion
        fields = ("logro", "descripcion", "valoracion")
        widgets = {"logro": _texto(3), "descripcion": _texto(6), "valoracion": _texto(3)}


class FilaDeDecision(FilaVersionada):
    """Una decisión del Comité Directivo sobre una de las lecciones del informe."""

    anchos = ("texto",)

    class Meta:
        model = DecisionDelComite
        fields = ("leccion", "fecha", "texto")
        widgets = {"texto": _texto(2), "fecha": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args, lecciones, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leccion"].queryset = lecciones
        self.fields["leccion"].label_from_instance = lambda leccion: f"{leccion.orden}. {leccion}"


class FilaDeEvidencia(FilaVersionada):
    """Una noticia o publicación que da cuenta de un logro."""

    anchos = ("descripcion", "url")

    class Meta:
        model = EnlaceDeEvidencia
        fields = ("descripcion", "url")
        widgets = {"descripcion": _texto(2)}
