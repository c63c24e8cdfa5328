"""Los puntos de una sesión, cada uno con sus acuerdos y compromisos, en una sola tabla que se edita en su lugar."""

from functools import cached_property

from django import forms
from django.forms.utils import ErrorDict

from actores.models import Actor
from comun.edicion import ConjuntoVersionado, FilaVersionada, conjunto_de
from comun.eleccion import Eleccion
from comun.fechas import FechaLimite, avisos_de
from mesas.models import Acta, Acuerdo, Compromiso, CompromisoSuscrito, ObjetoSellado, PuntoTabla, Sesion


class FilaDeAcuerdo(FilaVersionada):
    """Lo que se acordó y, si se votó, cómo; el número lo pone el acta al aprobarse."""

    errores_de_dominio = (ObjetoSellado,)
    VOTACION = ("votos_a_favor", "votos_en_contra", "abstenciones", "disenso")

    class Meta:
        model = Acuerdo
        fields = ("texto", "votos_a_favor", "votos_en_contra", "abstenciones", "disenso")
        widgets = {"texto": forms.Textarea({"rows": 2}), "disenso": forms.TextInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["texto"].label = "Qué se acordó"
        self.fields["votos_a_favor"].label, self.fields["votos_en_contra"].label = "A favor", "En contra"
        self.fields["abstenciones"].label, self.fields["disenso"].label = "Abstenciones", "Constancia de disenso"

    @property
    def votacion(self):
        return [self[nombre] for nombre in self.VOTACION]

    @property
    def se_voto(self):
        return any(campo.value() or campo.errors for campo in self.votacion)

    def crear(self, *, por):
        punto = self.instance.punto
        campos = {nombre: self.cleaned_data[nombre] for nombre in FilaDeAcuerdo.Meta.fields}
        return Acuerdo.crear(por=por, acta=Acta.abierta_de(punto.sesion, por=por), punto=punto, **campos)


class FilaDeCompromiso(FilaVersionada):
    """Qué, quién y para cuándo; sin plazo, por qué."""

    errores_de_dominio = (CompromisoSuscrito,)

    responsable = Eleccion(Actor.objects.all(), tipo="actor", label="Quién responde")

    class Meta:
        model = Compromiso
        fields = ("accion", "responsable", "vence", "motivo_sin_plazo")
        widgets = {"accion": forms.Textarea({"rows": 2}), "vence": FechaLimite()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["accion"].label, self.fields["vence"].label = "Qué se hará", "Para cuándo"
        self.fields["motivo_sin_plazo"].label = "O sin plazo, porque"
        self.fields["responsable"].queryset = Actor.objects.para_elegir(ya_elegido=self.instance.responsable_id)
        if self.instance.pk:
            self.initial["responsable"] = self.instance.responsable

    def clean(self):
        datos = super().clean()
        vence, motivo = datos.get("vence"), datos.get("motivo_sin_plazo")
        if vence and motivo:
            self.add_error("motivo_sin_plazo", "Tiene plazo: borra el motivo, o borra la fecha.")
        elif not vence and not motivo and not {"vence", "motivo_sin_plazo"} & set(self.errors):
            self.add_error("vence", "Di para cuándo es o, al lado, por qué no tiene plazo.")
        self.instance.sin_plazo = not vence
        return datos

    def crear(self, *, por):
        campos = {nombre: self.cleaned_data[nombre] for nombre in FilaDeCompromiso.Meta.fields}
        return Compromiso.crear(
            por=por,
            origen=Compromiso.Origen.PUNTO,
            punto=self.instance.punto,
            sin_plazo=self.instance.sin_plazo,
            **campos,
        )


class ConjuntoDePartes(ConjuntoVersionado):
    """Los acuerdos, o los compromisos, de un punto."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = f"Quitar este {self.model._meta.verbose_name}"


Acuerdos = conjunto_de(
    PuntoTabla,
    Acuerdo,
    form=FilaDeAcuerdo,
    conjunto=ConjuntoDePartes,
    fk_name="punto",
    en_blanco=0,
    fields=FilaDeAcuerdo.Meta.fields,
)
Compromisos = conjunto_de(
    PuntoTabla,
    Compromiso,
    form=FilaDeCompromiso,
    conjunto=ConjuntoDePartes,
    fk_name="punto",
    en_blanco=0,
    fields=FilaDeCompromiso.Meta.fields,
)


class FilaDePunto(FilaVersionada):
    """Un punto: qué se trató y en qué quedó; sus acuerdos y compromisos van con él."""

    acuerdos = compromisos = None  # los pone el conjunto

    class Meta:
        model = PuntoTabla
        fields = ("titulo", "estado", "minutos", "fuera_de_tabla", "lo_tratado")
        widgets = {"lo_tratado": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["titulo"].label, self.fields["estado"].label = "Tema", "Quedó"
        self.fields["minutos"].label, self.fields["lo_tratado"].label = "Minutos", "Lo tratado"
        self.fields["fuera_de_tabla"].label = "Surgió fuera de tabla"

    @property
    def partes(self):
        return [parte for parte in (self.acuerdos, self.compromisos) if parte is not None]

    @property
    def cambio_lo_suyo(self):
        """Si hay que escribir el punto mismo, y no sólo sus partes."""
        return self.instance.pk is None or super().has_changed()

    @property
    def con_error(self):
        return bool(self.errors) or any(any(fila.errors for fila in parte.forms) for parte in self.partes)

    def has_changed(self):
        """También si sólo se escribió un acuerdo: entonces falta decir de qué punto es."""
        return super().has_changed() or any(fila.has_changed() for parte in self.partes for fila in parte.forms)

    def crear(self, *, por):
        campos = {nombre: self.cleaned_data[nombre] for nombre in FilaDePunto.Meta.fields}
        return PuntoTabla.agregar(por=por, sesion=self.instance.sesion, **campos)


class ConjuntoDePuntos(ConjuntoVersionado):
    """Los puntos con sus partes: todo se revisa y se guarda junto."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Quitar este punto"
        form.fields["estado"].initial = PuntoTabla.Estado.TRATADO
        form.acuerdos = self._parte(Acuerdos, form, index, "acuerdos")
        form.compromisos = self._parte(Compromisos, form, index, "compromisos")

    def _parte(self, clase, form, index, nombre):
        data = self.data if self.is_bound and index is not None else None
        parte = clase(data, instance=form.instance, prefix=f"{form.prefix}-{nombre}")
        parte._queryset = self._guardadas[nombre].get(form.instance.pk, [])
        return parte

    @cached_property
    def _guardadas(self):
        """{parte: {punto: filas}} de todos los puntos, en una consulta por parte."""
        puntos = [punto.pk for punto in self.get_queryset()]
        por_parte = {
            "acuerdos": Acuerdo.objects.filter(punto__in=puntos).order_by("codigo"),
            "compromisos": Compromiso.objects.filter(punto__in=puntos).select_related("responsable").order_by("codigo"),
        }
        return {nombre: _por_punto(filas) for nombre, filas in por_parte.items()}

    def callar(self):
        """Deja todas las filas, y las de sus partes, sin errores a la vista."""
        for conjunto in (self, *(parte for fila in self.forms for parte in fila.partes)):
            conjunto.pide_fila = True
            for fila in conjunto.forms:
                fila._errors, fila.cleaned_data = ErrorDict(), {}

    def is_valid(self):
        validos = super().is_valid()
        if self.pide_fila:
            return False
        quedan = [fila for fila in self.forms if not self._se_elimina(fila)]
        malas = sum(not parte.is_valid() for fila in quedan for parte in fila.partes)
        return validos and not malas

    def _guardar_filas(self, por, motivo):
        """Antes que los puntos que se quitan, lo que llevan; después de los nuevos, lo suyo."""
        listo = True
        for fila in self.forms:
            if self._se_elimina(fila):
                listo = self._quitar_punto(fila, por, motivo) and listo
            elif fila.has_changed():
                listo = self._guardar_fila(fila, por, motivo) and listo
        return listo

    @property
    def avisos(self):
        """Frases sobre los plazos puestos en un día que no es hábil."""
        return [frase for fila in self.forms for suyo in fila.compromisos.forms for frase in avisos_de(suyo)]

    @property
    def quita_acuerdos(self):
        return any(self._se_elimina(fila) or fila.acuerdos.deleted_forms for fila in self.forms)

    def _quitar_punto(self, fila, por, motivo):
        hijas = [(parte, hija) for parte in fila.partes for hija in parte.initial_forms]
        sin_partes = all(parte.eliminar_fila(hija, por=por, motivo=motivo) for parte, hija in hijas)
        return sin_partes and self.eliminar_fila(fila, por=por, motivo=motivo)

    def _guardar_fila(self, fila, por, motivo):
        fila.instance.sesion = self.instance
        punto = fila.guardar(por=por, motivo=motivo) if fila.cambio_lo_suyo else fila.instance
        if punto is None:
            return False
        return all(self._guardar_parte(parte, punto, por, motivo) for parte in fila.partes)

    def _guardar_parte(self, parte, punto, por, motivo):
        for hija in parte.forms:
            hija.instance.punto = punto
        return parte.guardar(por=por, motivo=motivo)


def _por_punto(filas):
    por_punto = {}
    for fila in filas:
        por_punto.setdefault(fila.punto_id, []).append(fila)
    return por_punto


Puntos = conjunto_de(
    Sesion,
    PuntoTabla,
    form=FilaDePunto,
    conjunto=ConjuntoDePuntos,
    fk_name="sesion",
    fields=FilaDePunto.Meta.fields,
)


def puntos_de(sesion, *, data=None):
    """La tabla de puntos de la sesión, con una fila en blanco."""
    filas = sesion.puntos.en_orden() if sesion.pk else PuntoTabla.objects.none()
    return Puntos(data, instance=sesion, queryset=filas, prefix="puntos")
