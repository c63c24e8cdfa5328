from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.text import slugify

from comun.busqueda import SinTildes, cada_palabra, normalizar, texto_de_busqueda
from comun.models import NACIONAL, Alias, Codificado, ConAlias, Registrado
from territorios.models import DireccionRegional


class TransicionInvalida(Exception):
    """El cambio de fase o de estado no está entre los que el objeto admite."""


class FaltaMotivo(Exception):
    """El cambio pedido necesita que se diga por qué."""


class TipoMesa(models.TextChoices):
    TERRITORIAL = "territorial", "mesa territorial"
    COMUNAL = "comunal", "mesa comunal"
    INTERCOMUNAL = "intercomunal", "mesa intercomunal"
    PROVINCIAL = "provincial", "mesa provincial"
    PUBLICO_PRIVADA = "publico_privada", "mesa público-privada"
    TECNICA = "tecnica", "mesa técnica"
    SECTORIAL = "sectorial", "mesa sectorial"
    DIRECTORIO = "directorio", "directorio"
    CONSEJO = "consejo", "consejo"
    SECRETARIA_TECNICA = "secretaria_tecnica", "secretaría técnica"
    COMITE = "comite", "comité"


class Fase(models.TextChoices):
    PREPARACION = "preparacion", "preparación"
    MAPEO = "mapeo", "mapeo"
    PRIORIZACION = "priorizacion", "priorización"
    CONVOCATORIA = "convocatoria", "convocatoria"
    INSTALACION = "instalacion", "instalación"
    FUNCIONAMIENTO = "funcionamiento", "funcionamiento"
    SUSPENDIDA = "suspendida", "suspendida"
    CIERRE = "cierre", "cierre"


# El camino de una mesa; suspendida es un desvío de funcionamiento y no se dibuja en él.
CAMINO = tuple(fase for fase in Fase if fase != Fase.SUSPENDIDA)

TRANSICIONES = {
    Fase.PREPARACION: {Fase.MAPEO, Fase.CIERRE},
    Fase.MAPEO: {Fase.PRIORIZACION, Fase.PREPARACION, Fase.CIERRE},
    Fase.PRIORIZACION: {Fase.CONVOCATORIA, Fase.MAPEO, Fase.CIERRE},
    Fase.CONVOCATORIA: {Fase.INSTALACION, Fase.PRIORIZACION, Fase.CIERRE},
    Fase.INSTALACION: {Fase.FUNCIONAMIENTO, Fase.CONVOCATORIA, Fase.CIERRE},
    Fase.FUNCIONAMIENTO: {Fase.SUSPENDIDA, Fase.CIERRE},
    Fase.SUSPENDIDA: {Fase.FUNCIONAMIENTO, Fase.CIERRE},
    Fase.CIERRE: set(),
}


class MesaQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """Todas para quien lee el país; las de sus direcciones y predecesoras para regiones; las dadas a observadores.

        Las mesas nacionales, sin dirección, las ve sólo quien lee todo.
        """
        if not usuario.is_authenticated:
            return self.none()
        if usuario.ve_todo:
            return self.all()
        if usuario.es_observador:
            return self.filter(Exists(Mesa.observadores.through.objects.filter(mesa=OuterRef("pk"), usuario=usuario)))
        return self.de_direcciones(DireccionRegional.objects.al_alcance_de(usuario))

    def de_direcciones(self, direcciones):
        """Las que pertenecen a alguna de las direcciones, sin repetir."""
        pertenece = Mesa.direcciones.through.objects.filter(mesa=OuterRef("pk"), direccionregional__in=direcciones)
        return self.filter(Exists(pertenece))

    def nacionales(self):
        """Las que no son de ninguna dirección regional."""
        return self.filter(~Exists(Mesa.direcciones.through.objects.filter(mesa=OuterRef("pk"))))

    def del_programa(self, programa):
        """Las que el programa convoca o financia."""
        return self.filter(Exists(Mesa.programas.through.objects.filter(mesa=OuterRef("pk"), programa=programa)))

    def buscar(self, texto):
        """Las que llevan cada palabra del texto en su código, su nombre o cualquiera de sus otros nombres."""

        def dice(palabra):
            alias = AliasMesa.objects.filter(mesa=OuterRef("pk"), busqueda__contains=palabra)
            return Q(busqueda__contains=palabra) | Exists(alias)

        return self.filter(cada_palabra(texto, dice))

    def llamadas(self, nombre):
        """Las que se llaman así, exactamente, por nombre o alias, sin mirar tildes ni mayúsculas."""
        buscado = normalizar(nombre)
        alias = AliasMesa.objects.filter(mesa=OuterRef("pk"), busqueda=buscado)
        return self.annotate(nombre_plano=SinTildes("nombre")).filter(Q(nombre_plano=buscado) | Exists(alias))

    def con_direcciones(self):
        """Con sus direcciones, ya leídas de norte a sur."""
        return self.prefetch_related(
            models.Prefetch("direcciones", queryset=DireccionRegional.objects.de_norte_a_sur())
        )

    def para_lista(self):
        """Con lo que muestra la tabla: sus direcciones de norte a sur, con su nombre, en `direcciones_leidas`."""
        direcciones = DireccionRegional.objects.de_norte_a_sur().only("nombre")
        return self.prefetch_related(models.Prefetch("direcciones", direcciones, to_attr="direcciones_leidas"))

    def que_edita(self, usuario):
        """Las de direcciones al alcance de una editora regional; las nacionales, para la unidad nacional."""
        if usuario.es_nacional:
            return self.filter(direcciones=None)
        if not usuario.es_editor_regional:
            return self.none()
        return self.de_direcciones(DireccionRegional.objects.al_alcance_de(usuario))

    def en_marcha(self):
        return self.exclude(fase__in=[Fase.SUSPENDIDA, Fase.CIERRE])


class Mesa(Codificado, ConAlias, Registrado):
    """Espacio estable en que organizaciones de un territorio se reúnen, acuerdan y se comprometen."""

    PREFIJO = "M"
    ANCHO = 4
    CON_REGION = True

    nombre = models.CharField("nombre", max_length=200)
    slug = models.SlugField("nombre en la dirección pública", max_length=120, unique=True, editable=False)
    tipo = models.CharField("tipo", max_length=20, choices=TipoMesa)
    fase = models.CharField("fase", max_length=15, choices=Fase, default=Fase.PREPARACION)
    fase_desde = models.DateField("en esta fase desde", null=True, blank=True)
    direcciones = models.ManyToManyField(
        "territorios.DireccionRegional",
        blank=True,
        related_name="mesas",
        verbose_name="direcciones regionales",
        help_text="Sin dirección, la mesa es nacional.",
    )
    territorios = models.ManyToManyField(
        "territorios.Territorio", blank=True, related_name="mesas", verbose_name="territorios"
    )
    programas = models.ManyToManyField("actores.Programa", blank=True, related_name="mesas", verbose_name="programas")
    tema = models.CharField("tema o eje productivo", max_length=200, blank=True)
    objetivo = models.TextField("objetivo", blank=True)
    encargado = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mesas_a_cargo",
        verbose_name="a cargo de",
    )
    observadores = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="mesas_observadas", verbose_name="observadores"
    )
    en_uso_desde = models.DateField(
        "en uso desde",
        null=True,
        blank=True,
        help_text="Desde cuándo se lleva aquí. Lo que venció antes es antecedente histórico.",
    )
    inicio = models.DateField("inicio", null=True, blank=True)
    fin = models.DateField("fin", null=True, blank=True)
    publicada = models.BooleanField("publicada", default=False)
    fuente = models.CharField("fuente", max_length=200, blank=True)
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("codigo", "nombre", "tema"),
        output_field=models.CharField(max_length=450),
        db_persist=True,
        verbose_name="texto de búsqueda",
    )

    _history_m2m_fields = [direcciones, territorios, programas, observadores]

    objects = MesaQuerySet.as_manager()

    class Meta:
        verbose_name = "mesa"
        verbose_name_plural = "mesas"
        indexes = [models.Index(fields=["fase", "codigo"], name="mesas_mesa_por_fase")]
        constraints = [
            models.CheckConstraint(
                name="mesas_mesa_fase_valida",
                condition=Q(fase__in=Fase.values),
                violation_error_message="La fase no es una de las conocidas.",
            ),
            models.CheckConstraint(
                name="mesas_mesa_fechas_en_orden",
                condition=Q(inicio__isnull=True) | Q(fin__isnull=True) | Q(inicio__lte=F("fin")),
                violation_error_message="La fecha de término de la mesa no puede ser anterior a su inicio.",
            ),
        ]

    def __str__(self):
        return self.nombre

    def get_absolute_url(self):
        return reverse("mesa_detalle", args=[self.codigo])

    @property
    def esta_cerrada(self):
        return self.fase == Fase.CIERRE

    @property
    def pasos(self):
        """El camino de la mesa para dibujarlo: (fase, «hecha», «actual» o «pendiente»)."""
        # Una mesa suspendida se detuvo en funcionamiento.
        actual = CAMINO.index(Fase.FUNCIONAMIENTO if self.fase == Fase.SUSPENDIDA else Fase(self.fase))
        situacion = {-1: "hecha", 0: "actual", 1: "pendiente"}
        return [(fase.label, situacion[(i > actual) - (i < actual)]) for i, fase in enumerate(CAMINO)]

    @classmethod
    def crear(
        cls, *, por, direcciones, nombre_instancia=None, territorios=(), programas=(), alias=(), motivo="", **campos
    ):
        """Crea la mesa con su primera instancia, que se llama como la mesa si no se le da otro nombre.

        `direcciones`: las que la llevan, en orden; la primera da la región del código. Vacía: mesa nacional.
        Se puede entrar en cualquier fase. Levanta ValidationError si algo no cuadra.
        """
        direcciones = list(direcciones)
        with transaction.atomic():
            mesa = cls(**campos)
            mesa.preparar(direcciones)
            mesa.full_clean()
            relaciones = {"direcciones": direcciones, "territorios": territorios, "programas": programas}
            mesa.registrar(por=por, motivo=motivo, relaciones=relaciones)
            for nombre in alias:
                mesa.agregar_alias(nombre)
            mesa.instancias.model.primera_de(mesa, por=por, nombre=nombre_instancia)
        return mesa

    def preparar(self, direcciones):
        """Le da código, según la primera dirección, y dirección pública. No guarda."""
        self._region = direcciones[0].region_del_codigo() if direcciones else NACIONAL
        self.asignar_codigo()
        self.slug = slugify(self.nombre)[:100] or self.codigo.lower()
        if Mesa.objects.filter(slug=self.slug).exists():
            self.slug = f"{self.slug}-{self.codigo.lower()}"

    def region_del_codigo(self):
        return self._region

    def entregar(self, *, a, por, motivo=""):
        """Queda a cargo de otra persona; lo que hizo quien la llevaba sigue a su nombre."""
        self.encargado = a
        self.registrar(por=por, motivo=motivo)

    def avanzar_fase(self, *, a, por, el=None, motivo=""):
        """Lleva la mesa a la fase `a`, si desde la actual se puede, y anota desde cuándo (`el`).

        Volver atrás, suspender y cerrar necesitan motivo. Levanta TransicionInvalida o FaltaMotivo.
        """
        nueva = Fase(a)
        if nueva not in TRANSICIONES[Fase(self.fase)]:
            raise TransicionInvalida(
                f"Una mesa en {self.get_fase_display()} no puede pasar a {nueva.label}: "
                + (f"sólo a {self.fases_siguientes_legibles()}." if TRANSICIONES[Fase(self.fase)] else "ya cerró.")
            )
        if self._pide_motivo(nueva) and not motivo.strip():
            raise FaltaMotivo(f"Para pasar a {nueva.label} hay que decir por qué.")
        with transaction.atomic():
            self.fase, self.fase_desde = nueva, el
            self.registrar(por=por, motivo=motivo)

    def fases_siguientes_legibles(self):
        return " o ".join(fase.label for fase in Fase if fase in TRANSICIONES[Fase(self.fase)])

    def _pide_motivo(self, nueva):
        if nueva in {Fase.SUSPENDIDA, Fase.CIERRE}:
            return True
        return self.fase != Fase.SUSPENDIDA and CAMINO.index(nueva) < CAMINO.index(Fase(self.fase))


class AliasMesa(Alias):
    """Otro nombre con que los documentos llaman a una mesa."""

    mesa = models.ForeignKey(Mesa, models.CASCADE, related_name="alias", verbose_name="mesa")

    class Meta:
        verbose_name = "otro nombre de una mesa"
        verbose_name_plural = "otros nombres de mesas"
        indexes = [models.Index(fields=["busqueda"], name="mesas_alias_busqueda")]
        constraints = [
            models.UniqueConstraint(
                fields=["mesa", "nombre"],
                name="mesas_alias_unico",
                violation_error_message="Ese nombre ya está anotado para esta mesa.",
            ),
        ]
