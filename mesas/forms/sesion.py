"""Los datos de una sesión: qué reunión fue, cuándo, dónde y cómo se cuenta su asistencia."""

from contextlib import suppress

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst

from comun.models import Envio, Precision
from mesas.forms.campos import Fecha
from mesas.forms.plan import ConFechaVaga, completar_fecha
from mesas.models import Instancia, RecuentoDeAsistencia, Sesion, TransicionInvalida
from mesas.models.sesion import zona_de

BREVES = ("instancia", "tipo", "precision", "desde", "hasta", "hora_inicio", "hora_fin", "duracion_minutos")
BREVES += ("modalidad", "lugar", "titulo")
OTROS = ("numero", "objetivo", "facilita", "producto", "habilita_licitacion", "zona_horaria", "fuente")
ASISTENCIA = ("modo_asistencia", "asistencia_declarada", "asistencia_es_minimo")

CITADOS = {"desde", "hora_inicio", "hora_fin", "lugar"}


class Hora(forms.TimeInput):
    """El reloj del propio navegador."""

    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class FormularioDeSesion(ConFechaVaga):
    """Lo que basta para dejar registrada una sesión; una pasada nace realizada."""

    errores_de_dominio = (TransicionInvalida,)

    confirmar = forms.BooleanField(
        label="La lista está completa: dejarla confirmada",
        required=False,
        help_text="Guarda la institución, el sector y el género de cada quien como eran ese día.",
    )
    otra_del_dia = forms.BooleanField(label="Es otra sesión del mismo día", required=False)
    realizada = forms.BooleanField(label="La sesión se hizo", required=False)

    class Meta:
        model = Sesion
        fields = (*BREVES, *OTROS, *ASISTENCIA)
        widgets = {
            "desde": Fecha(),
            "hasta": Fecha(),
            "hora_inicio": Hora(),
            "hora_fin": Hora(),
            "objetivo": forms.Textarea({"rows": 3}),
            "modo_asistencia": forms.RadioSelect(),
        }

    def __init__(self, *args, mesa, hoy, **kwargs):
        self.mesa, self.hoy, self.creada, self.repetidas = mesa, hoy, False, []
        super().__init__(*args, **kwargs)
        en_uso = Instancia.objects.filter(mesa=mesa, retirada=False)
        ya = Instancia.objects.filter(pk=self.instance.instancia_id)
        self.fields["instancia"].queryset = (en_uso | ya).order_by("codigo")
        self.fields["instancia"].empty_label = None
        self.fields["instancia"].to_field_name = "codigo"
        self.fields["desde"].required = True
        self.fields["desde"].label = "Fecha"
        self.fields["modo_asistencia"].label = "Cómo se sabe quiénes fueron"
        self.fields["modo_asistencia"].choices = [("nominal", "Nombre por nombre"), ("recuento", "Sólo cuántos")]
        self.fields["numero"].help_text = "En blanco, una sesión de mesa toma el siguiente."
        self.fields["modalidad"].choices = [("", "sin dato"), *Sesion.Modalidad.choices]
        self.fields["titulo"].help_text = "Sólo si lo tuvo: un taller, un encuentro."
        if self.instance.precision != Precision.RANGO:
            self.initial["hasta"] = None  # en las demás sale de la fecha
        if self.instance.estado == Sesion.Estado.REALIZADA:
            del self.fields["realizada"]
        if self.instance.asistencia_confirmada_at:
            del self.fields["confirmar"]
        if self.instance.pk:
            self.initial["instancia"] = self.instance.instancia
        else:
            self.initial |= {"zona_horaria": zona_de(mesa), "realizada": True, "confirmar": True, "desde": hoy}
            self.initial["instancia"] = self.fields["instancia"].queryset.first()
        for campo in self.fields.values():
            campo.label = capfirst(campo.label)

    @property
    def breves(self):
        """Los campos que se ven siempre."""
        return [self[nombre] for nombre in BREVES]

    @property
    def otros(self):
        """Los que se despliegan."""
        return [self[nombre] for nombre in OTROS]

    @property
    def otros_con_error(self):
        return any(campo.errors for campo in self.otros)

    @property
    def instancia_pedida(self):
        """La instancia que dice el formulario, aunque lo demás no valga todavía."""
        with suppress(forms.ValidationError):
            pedida = self.fields["instancia"].to_python(self.data.get("instancia")) if self.is_bound else None
            return pedida or self.initial["instancia"]
        return self.initial["instancia"]

    @property
    def dia_pedido(self):
        """El último día de la fecha que dice el formulario, aunque lo demás no valga todavía."""
        if self.is_bound:
            with suppress(forms.ValidationError):
                desde, hasta = (self.fields[n].to_python(self.data.get(n)) for n in ("desde", "hasta"))
                if desde:
                    return completar_fecha(self.data.get("precision"), desde, hasta)[1] or desde
        return self.instance.hasta or self.hoy

    def clean(self):
        datos = super().clean()
        if datos.get("modo_asistencia") == Sesion.Modo.NOMINAL:
            datos["asistencia_declarada"], datos["asistencia_es_minimo"] = None, False
        elif not self.errors and datos.get("asistencia_declarada") is None:
            self.add_error("asistencia_declarada", "Di cuántas personas asistieron.")
        self._exigir_que_haya_pasado(datos)
        self._exigir_que_se_avise(datos)
        self._exigir_que_no_se_repita(datos)
        return datos

    def _exigir_que_se_avise(self, datos):
        """Mientras no se haga, el día, la hora y el lugar de una sesión citada se cambian avisando a los convocados."""
        if self.instance.estado != Sesion.Estado.CONVOCADA or datos.get("realizada"):
            return
        for campo in CITADOS & set(self.changed_data):
            self.add_error(campo, "Ya se citó a esta sesión: cámbialo en su convocatoria, que avisa a todos.")

    def _exigir_que_haya_pasado(self, datos):
        desde = datos.get("desde")
        if datos.get("realizada") and desde and desde > self.hoy:
            self.add_error("desde", f"El {desde:%d-%m-%Y} todavía no llega: una sesión que ya se hizo es anterior.")

    def _exigir_que_no_se_repita(self, datos):
        """La misma instancia, el mismo día y tipo: quizá otra persona ya la registró."""
        ya_llego = Envio.objects.filter(clave=datos.get("envio")).exists()
        if self.instance.pk or ya_llego or datos.get("precision") != Precision.DIA or not datos.get("desde"):
            return
        iguales = Sesion.objects.filter(instancia=datos.get("instancia"), tipo=datos.get("tipo"), desde=datos["desde"])
        self.repetidas = list(iguales.exclude(estado=Sesion.Estado.CANCELADA).order_by("codigo"))
        if self.repetidas and not datos.get("otra_del_dia"):
            primera = self.repetidas[0]
            self.add_error(
                "desde",
                format_html(
                    'Ya hay una ese día: <a href="{}">{}</a>. Si es otra, márcalo abajo.',
                    primera.get_absolute_url(),
                    primera,
                ),
            )

    def crear(self, *, por):
        datos = {nombre: self.cleaned_data[nombre] for nombre in self._meta.fields if nombre in self.fields}
        if datos["numero"] is None:
            del datos["numero"]
        sesion = Sesion.crear(por=por, **datos)
        self.creada = True
        return self._realizar(sesion, por)

    def registrar(self, *, por, motivo):
        if self._cambio_lo_guardado():
            self.instance.full_clean()
            super().registrar(por=por, motivo=motivo)
        return self._realizar(self.instance, por)

    def _cambio_lo_guardado(self):
        return bool(set(self.changed_data) & set(self._meta.fields))

    def _realizar(self, sesion, por):
        if self.cleaned_data.get("realizada") and sesion.estado != Sesion.Estado.REALIZADA:
            sesion.realizar(por=por)
        return sesion


class FormularioDeRecuentos(forms.Form):
    """De las personas declaradas, cuántas eran de cada género y de cada sector; lo que no se sabe queda en blanco."""

    def __init__(self, data=None, *, sesion=None):
        guardados = sesion.recuentos.por_grupo() if sesion and sesion.pk else {}
        super().__init__(data, prefix="recuentos", initial={_nombre(g): n for g, n in guardados.items()})
        for grupo, palabra in (*RecuentoDeAsistencia.GENEROS, *RecuentoDeAsistencia.SECTORES):
            self.fields[_nombre(grupo)] = forms.IntegerField(
                label=capfirst(palabra), required=False, min_value=0, max_value=100_000
            )

    @property
    def generos(self):
        return [self[_nombre(grupo)] for grupo, _ in RecuentoDeAsistencia.GENEROS]

    @property
    def sectores(self):
        return [self[_nombre(grupo)] for grupo, _ in RecuentoDeAsistencia.SECTORES]

    def no_pasan_de(self, total):
        """Si lo contado por género y por sector no supera al total; si lo supera, lo dice."""
        for grupo, campos in (("género", self.generos), ("sector", self.sectores)):
            suma = sum(self.cleaned_data.get(campo.name) or 0 for campo in campos)
            if suma > total:
                self.add_error(campos[0].name, f"Por {grupo} suman {suma}, y dijiste que asistieron {total}.")
        return not self.errors

    def por_grupo(self):
        """{grupo: cuántos, o None}."""
        return {nombre.replace("__", ":"): valor for nombre, valor in self.cleaned_data.items()}


def _nombre(grupo):
    return grupo.replace(":", "__")
