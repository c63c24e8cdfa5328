"""Los formularios de una mesa: crearla, editarla y llevarla de una fase a otra."""

from django import forms
from django.db.models import Q
from django.utils.text import capfirst

from actores.models import Programa, Rol, Usuario
from comun.edicion import FormularioVersionado
from mesas.forms.campos import CampoLineas, Fecha
from mesas.models import TRANSICIONES, Fase, Mesa
from territorios.models import DireccionRegional, Region, Territorio


class FormularioDeMesa(FormularioVersionado):
    """Lo que una mesa dice de sí; sus instancias, integrantes y plan van en sus propias páginas.

    Una editora regional da y quita la mesa sólo a direcciones a su alcance; las demás que la llevan se conservan.
    Quienes observan no se tocan aquí: son personas de fuera, y a quién se le muestra una mesa lo decide la
    administración, donde también se crean sus cuentas.
    """

    SECCIONES = (
        ("Identidad", ("nombre", "otros_nombres", "tipo", "nombre_instancia", "fase", "fase_desde")),
        ("Territorio y programas", ("direcciones", "territorios", "programas", "tema")),
        ("Quién la lleva", ("encargado",)),
        ("Fechas", ("inicio", "fin", "en_uso_desde")),
        ("Objetivo", ("objetivo", "fuente")),
    )

    otros_nombres = CampoLineas(
        label="también llamada", required=False, help_text="Un nombre por línea: siglas y formas en que se la nombra."
    )
    nombre_instancia = forms.CharField(
        label="cómo llama la mesa a su instancia principal",
        max_length=200,
        required=False,
        help_text="Consejo, directorio… En blanco, se llama como la mesa.",
    )

    class Meta:
        model = Mesa
        fields = ("nombre", "tipo", "fase", "fase_desde", "direcciones", "territorios", "programas", "tema")
        fields += ("encargado", "inicio", "fin", "en_uso_desde", "objetivo", "fuente")
        widgets = {
            **dict.fromkeys(("inicio", "fin", "en_uso_desde", "fase_desde"), Fecha()),
            "direcciones": forms.CheckboxSelectMultiple(),
            "territorios": forms.CheckboxSelectMultiple({"class": "larga"}),
            "programas": forms.CheckboxSelectMultiple(),
            "objetivo": forms.Textarea({"rows": 5}),
        }

    def __init__(self, *args, usuario, hoy, **kwargs):
        self.usuario = usuario
        super().__init__(*args, **kwargs)
        self.existe = bool(self.instance.pk)
        self.ajenas, self.direcciones_propias = [], []
        self.fields["fase"].help_text = "En la que está hoy; puede entrar en cualquiera."
        if self.existe:
            for nombre in ("fase", "fase_desde", "nombre_instancia"):
                del self.fields[nombre]
            self.initial["otros_nombres"] = list(
                self.instance.alias.order_by("nombre").values_list("nombre", flat=True)
            )
        self._ofrecer(hoy)
        for campo in self.fields.values():
            campo.label = capfirst(campo.label)

    def _ofrecer(self, hoy):
        """Lo que se puede elegir: lo que está a su alcance hoy y lo que la mesa ya tenía."""
        alcance = DireccionRegional.objects.al_alcance_de(self.usuario)
        if self.usuario.es_nacional:
            del self.fields["direcciones"]
        else:
            self._ofrecer_direcciones(alcance, hoy)
        regiones = Region.objects.filter(direcciones__in=alcance)
        propios = Q(pk__in=self.instance.territorios.values("pk")) if self.existe else Q()
        if not self.usuario.es_nacional:
            cercanos = Territorio.objects.en_regiones(regiones).vigentes(al=hoy)
            propios |= Q(pk__in=cercanos.values("pk"))
        self.fields["territorios"].queryset = Territorio.objects.filter(propios).order_by("nombre", "codigo")
        self.fields["programas"].queryset = Programa.objects.filter(
            Q(retirado=False) | Q(pk__in=self.instance.programas.values("pk") if self.existe else [])
        ).order_by("nombre")
        self.fields["encargado"].queryset = self._posibles_encargados(alcance)
        self.fields["encargado"].empty_label = "Nadie aún"

    def _ofrecer_direcciones(self, alcance, hoy):
        """Las vigentes a su alcance y las que la mesa ya tiene; si sólo hay una posible, no se pregunta."""
        campo = self.fields["direcciones"]
        ya = self.instance.direcciones.values("pk") if self.existe else []
        campo.queryset = alcance.filter(Q(pk__in=alcance.vigentes(al=hoy).values("pk")) | Q(pk__in=ya)).de_norte_a_sur()
        if self.existe:
            self.ajenas = list(self.instance.direcciones.exclude(pk__in=alcance.values("pk")))
        posibles = list(campo.queryset)
        if len(posibles) == 1:
            self.direcciones_propias = posibles
            del self.fields["direcciones"]
            return
        campo.required = True
        campo.help_text = "La primera, de norte a sur, da la región de su código."
        if self.ajenas:
            campo.help_text = f"También la lleva {', '.join(d.nombre for d in self.ajenas)}; eso no cambia aquí."

    def _posibles_encargados(self, alcance):
        if self.usuario.es_nacional:
            posibles = Q(rol=Rol.NACIONAL)
        else:
            posibles = Q(rol__in=[Rol.EDITOR_REGIONAL, Rol.LECTOR_REGIONAL], direcciones__in=alcance)
        actual = Q(pk=self.instance.encargado_id)
        return Usuario.objects.filter((posibles & Q(is_active=True)) | actual).distinct().order_by("first_name", "pk")

    def clean_direcciones(self):
        """De norte a sur, con las que están fuera de su alcance puestas de vuelta."""
        elegidas = [*self.cleaned_data["direcciones"], *self.ajenas]
        return sorted(elegidas, key=lambda direccion: (direccion.orden, direccion.codigo))

    def crear(self, *, por):
        datos = {nombre: self.cleaned_data[nombre] for nombre in self._meta.fields if nombre in self.fields}
        return Mesa.crear(
            por=por,
            direcciones=datos.pop("direcciones", self.direcciones_propias),
            nombre_instancia=self.cleaned_data["nombre_instancia"] or None,
            alias=self.cleaned_data["otros_nombres"],
            **datos,
        )

    def registrar(self, *, por, motivo):
        mesa = super().registrar(por=por, motivo=motivo)
        if "otros_nombres" in self.changed_data:
            mesa.llamar_tambien(self.cleaned_data["otros_nombres"])
        return mesa


class FormularioDeFase(forms.Form):
    """A qué fase pasa la mesa, desde cuándo y por qué."""

    a = forms.ChoiceField(label="Pasa a")
    el = forms.DateField(label="Desde el día", widget=Fecha())
    motivo = forms.CharField(
        label="Motivo",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Se pide al suspender, al cerrar y al volver a una fase anterior.",
    )
    desde = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        self.mesa = mesa
        posibles = TRANSICIONES[Fase(mesa.fase)]
        self.fields["a"].choices = [(fase.value, fase.label) for fase in Fase if fase in posibles]
        self.fields["desde"].initial = mesa.fase

    def clean(self):
        datos = super().clean()
        if self.cleaned_data.get("desde") and self.cleaned_data["desde"] != self.mesa.fase:
            self.add_error("a", f"Mientras decidías, otra persona la dejó en {self.mesa.get_fase_display()}.")
            self.data = {**self.data.dict(), "desde": self.mesa.fase}
        return datos
