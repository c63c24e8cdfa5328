from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone

from comun.busqueda import cada_palabra, texto_de_busqueda
from comun.formatos import formato
from comun.models import Codificado, FechaVaga, FechaVagaQuerySet, Precision
from comun.models.registrado import autoria
from mesas.models.instancia import Instancia
from mesas.models.mesa import Mesa, TransicionInvalida
from mesas.models.sesion_convocatoria import CicloDeConvocatoria

ZONA_CONTINENTAL = "America/Santiago"
# Magallanes y Aysén no cambian de hora; Rapa Nui se anota a mano en la sesión.
ZONAS_DE_REGION = {"11": "America/Coyhaique", "12": "America/Punta_Arenas"}
ZONAS = [
    (ZONA_CONTINENTAL, "Chile continental"),
    ("America/Coyhaique", "Aysén"),
    ("America/Punta_Arenas", "Magallanes"),
    ("Pacific/Easter", "Rapa Nui"),
]


def zona_de(mesa):
    """La zona horaria de la región de la mesa."""
    return ZONAS_DE_REGION.get(mesa.codigo.split("-")[1], ZONA_CONTINENTAL)


class AsistenciaCerrada(Exception):
    """La asistencia ya fue confirmada, o la sesión no la lleva nombre por nombre."""


class SesionQuerySet(FechaVagaQuerySet):
    def visibles_para(self, usuario):
        """Las de las mesas que el usuario ve."""
        return self.filter(instancia__mesa__in=Mesa.objects.visibles_para(usuario))

    def realizadas(self):
        return self.filter(estado=Sesion.Estado.REALIZADA)

    def de_la_mesa(self, mesa):
        return self.filter(instancia__mesa=mesa)

    def con_presentes(self):
        """Anota `presentes`: las asistencias de quienes estuvieron, también como invitados."""
        asistencias = self.model.asistencias.rel.related_model.objects.presentes().filter(sesion=OuterRef("pk"))
        cuantas = asistencias.order_by().values("sesion").annotate(total=Count("pk")).values("total")
        return self.annotate(presentes=Coalesce(Subquery(cuantas), 0))

    def con_acta(self):
        """Anota `estado_del_acta`: el de su última versión, o None si no tiene."""
        actas = self.model.actas.rel.related_model.objects.filter(sesion=OuterRef("pk")).order_by("-numero_version")
        return self.annotate(estado_del_acta=Subquery(actas.values("estado")[:1]))

    def con_respuestas(self):
        """Anota `convocados_en_total` y, de ellos, cuántos `respondieron`."""
        respondieron = Count("convocados", filter=~Q(convocados__respuesta=""))
        return self.annotate(convocados_en_total=Count("convocados"), respondieron=respondieron)

    def sin_acta(self):
        """Las realizadas que debían tener acta y no la tienen: las de mesa, desde que la mesa se lleva aquí."""
        actas = self.model.actas.rel.related_model.objects.filter(sesion=OuterRef("pk"))
        de_mesa = self.realizadas().filter(tipo__in=[Sesion.Tipo.MESA, Sesion.Tipo.CONSTITUCION])
        en_uso = de_mesa.filter(
            Q(instancia__mesa__en_uso_desde__isnull=True) | Q(desde__gte=F("instancia__mesa__en_uso_desde"))
        )
        return en_uso.filter(~Exists(actas))

    def con_observacion_vencida(self, *, al):
        """Aquellas cuya acta sigue en observación después de su plazo."""
        actas = self.model.actas.rel.related_model.objects.filter(sesion=OuterRef("pk"), estado="en_observacion")
        return self.filter(Exists(actas.filter(observable_hasta__lt=al)))

    def de_direcciones(self, direcciones):
        return self.filter(instancia__mesa__in=Mesa.objects.de_direcciones(direcciones))

    def nacionales(self):
        """Las de mesas sin dirección regional."""
        return self.filter(instancia__mesa__in=Mesa.objects.nacionales())

    def entre(self, desde, hasta):
        """Las que caen enteras entre las dos fechas, ambas incluidas."""
        return self.filter(desde__gte=desde, hasta__lte=hasta)

    def proxima_de(self, campo):
        """Subconsulta: el día de la primera sesión de cada fila de afuera que nombra `campo`; NULL si no hay."""
        return Subquery(self.filter(**{campo: OuterRef("pk")}).order_by("desde", "pk").values("desde")[:1])

    def que_dicen(self, texto):
        """Las que llevan cada palabra del texto en su título, lugar o código, sin mirar tildes ni mayúsculas."""
        return self.filter(cada_palabra(texto, lambda palabra: Q(busqueda__contains=palabra)))

    def ultima_de(self, campo):
        """Subconsulta: la fecha vaga de la última sesión de cada fila de afuera que nombra `campo`; NULL si no hay."""
        filas = self.filter(**{campo: OuterRef("pk")}).order_by(F("hasta").desc(nulls_last=True), "-pk")
        return Subquery(filas.values(fecha=JSONObject(desde="desde", hasta="hasta", precision="precision"))[:1])

    def para_lista(self):
        return self.select_related("instancia__mesa").con_presentes().con_acta()

    def recientes_primero(self):
        return self.order_by(F("desde").desc(nulls_last=True), "-codigo")

    def numero_siguiente(self, instancia):
        return (self.filter(instancia=instancia).aggregate(ultimo=Max("numero"))["ultimo"] or 0) + 1


class Sesion(Codificado, FechaVaga, CicloDeConvocatoria):
    """Una reunión de una instancia: sesión de mesa, mapeo, capacitación, taller, encuentro u otra."""

    PREFIJO = "S"
    CON_REGION = True

    class Tipo(models.TextChoices):
        MESA = "mesa", "sesión de mesa"
        CONSTITUCION = "constitucion", "constitución"
        MAPEO = "mapeo", "mapeo de actores"
        CAPACITACION = "capacitacion", "capacitación"
        ASESORIA = "asesoria", "asesoría al equipo"
        TALLER = "taller", "taller"
        ENCUENTRO = "encuentro", "encuentro"
        JORNADA = "jornada", "jornada"
        BILATERAL = "bilateral", "reunión bilateral"
        COMISION = "comision", "comisión de trabajo"
        OTRA = "otra", "otra reunión"

    class Estado(models.TextChoices):
        BORRADOR = "borrador", "borrador"
        CONVOCADA = "convocada", "convocada"
        REALIZADA = "realizada", "realizada"
        SUSPENDIDA = "suspendida", "suspendida"
        CANCELADA = "cancelada", "cancelada"

    class Modo(models.TextChoices):
        NOMINAL = "nominal", "nominal"
        RECUENTO = "recuento", "sólo un número"

    class Modalidad(models.TextChoices):
        PRESENCIAL = "presencial", "presencial"
        VIRTUAL = "virtual", "virtual"
        MIXTA = "mixta", "mixta"

    TRANSICIONES = {
        Estado.BORRADOR: {Estado.CONVOCADA, Estado.REALIZADA, Estado.CANCELADA},
        Estado.CONVOCADA: {Estado.REALIZADA, Estado.SUSPENDIDA, Estado.CANCELADA},
        Estado.SUSPENDIDA: {Estado.CANCELADA},  # se cita de nuevo con `reprogramar`
        Estado.REALIZADA: set(),
        Estado.CANCELADA: set(),
    }

    instancia = models.ForeignKey("mesas.Instancia", models.PROTECT, related_name="sesiones", verbose_name="instancia")
    tipo = models.CharField("tipo", max_length=15, choices=Tipo, default=Tipo.MESA)
    numero = models.PositiveSmallIntegerField("número en la instancia", null=True, blank=True)
    titulo = models.CharField("título", max_length=200, blank=True)
    objetivo = models.TextField("objetivo", blank=True)
    estado = models.CharField("estado", max_length=12, choices=Estado, default=Estado.BORRADOR, editable=False)
    motivo_estado = models.CharField("motivo del estado", max_length=300, blank=True, editable=False)
    hora_inicio = models.TimeField("hora de inicio", null=True, blank=True)
    hora_fin = models.TimeField("hora de término", null=True, blank=True)
    duracion_minutos = models.PositiveSmallIntegerField(
        "duración en minutos", null=True, blank=True, help_text="Sólo si no se conocen las dos horas."
    )
    zona_horaria = models.CharField("hora de", max_length=30, choices=ZONAS, default=ZONA_CONTINENTAL)
    modalidad = models.CharField("modalidad", max_length=12, choices=Modalidad, blank=True)
    lugar = models.CharField("lugar", max_length=200, blank=True)
    comuna = models.ForeignKey(
        "territorios.Comuna", models.PROTECT, null=True, blank=True, related_name="sesiones", verbose_name="comuna"
    )
    facilita = models.CharField("quién facilita", max_length=200, blank=True)
    organiza = models.ManyToManyField(
        "actores.Actor", blank=True, related_name="sesiones_organizadas", verbose_name="organizan"
    )
    producto = models.CharField("producto resultante", max_length=300, blank=True)
    habilita_licitacion = models.BooleanField("su acta habilita una licitación", default=False)
    modo_asistencia = models.CharField("asistencia", max_length=8, choices=Modo, default=Modo.NOMINAL)
    asistencia_declarada = models.PositiveIntegerField("asistentes declarados", null=True, blank=True)
    asistencia_es_minimo = models.BooleanField("es un mínimo («más de»)", default=False)
    asistencia_confirmada_at = models.DateTimeField("asistencia confirmada", null=True, blank=True, editable=False)
    asistencia_confirmada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="asistencias_confirmadas",
        verbose_name="asistencia confirmada por",
    )
    fuente = models.CharField("fuente", max_length=200, blank=True)

    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("codigo", "titulo", "lugar"),
        output_field=models.CharField(max_length=450),
        db_persist=True,
        verbose_name="texto de búsqueda",
    )

    _history_m2m_fields = [organiza]

    objects = SesionQuerySet.as_manager()

    class Meta:
        verbose_name = "sesión"
        verbose_name_plural = "sesiones"
        indexes = [models.Index(fields=["instancia", "desde"], name="mesas_sesion_instancia_desde")]
        constraints = [
            *FechaVaga.Meta.constraints,
            models.UniqueConstraint(
                fields=["instancia", "numero"],
                name="mesas_sesion_numero_unico",
                condition=Q(numero__isnull=False),
                violation_error_message="La instancia ya tiene una sesión con ese número.",
            ),
            models.CheckConstraint(
                name="mesas_sesion_realizada_con_fecha",
                condition=~Q(estado="realizada") | Q(desde__isnull=False),
                violation_error_message="Una sesión realizada necesita su fecha, aunque sea sólo el año.",
            ),
            models.CheckConstraint(
                name="mesas_sesion_convocada_con_dia",
                condition=~Q(estado="convocada") | Q(desde__isnull=False, precision__in=["dia", "rango"]),
                violation_error_message="Para convocar hay que fijar el día de la sesión.",
            ),
            models.CheckConstraint(
                name="mesas_sesion_detenida_con_motivo",
                condition=~Q(estado__in=["suspendida", "cancelada"]) | ~Q(motivo_estado=""),
                violation_error_message="Suspender o cancelar una sesión pide un motivo.",
            ),
            models.CheckConstraint(
                name="mesas_sesion_horas_en_orden",
                condition=Q(hora_inicio__isnull=True) | Q(hora_fin__isnull=True) | Q(hora_inicio__lt=F("hora_fin")),
                violation_error_message="La hora de término debe ser posterior a la de inicio.",
            ),
            models.CheckConstraint(
                name="mesas_sesion_recuento_segun_modo",
                condition=Q(modo_asistencia="recuento") | Q(asistencia_declarada__isnull=True),
                violation_error_message="Una sesión con asistencia nominal no lleva además un número declarado.",
            ),
            models.CheckConstraint(
                name="mesas_sesion_minimo_con_numero",
                condition=Q(asistencia_es_minimo=False) | Q(asistencia_declarada__isnull=False),
                violation_error_message="Decir «más de» pide un número de asistentes.",
            ),
            models.CheckConstraint(
                name="mesas_sesion_confirmacion_completa",
                condition=Q(asistencia_confirmada_at__isnull=True)
                | Q(asistencia_confirmada_por__isnull=False, estado="realizada"),
                violation_error_message="La asistencia la confirma alguien, en una sesión realizada.",
            ),
        ]

    def __str__(self):
        return f"{self.codigo}: {self.nombre}"

    def get_absolute_url(self):
        return reverse("sesion_detalle", args=[self.codigo])

    @property
    def nombre(self):
        """Como se la nombra: su título o «Sesión de mesa 4»."""
        numero = f" {self.numero}" if self.numero else ""
        return self.titulo or f"{self.get_tipo_display()}{numero}".capitalize()

    @property
    def duracion(self):
        """Minutos que duró, por sus horas o por lo declarado; None si no se sabe."""
        if self.hora_inicio is None or self.hora_fin is None:
            return self.duracion_minutos
        minutos = [hora.hour * 60 + hora.minute for hora in (self.hora_inicio, self.hora_fin)]
        return minutos[1] - minutos[0]

    @property
    def duracion_legible(self):
        """«90 minutos», o vacío si no se sabe."""
        return "" if self.duracion is None else f"{formato(self.duracion, 'entero')} minutos"

    @property
    def horario(self):
        """«10:00» o «10:00 a 11:30»."""
        return " a ".join(f"{hora:%H:%M}" for hora in (self.hora_inicio, self.hora_fin) if hora)

    @property
    def zona(self):
        return ZoneInfo(self.zona_horaria)

    @property
    def comienza_at(self):
        """Instante de inicio en la hora de su región, o None si falta el día o la hora."""
        if self.desde is None or self.hora_inicio is None or self.precision not in {Precision.DIA, Precision.RANGO}:
            return None
        return datetime.combine(self.desde, self.hora_inicio, self.zona)

    @property
    def anio(self):
        """Año calendario en que se numeran sus acuerdos: el de su último día."""
        return self.hasta.year if self.hasta else None

    @property
    def asistencia_legible(self):
        """«28», «más de 260» o «sin dato»; la nominal se cuenta con `con_presentes`."""
        if self.es_nominal:
            return formato(getattr(self, "presentes", None) or None, "entero")
        prefijo = "más de " if self.asistencia_es_minimo else ""
        return prefijo + formato(self.asistencia_declarada, "entero")

    @property
    def esta_por_hacerse(self):
        """Si todavía no consta que se haya hecho ni que se haya cancelado."""
        return self.estado not in {self.Estado.REALIZADA, self.Estado.CANCELADA}

    @property
    def es_nominal(self):
        return self.modo_asistencia == self.Modo.NOMINAL

    def region_del_codigo(self):
        return self.instancia.mesa.codigo.split("-")[1]

    @classmethod
    def crear(cls, *, por, instancia, motivo="", **campos):
        """Crea la sesión en borrador, con su código, su número siguiente si es de mesa y la hora de su región."""
        with transaction.atomic():
            Instancia.objects.select_for_update(of=("self",)).get(pk=instancia.pk)  # el número siguiente, de a uno
            campos.setdefault("hasta", campos.get("desde"))
            if campos.get("tipo", cls.Tipo.MESA) == cls.Tipo.MESA and "numero" not in campos:
                campos["numero"] = cls.objects.numero_siguiente(instancia)
            campos.setdefault("zona_horaria", zona_de(instancia.mesa))
            return super().crear(por=por, motivo=motivo, instancia=instancia, **campos)

    def realizar(self, *, por):
        """Deja constancia de que la sesión se hizo."""
        self._pasar_a(self.Estado.REALIZADA, por=por)

    def impedimento_para_eliminar(self):
        if self.actas.aprobadas().exists():
            return "La sesión tiene un acta aprobada: consta y no se elimina."
        if self.estado in {self.Estado.BORRADOR, self.Estado.REALIZADA}:
            return ""
        return f"La sesión está {self.get_estado_display()}: ya se avisó de ella, así que consta y no se elimina."

    def confirmar_asistencia(self, *, por):
        """Cierra la lista: copia institución, sector, género, cargo y calidad según el día de la sesión."""
        with transaction.atomic():
            self._tomar()
            if self.estado != self.Estado.REALIZADA or self.asistencia_confirmada_at or not self.es_nominal:
                raise AsistenciaCerrada("Sólo se confirma una vez, en una sesión realizada con asistencia nominal.")
            for asistencia in self.asistencias.select_related("actor", "persona"):
                asistencia.copiar(por=por, al=self.hasta)
            self.asistencia_confirmada_at = timezone.now()
            self.asistencia_confirmada_por = por
            self.registrar(por=por, motivo="asistencia confirmada")

    def reabrir_asistencia(self, *, por, motivo):
        """Permite corregir la lista, con motivo, mientras ninguna acta de la sesión esté aprobada."""
        with transaction.atomic():
            self._tomar()
            if self.asistencia_confirmada_at is None or self.actas.aprobadas().exists():
                raise AsistenciaCerrada("La asistencia no está confirmada, o ya consta en un acta aprobada.")
            for asistencia in self.asistencias.all():
                asistencia.soltar(por=por, motivo=motivo)
            self.asistencia_confirmada_at = self.asistencia_confirmada_por = None
            self.registrar(por=por, motivo=motivo)

    def declarar(self, *, por, recuentos, motivo=""):
        """Deja dicho cuántos fueron de cada grupo. `recuentos`: {grupo: cuántos, o None si no se sabe}."""
        guardados = {fila.grupo: fila for fila in self.recuentos.all()}
        for grupo, cuantos in recuentos.items():
            fila = guardados.get(grupo)
            if fila is None and cuantos is not None:
                self.recuentos.model.crear(por=por, motivo=motivo, sesion=self, grupo=grupo, cuantos=cuantos)
            elif fila is not None and cuantos is None:
                with autoria(por=por, motivo=motivo):
                    fila.delete()
            elif fila is not None and cuantos != fila.cuantos:
                fila.cuantos = cuantos
                fila.registrar(por=por, motivo=motivo)

    def _tomar(self):
        """Bloquea la fila y la relee: el verbo decide sobre lo que de verdad está guardado."""
        self.refresh_from_db(from_queryset=Sesion.objects.select_for_update(of=("self",)))

    def _pasar_a(self, estado, *, por, motivo="", avisa=False):
        with transaction.atomic():
            self._tomar()
            if estado not in self.TRANSICIONES[self.estado]:
                raise TransicionInvalida(
                    f"Una sesión {self.get_estado_display()} no puede quedar {self.Estado(estado).label}."
                )
            self.estado = estado
            self.motivo_estado = motivo
            self.secuencia += avisa
            self.validate_constraints()
            self.registrar(por=por, motivo=motivo or f"sesión {self.get_estado_display()}")
