"""Preparar una sesión, su tabla, cambiarla de día y anotar lo que respondió cada quien."""

from django import forms
from django.utils.text import capfirst

from actores.models import Actor
from comun.edicion import ConjuntoVersionado, FilaVersionada, FormularioVersionado, conjunto_de
from comun.eleccion import Eleccion
from mesas.forms.campos import Fecha
from mesas.forms.sesion import Hora
from mesas.models import Convocado, PuntoTabla, Sesion
from mesas.tabla_de_sesion import ordenar

AL_FINAL = 1000


class FormularioDeCita(FormularioVersionado):
    """Qué sesión es, cuándo y dónde: lo que basta para convocarla."""

    SECCIONES = (
        ("Qué sesión es", ("tipo", "titulo", "objetivo")),
        ("Cuándo y dónde", ("desde", "hora_inicio", "hora_fin", "modalidad", "lugar")),
    )
    con_motivo = False

    class Meta:
        model = Sesion
        fields = ("tipo", "titulo", "objetivo", "desde", "hora_inicio", "hora_fin", "modalidad", "lugar")
        widgets = {
            "desde": Fecha(),
            "hora_inicio": Hora(),
            "hora_fin": Hora(),
            "objetivo": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args, hoy, al_crear=None, **kwargs):
        self.hoy, self.al_crear = hoy, al_crear
        super().__init__(*args, **kwargs)
        self.fields["desde"].required = self.fields["hora_inicio"].required = True
        self.fields["desde"].label = "Día"
        self.fields["modalidad"].choices = [("", "sin dato"), *Sesion.Modalidad.choices]
        self.fields["lugar"].help_text = "Una dirección, o el enlace de la reunión si es virtual."
        self.fields["titulo"].help_text = "Sólo si lo tiene: un taller, un encuentro."
        for campo in self.fields.values():
            campo.label = capfirst(campo.label or "")

    def clean_desde(self):
        desde = self.cleaned_data["desde"]
        if desde < self.hoy:
            raise forms.ValidationError(f"El {desde:%d-%m-%Y} ya pasó: una sesión se convoca para hoy o después.")
        return desde

    def clean(self):
        datos = super().clean()
        self.instance.hasta, self.instance.precision = datos.get("desde"), "dia"
        return datos

    def crear(self, *, por):
        return self.al_crear(por=por, **{nombre: self.cleaned_data[nombre] for nombre in self._meta.fields})


class FilaDePunto(FilaVersionada):
    """Un punto por tratar: qué, en cuánto tiempo, quién lo presenta y qué leer antes."""

    posicion = forms.IntegerField(label="N.º", min_value=1, max_value=999, required=False)
    responsable = Eleccion(Actor.objects.all(), tipo="actor", label="Presenta", required=False)

    class Meta:
        model = PuntoTabla
        fields = ("titulo", "minutos", "responsable", "material", "recurrente")

    field_order = ("posicion", "titulo", "minutos", "responsable", "material", "recurrente")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["titulo"].label, self.fields["minutos"].label = "Punto", "Minutos"
        self.fields["material"].label, self.fields["recurrente"].label = "Material", "Va en todas"
        self.fields["material"].help_text = ""
        self.fields["titulo"].widget.attrs["class"] = "campo-largo"
        for nombre in ("posicion", "minutos"):
            self.fields[nombre].widget.attrs["class"] = "campo-angosto"
        self.fields["responsable"].queryset = Actor.objects.para_elegir(ya_elegido=self.instance.responsable_id)
        if self.instance.pk:
            self.initial |= {"responsable": self.instance.responsable, "posicion": self.instance.orden}

    def crear(self, *, por):
        campos = {nombre: self.cleaned_data[nombre] for nombre in FilaDePunto.Meta.fields}
        return PuntoTabla.agregar(por=por, sesion=self.instance.sesion, **campos)


class ConjuntoDePuntos(ConjuntoVersionado):
    """La tabla entera; al guardar queda en el orden que dicen sus números."""

    def _guardar_filas(self, por, motivo):
        if not super()._guardar_filas(por, motivo):
            return False
        quedan = [fila for fila in self.forms if fila.instance.pk and not self._se_elimina(fila)]
        posiciones = {fila.instance.pk: fila.cleaned_data.get("posicion") or AL_FINAL for fila in quedan}
        ordenar(self.instance, posiciones, por=por)
        return True


TablaDePuntos = conjunto_de(
    Sesion,
    PuntoTabla,
    form=FilaDePunto,
    conjunto=ConjuntoDePuntos,
    fk_name="sesion",
    fields=FilaDePunto.Meta.fields,
)


class FormularioDeCambio(forms.Form):
    """A qué día, hora y lugar pasa una sesión ya citada, y por qué."""

    desde = forms.DateField(label="Día", widget=Fecha())
    hora_inicio = forms.TimeField(label="Desde las", widget=Hora())
    hora_fin = forms.TimeField(label="Hasta las", required=False, widget=Hora())
    lugar = forms.CharField(label="Lugar", max_length=200, required=False)
    motivo = forms.CharField(
        label="Motivo", max_length=300, help_text="Va en el correo, y queda en el historial junto a tu nombre."
    )

    def __init__(self, *args, hoy, **kwargs):
        self.hoy = hoy
        super().__init__(*args, **kwargs)

    clean_desde = FormularioDeCita.clean_desde

    @property
    def cambios(self):
        """{campo: valor} de lo que cambia en la sesión."""
        return {nombre: valor for nombre, valor in self.cleaned_data.items() if nombre != "motivo"}


class FormularioSinEfecto(forms.Form):
    """Por qué se suspende o se cancela."""

    motivo = forms.CharField(label="Motivo", max_length=300, widget=forms.Textarea({"rows": 2}))


class FormularioDeRespuesta(forms.Form):
    """Si viene, si se excusa o en quién delega."""

    respuesta = forms.ChoiceField(
        label="¿Vendrás?",
        widget=forms.RadioSelect,
        choices=[("acepta", "Sí, asistiré"), ("excusa", "No puedo: me excuso"), ("delega", "Irá otra persona por mí")],
        error_messages={"required": "Elige una de las tres."},
    )
    delega_en = forms.CharField(
        label="Quién irá", max_length=160, required=False, help_text="Su nombre, sólo si irá otra persona por ti."
    )
    nota = forms.CharField(label="Comentario", max_length=300, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, convocado, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {nombre: getattr(convocado, nombre) for nombre in self.fields}

    def anotada_por_otra_persona(self):
        """Las mismas preguntas, dichas por quien anota lo que le respondieron."""
        self.fields["respuesta"].label = "¿Vendrá?"
        self.fields["respuesta"].choices = [("acepta", "Sí"), ("excusa", "Se excusa"), ("delega", "Irá otra persona")]
        self.fields["delega_en"].help_text = "Su nombre, sólo si irá otra persona."
        return self

    def clean(self):
        datos = super().clean()
        delega = datos.get("respuesta") == Convocado.Respuesta.DELEGA
        if delega and not datos.get("delega_en") and "delega_en" not in self.errors:
            self.add_error("delega_en", "Falta decir quién irá.")
        return datos
