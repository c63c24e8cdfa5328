"""Los formularios de lo que acompaña a una mesa: documentos, diagnósticos, ejes y actividades del plan."""

from calendar import monthrange

from django import forms
from django.utils.text import capfirst

from actores.models import Actor
from comun.edicion import FilaVersionada, FormularioVersionado, conjunto_de
from comun.eleccion import Eleccion
from comun.fechas import FechaLimite
from comun.models.fecha_vaga import Precision
from mesas.forms.campos import Fecha
from mesas.models import ActividadPlan, Diagnostico, DocumentoMesa, Eje, EstadoActividad, Mesa
from mesas.models.plan import TRANSICIONES_DE_ACTIVIDAD


class ConRotulos(FormularioVersionado):
    """Rótulos con mayúscula inicial, que en los modelos van en minúscula."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for campo in self.fields.values():
            campo.label = capfirst(campo.label)


def completar_fecha(precision, desde, hasta=None):
    """(primer día, último día) de una fecha vaga de la que se escribió uno de sus días."""
    if precision == Precision.DIA:
        return desde, desde
    if precision == Precision.MES:
        return desde.replace(day=1), desde.replace(day=monthrange(desde.year, desde.month)[1])
    if precision == Precision.ANIO:
        return desde.replace(month=1, day=1), desde.replace(month=12, day=31)
    return desde, hasta


class ConFechaVaga(ConRotulos):
    """Una fecha que puede saberse sólo por mes o por año: basta el primer día, y lo demás se completa."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["precision"].label = "La fecha se sabe"
        self.fields["precision"].choices = [
            (Precision.DIA, "el día"),
            (Precision.RANGO, "entre dos días"),
            (Precision.MES, "sólo el mes"),
            (Precision.ANIO, "sólo el año"),
        ]
        self.fields["desde"].help_text = "Si sólo se sabe el mes o el año, cualquiera de sus días."
        self.fields["hasta"].help_text = "Sólo si es entre dos días."

    def clean(self):
        datos = super().clean()
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if desde is None and hasta is not None:
            self.add_error("desde", "Falta desde cuándo.")
        elif desde is not None and datos.get("precision"):
            datos["desde"], datos["hasta"] = completar_fecha(datos["precision"], desde, hasta)
            if datos["hasta"] is None and "hasta" not in self.errors:
                self.add_error("hasta", "Falta el último día.")
        return datos


def campo_de_actor(rotulo):
    """Una organización del directorio, por su nombre, sigla, otro nombre o código; no la crea."""
    ayuda = "Nombre, sigla o código, como está en el directorio de actores."
    return Eleccion(Actor.objects.all(), tipo="actor", label=rotulo, required=False, help_text=ayuda)


class FormularioDeDocumento(ConRotulos):
    """Un convenio, protocolo, reglamento u otro acto de la mesa."""

    SECCIONES = (
        ("Qué documento es", ("tipo", "numero", "fecha", "materia", "emisor")),
        ("Para qué vale", ("rige", "vigente_desde", "vigente_hasta")),
        ("Dónde está", ("enlace", "fuente")),
    )

    class Meta:
        model = DocumentoMesa
        fields = ("tipo", "numero", "fecha", "materia", "emisor", "rige", "vigente_desde", "vigente_hasta")
        fields += ("enlace", "fuente")
        widgets = {**dict.fromkeys(("fecha", "vigente_desde"), Fecha()), "vigente_hasta": FechaLimite()}


class FormularioDeDiagnostico(ConFechaVaga):
    """Quién lo hizo, con qué fuente y qué dice; validarlo es otro paso."""

    SECCIONES = (
        ("Qué dice", ("titulo", "resumen", "estado")),
        ("Quién y cuándo", ("elaborado_por", "actor", "precision", "desde", "hasta")),
        ("Dónde está", ("enlace", "fuente")),
    )

    actor = campo_de_actor("actor que lo hizo")

    class Meta:
        model = Diagnostico
        fields = ("titulo", "resumen", "estado", "elaborado_por", "actor", "precision", "desde", "hasta")
        fields += ("enlace", "fuente")
        widgets = {"resumen": forms.Textarea({"rows": 5}), "desde": Fecha(), "hasta": Fecha()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = Actor.objects.para_elegir(ya_elegido=self.instance.actor_id)
        validado = self.fields["estado"].choices[-1]
        if self.instance.estado == validado[0]:
            del self.fields["estado"]
        else:
            self.fields["estado"].choices = [par for par in self.fields["estado"].choices if par[0] != validado[0]]


class FormularioDeValidacion(forms.Form):
    """En qué sesión o acto la mesa dio por bueno el diagnóstico."""

    en = forms.CharField(
        label="Dónde se validó", max_length=200, help_text="La sesión, asamblea o acto en que la mesa lo dio por bueno."
    )
    el = forms.DateField(label="Cuándo", required=False, widget=Fecha())


class FormularioDeActividad(ConFechaVaga):
    """Qué se hará, quién responde, cuándo y con qué recursos; su estado cambia con su propio paso."""

    SECCIONES = (
        ("Qué se hará", ("nombre", "eje", "resultado_esperado")),
        ("Quién y cuándo", ("responsable", "precision", "desde", "hasta")),
        ("Con qué", ("programa", "recursos", "fuente")),
    )

    responsable = campo_de_actor("responsable")

    class Meta:
        model = ActividadPlan
        fields = ("nombre", "eje", "resultado_esperado", "responsable", "precision", "desde", "hasta", "programa")
        fields += ("recursos", "fuente")
        widgets = {"resultado_esperado": forms.Textarea({"rows": 3}), "desde": FechaLimite(), "hasta": FechaLimite()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsable"].queryset = Actor.objects.para_elegir(ya_elegido=self.instance.responsable_id)
        for extremo in ("desde", "hasta"):
            self.fields[extremo].widget.avisa = self["precision"].value() in {Precision.DIA, Precision.RANGO}
        self.fields["eje"].queryset = self.instance.mesa.ejes.order_by("orden", "nombre")
        self.fields["eje"].empty_label = "Sin eje"
        self.fields["programa"].queryset = self.fields["programa"].queryset.order_by("nombre")
        self.fields["programa"].empty_label = "Ninguno"


class FormularioDeEstado(forms.Form):
    """A qué estado pasa la actividad y por qué."""

    a = forms.ChoiceField(label="Queda")
    motivo = forms.CharField(
        label="Motivo", required=False, max_length=500, help_text="Se pide al postergar y al descartar."
    )

    def __init__(self, *args, actividad, **kwargs):
        super().__init__(*args, **kwargs)
        posibles = TRANSICIONES_DE_ACTIVIDAD[EstadoActividad(actividad.estado)]
        self.fields["a"].choices = [(estado.value, estado.label) for estado in EstadoActividad if estado in posibles]


class FilaDeEje(FilaVersionada):
    """Un eje en la tabla de ejes."""

    class Meta:
        model = Eje
        fields = ("orden", "nombre", "descripcion")
        widgets = {"descripcion": forms.TextInput()}


ConjuntoDeEjes = conjunto_de(Mesa, Eje, form=FilaDeEje, fields=FilaDeEje.Meta.fields)
