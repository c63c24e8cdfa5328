"""Quién representa a un actor: los datos mínimos de la persona y, en una tabla, a quién representa y hasta cuándo."""

from django import forms

from actores.forms.parecidos import ConParecidos
from actores.models import Actor, Persona, Representacion, Sector
from actores.permissions import actores_que_edita, puede_editar_actor
from actores.semejanza import personas_semejantes
from comun.edicion import ConjuntoVersionado, FilaVersionada, conjunto_de
from comun.eleccion import Eleccion

PRIVACIDAD = (
    "Anota sólo lo necesario para convocarla y dejarla en el acta. Sus datos no se publican, los observadores no los "
    "ven, y ella puede pedir que se le entreguen o se borren."
)
AYUDA_DE_GENERO = "Sólo si la persona lo declara; si no se le ha preguntado, queda vacío."
SIEMPRE_SENSIBLE = "Representa a una organización de la sociedad civil: sus datos son sensibles."
FECHA = {"type": "date"}


def campo_de_fecha(rotulo, **opciones):
    """Una fecha con el calendario del navegador; sin él se escribe dd-mm-aaaa."""
    return forms.DateField(
        label=rotulo, required=False, widget=forms.DateInput(attrs=FECHA, format="%Y-%m-%d"), **opciones
    )


class FormularioDePersona(ConParecidos):
    """La persona. Al crearla se dice también qué cargo tiene en el actor desde el que se llegó."""

    CREAR = "Agregar representante"
    AVISO = "Ya hay alguien con ese nombre. Si es otra persona, créala de todos modos."
    SECCIONES = (
        ("La persona", ("nombre", "genero", "correo", "telefono", "sensible")),
        ("En qué calidad habla", ("cargo", "calidad", "vigente_desde")),
    )

    cargo = forms.CharField(label="Cargo", required=False, max_length=120)
    calidad = forms.ChoiceField(label="Calidad", choices=Representacion.Calidad)
    vigente_desde = campo_de_fecha("Desde cuándo")

    class Meta:
        model = Persona
        fields = ("nombre", "genero", "correo", "telefono", "sensible")
        help_texts = {"genero": AYUDA_DE_GENERO}

    def __init__(self, *args, actor=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["genero"].choices = [("", "sin preguntar"), *self.fields["genero"].choices[1:]]
        if self.instance.pk:
            for nombre in ("cargo", "calidad", "vigente_desde"):
                del self.fields[nombre]
        elif actor.sector == Sector.SOCIEDAD_CIVIL:
            sensible = self.fields["sensible"]
            sensible.initial, sensible.disabled, sensible.help_text = True, True, SIEMPRE_SENSIBLE

    def buscar_parecidos(self):
        return personas_semejantes(self.cleaned_data["nombre"], self.actor)

    def crear(self, *, por):
        return Persona.crear(por=por, actor=self.actor, **{n: self.cleaned_data[n] for n in self._de_la_persona()})

    def _de_la_persona(self):
        return (*self._meta.fields, "cargo", "calidad", "vigente_desde")


class FilaDeRepresentacion(FilaVersionada):
    """A quién representa, con qué cargo y entre qué fechas. Sólo se toca lo de los actores que uno puede editar."""

    actor = Eleccion(Actor.objects.all(), tipo="actor", label="Actor")
    vigente_desde = campo_de_fecha("Desde")
    vigente_hasta = campo_de_fecha("Hasta")

    class Meta:
        model = Representacion
        fields = ("actor", "cargo", "calidad", "vigente_desde", "vigente_hasta")

    usuario = None

    def __init__(self, *args, usuario=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.usuario = usuario
        self.fields["actor"].queryset = Actor.objects.para_elegir(ya_elegido=self.instance.actor_id)
        if self.instance.pk:
            self.initial["actor"] = self.instance.actor

    def clean_actor(self):
        actor = self.cleaned_data["actor"]
        if not puede_editar_actor(self.usuario, actor):
            raise forms.ValidationError("No puedes anotar representantes de ese actor: lo edita otra dirección.")
        return actor

    def crear(self, *, por):
        persona = Persona.objects.get(pk=self.instance.persona_id)
        return persona.representar(por=por, **{nombre: self.cleaned_data[nombre] for nombre in self._meta.fields})

    def registrar(self, *, por, motivo):
        self.instance.full_clean()  # las reglas que miran también a la persona, con su frase
        return super().registrar(por=por, motivo=motivo)


Conjunto = conjunto_de(
    Persona, Representacion, form=FilaDeRepresentacion, conjunto=ConjuntoVersionado, can_delete=False
)


def representaciones_de(persona, *, usuario, data=None):
    """Las filas de esta persona que el usuario puede editar, como tabla que se edita en su lugar."""
    filas = persona.representaciones.select_related("actor").order_by("vigente_hasta", "pk")
    return Conjunto(
        data,
        instance=persona,
        queryset=filas.filter(actor__in=actores_que_edita(usuario)),
        form_kwargs={"usuario": usuario},
        prefix="representaciones",
    )
