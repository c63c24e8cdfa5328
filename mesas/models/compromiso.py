from django.db import models, transaction
from django.db.models import Case, OuterRef, Prefetch, Q, Subquery, Value, When
from django.urls import reverse

from comun.busqueda import cada_palabra, texto_de_busqueda
from comun.models import NACIONAL, Codificado
from mesas.models import compromiso_estado as reglas
from mesas.models.avance import Avance
from mesas.models.compromiso_ciclo import CicloDeCompromiso
from mesas.models.compromiso_restricciones import RESTRICCIONES
from mesas.models.dinero import ConMonto
from mesas.models.mesa import Mesa
from territorios.models import DireccionRegional


class CompromisoSuscrito(Exception):
    """Los términos de un compromiso suscrito no se editan: se mueven con sus verbos."""


class CompromisoQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """Los de las mesas que el usuario ve y, sin mesa, los de las direcciones a su alcance."""
        if usuario.ve_todo:
            return self
        direcciones = DireccionRegional.objects.al_alcance_de(usuario)
        return self.filter(
            Q(mesa__in=Mesa.objects.visibles_para(usuario)) | Q(mesa__isnull=True, direccion__in=direcciones)
        )

    def propuestos(self):
        return self.filter(estado=reglas.Estado.PROPUESTO)

    def con_estado(self, *estados):
        """Los que tienen guardado alguno de los estados; «vencido» no se guarda: pídelo con `vencidos`."""
        return self.filter(estado__in=estados)

    def sin_cerrar(self):
        return self.exclude(estado__in=reglas.CERRADOS)

    def abiertos(self, *, al):
        """Los que no estaban cerrados al terminar el día `al`, también los que esperan verificación."""
        return self.filter(Q(cerrado_el__isnull=True) | Q(cerrado_el__gt=al))

    def vencidos(self, *, al):
        """Los pendientes cuyo plazo pasó antes de `al`."""
        return self.filter(estado__in=reglas.PENDIENTES, vence__lt=al)

    def por_vencer(self, *, desde, hasta):
        """Los pendientes cuyo plazo cae entre las dos fechas, ambas incluidas."""
        return self.filter(estado__in=reglas.PENDIENTES, vence__range=(desde, hasta))

    def exigibles(self):
        """Aquellos de los que se rinde cuenta: suscritos, ni desistidos ni antecedente histórico."""
        return self.exclude(estado__in=reglas.NO_EXIGIBLES)

    def verificados(self):
        return self.con_estado(reglas.Estado.CUMPLIDO_VERIFICADO)

    def de_direcciones(self, direcciones):
        """Los de sus mesas y, sin mesa, los suyos propios."""
        return self.filter(Q(mesa__in=Mesa.objects.de_direcciones(direcciones)) | Q(direccion__in=direcciones))

    def nacionales(self):
        """Los de mesas sin dirección regional y, sin mesa, los que tampoco la tienen."""
        return self.filter(Q(mesa__in=Mesa.objects.nacionales()) | Q(mesa__isnull=True, direccion__isnull=True))

    def que_espera_de(self, usuario):
        """Los cumplimientos por verificar que informó otra persona: nadie verifica lo que informó."""
        ultimos = Avance.objects.pendientes_de_verificar().filter(compromiso=OuterRef("pk")).order_by("-fecha", "-pk")
        por_verificar = self.con_estado(reglas.Estado.CUMPLIDO_POR_VERIFICAR)
        con_autor = por_verificar.annotate(lo_informo=Subquery(ultimos.values("autor")[:1]))
        return con_autor.filter(Q(lo_informo__isnull=True) | ~Q(lo_informo=usuario.pk))

    def con_palabra(self, palabra, *, al):
        """Los que en `al` llevan una de las cuatro palabras de los listados."""
        if palabra == reglas.Palabra.CERRADO:
            return self.con_estado(*reglas.CERRADOS)
        if palabra == reglas.Palabra.POR_VERIFICAR:
            return self.con_estado(reglas.Estado.CUMPLIDO_POR_VERIFICAR)
        if palabra == reglas.Palabra.ATRASADO:
            return self.vencidos(al=al)
        return self.con_estado(*reglas.PENDIENTES).filter(Q(vence__isnull=True) | Q(vence__gte=al))

    def con_urgencia(self, *, al):
        """Anota `urgencia`: 0 atrasado, 1 pendiente, 2 por verificar, 3 cerrado; sirve para ordenar."""
        return self.annotate(
            urgencia=Case(
                When(estado__in=reglas.CERRADOS, then=Value(3)),
                When(estado=reglas.Estado.CUMPLIDO_POR_VERIFICAR, then=Value(2)),
                When(vence__lt=al, then=Value(0)),
                default=Value(1),
            )
        )

    def que_dicen(self, texto):
        """Los que llevan cada palabra del texto en su acción o su código, sin mirar tildes ni mayúsculas."""
        return self.filter(cada_palabra(texto, lambda palabra: Q(busqueda__contains=palabra)))

    def nacidos_en(self, sesion):
        """Los que nacen de un punto de la tabla de la sesión, o de ella si es un encuentro."""
        return self.filter(Q(punto__sesion=sesion) | Q(encuentro=sesion))

    def con_hechos(self):
        """Trae los avances con su marca de evidencia, para recalcular muchos sin consultas por fila."""
        return self.prefetch_related(Prefetch("avances", queryset=Avance.objects.con_evidencia()))

    def para_lista(self):
        return self.select_related("mesa", "responsable")

    def delete(self):
        if self.exclude(estado=reglas.Estado.PROPUESTO).exists():
            raise CompromisoSuscrito("Un compromiso suscrito no se borra: se desiste, con motivo.")
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Compromiso(Codificado, ConMonto, CicloDeCompromiso):
    """Lo que una institución prometió hacer: con origen, responsable, plazo y un estado que se deduce de los hechos."""

    PREFIJO = "C"
    CON_REGION = True
    # Lo que se firmó y lo que dejan los verbos: ninguna edición lo cambia una vez suscrito.
    TERMINOS = ("accion", "responsable_id", "persona_id", "monto", "moneda", "vence", "vence_original", "origen")
    HECHOS = ("estado", "suscrito_el", "cierre", "cerrado_el", "cumplimiento_id", "veces_reprogramado")

    Estado = reglas.Estado
    Palabra = reglas.Palabra
    Causa = reglas.Causa

    class Origen(models.TextChoices):
        PUNTO = "punto", "punto de un acta"
        DOCUMENTO = "documento", "documento formal"
        ACTIVIDAD = "actividad", "actividad del plan"
        ENCUENTRO = "encuentro", "encuentro"
        RECOMENDACION = "recomendacion", "recomendación de un informe"
        DECLARADO = "declarado", "declarado en documento"

    class Presupuestado(models.TextChoices):
        SI = "si", "sí"
        SOLO_REGULAR = "solo_regular", "sólo la oferta regular"
        CUENTA_COMPLEMENTARIA = "cuenta_complementaria", "cuenta complementaria"
        NO = "no", "no"

    class Prioridad(models.TextChoices):
        ALTA = "alta", "alta"
        MEDIA = "media", "media"
        BAJA = "baja", "baja"

    mesa = models.ForeignKey(
        "mesas.Mesa", models.PROTECT, null=True, blank=True, related_name="compromisos", verbose_name="mesa"
    )
    instancia = models.ForeignKey(
        "mesas.Instancia", models.PROTECT, null=True, blank=True, related_name="compromisos", verbose_name="instancia"
    )
    direccion = models.ForeignKey(
        "territorios.DireccionRegional",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos",
        verbose_name="dirección regional",
        help_text="Sólo si no nace en una mesa.",
    )
    origen = models.CharField("origen", max_length=15, choices=Origen)
    punto = models.ForeignKey(
        "mesas.PuntoTabla",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos",
        verbose_name="punto de la tabla",
    )
    acuerdo = models.ForeignKey(
        "mesas.Acuerdo", models.PROTECT, null=True, blank=True, related_name="compromisos", verbose_name="acuerdo"
    )
    documento = models.ForeignKey(
        "mesas.DocumentoMesa",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos",
        verbose_name="documento de origen",
    )
    actividad_plan = models.ForeignKey(
        "mesas.ActividadPlan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos",
        verbose_name="actividad del plan",
    )
    encuentro = models.ForeignKey(
        "mesas.Sesion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos_del_encuentro",
        verbose_name="encuentro",
    )
    fuente = models.CharField("fuente", max_length=200, blank=True)
    responsable = models.ForeignKey(
        "actores.Actor", models.PROTECT, related_name="compromisos", verbose_name="institución responsable"
    )
    persona = models.ForeignKey(
        "actores.Persona",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos",
        verbose_name="persona responsable",
    )
    accion = models.TextField("acción")
    programa = models.ForeignKey(
        "actores.Programa",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos",
        verbose_name="programa o fondo que paga",
    )
    respaldo = models.ForeignKey(
        "mesas.DocumentoMesa",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos_respaldados",
        verbose_name="respaldo formal",
    )
    presupuestado = models.CharField("incorporado al presupuesto", max_length=25, choices=Presupuestado, blank=True)
    plurianual = models.BooleanField("dura más de un año", default=False)
    prioridad = models.CharField("prioridad", max_length=5, choices=Prioridad, blank=True)
    vence = models.DateField("vence", null=True, blank=True)
    vence_original = models.DateField("vencía al nacer", null=True, blank=True, editable=False)
    veces_reprogramado = models.PositiveSmallIntegerField("veces reprogramado", default=0, editable=False)
    sin_plazo = models.BooleanField("sin plazo", default=False)
    motivo_sin_plazo = models.CharField("por qué no tiene plazo", max_length=300, blank=True)
    estado = models.CharField(
        "estado guardado", max_length=20, choices=reglas.Estado, default=reglas.Estado.PROPUESTO, editable=False
    )
    suscrito_el = models.DateField("suscrito el", null=True, blank=True, editable=False)
    cierre = models.CharField("cierre", max_length=12, choices=reglas.Cierre, blank=True, editable=False)
    cerrado_el = models.DateField("cerrado el", null=True, blank=True, editable=False)
    causa_cierre = models.CharField("causa", max_length=20, choices=reglas.Causa, blank=True, editable=False)
    motivo_cierre = models.TextField("motivo del cierre", blank=True, editable=False)
    porcentaje_cumplido = models.PositiveSmallIntegerField("por ciento cumplido", null=True, blank=True, editable=False)
    cumplimiento = models.ForeignKey(
        "mesas.Avance",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="prueba_de",
        verbose_name="avance que lo prueba",
    )
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("codigo", "accion"),
        output_field=models.TextField(),
        db_persist=True,
        verbose_name="texto de búsqueda",
    )

    objects = CompromisoQuerySet.as_manager()

    class Meta:
        verbose_name = "compromiso"
        verbose_name_plural = "compromisos"
        indexes = [
            models.Index(fields=["mesa", "estado", "vence"], name="mesas_compromiso_mesa"),
            models.Index(fields=["responsable", "estado", "vence"], name="mesas_compromiso_responsable"),
            models.Index(fields=["estado", "vence"], name="mesas_compromiso_vence"),
        ]
        constraints = [*ConMonto.Meta.constraints, *RESTRICCIONES]

    def __str__(self):
        return f"{self.codigo}: {self.accion[:80]}"

    def get_absolute_url(self):
        return reverse("compromiso_detalle", args=[self.codigo])

    @property
    def esta_cerrado(self):
        return self.estado in reglas.CERRADOS

    @property
    def diferido_a_otro_anio(self):
        """El plazo se movió a un año posterior al que tenía al nacer."""
        return bool(self.vence and self.vence_original and self.vence.year > self.vence_original.year)

    def estado_al(self, al):
        """El estado exacto en la fecha `al`, que puede ser «vencido»."""
        return reglas.estado_al(self.estado, self.vence, al=al)

    def palabra_al(self, al):
        """pendiente, atrasado, por verificar o cerrado, en la fecha `al`."""
        return reglas.palabra_de(self.estado_al(al))

    def region_del_codigo(self):
        if self.mesa_id:
            return self.mesa.codigo.split("-")[1]
        return self.direccion.region_del_codigo() if self.direccion_id else NACIONAL

    @classmethod
    def crear(cls, *, por, origen, motivo="", suscrito_el=None, **campos):
        """Crea el compromiso; su mesa e instancia salen del punto o del encuentro en que nace.

        `suscrito_el`: fecha de la firma, si el documento que lo declara ya está firmado.
        """
        sesion = campos["punto"].sesion if campos.get("punto") else campos.get("encuentro")
        if sesion is not None:
            campos |= {"instancia": sesion.instancia, "mesa": sesion.instancia.mesa}
        campos |= {"origen": origen, "suscrito_el": suscrito_el, "vence_original": campos.get("vence")}
        if suscrito_el:
            campos["estado"] = reglas.Estado.SUSCRITO
        with transaction.atomic():
            return super().crear(por=por, motivo=motivo, **campos)

    def registrar(self, *, por, motivo="", relaciones=None):
        """Guarda una edición; lo que dejan los verbos no se toca, y lo firmado tampoco una vez suscrito."""
        if self.pk:
            guardado = Compromiso.objects.get(pk=self.pk)
            protegidos = self.HECHOS if guardado.estado == reglas.Estado.PROPUESTO else self.HECHOS + self.TERMINOS
            if any(getattr(self, campo) != getattr(guardado, campo) for campo in protegidos):
                raise CompromisoSuscrito("El estado y lo firmado no se editan: usa los pasos del compromiso.")
            if guardado.estado == reglas.Estado.PROPUESTO:
                self.vence_original = self.vence
        super().registrar(por=por, motivo=motivo, relaciones=relaciones)

    def delete(self, *args, **kwargs):
        if Compromiso.objects.filter(pk=self.pk).exclude(estado=reglas.Estado.PROPUESTO).exists():
            raise CompromisoSuscrito("Un compromiso suscrito no se borra: se desiste, con motivo.")
        return super().delete(*args, **kwargs)
