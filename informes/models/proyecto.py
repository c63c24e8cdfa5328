from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse

from comun.busqueda import cada_palabra, texto_de_busqueda
from comun.models import Codificado, Registrado
from informes.models.con_fuente import ConFuente
from informes.models.monto import MONTO_MAXIMO, campo_monto
from territorios.models import DireccionRegional


class ProyectoQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """Los de las direcciones que la persona alcanza, los que se le dieron a observar, o todos."""
        if usuario.ve_todo:
            return self
        if usuario.es_regional:
            return self.de_direcciones(DireccionRegional.objects.al_alcance_de(usuario))
        return self.filter(observadores=usuario)

    def de_direcciones(self, direcciones):
        """Los que pertenecen a alguna de las direcciones, sin repetir."""
        pertenece = Proyecto.direcciones.through.objects.filter(
            proyecto=OuterRef("pk"), direccionregional__in=direcciones
        )
        return self.filter(Exists(pertenece))

    def que_dicen(self, texto):
        """Los que llevan cada palabra del texto en el título o el código, sin distinguir tildes ni mayúsculas."""
        return self.filter(cada_palabra(texto, lambda palabra: Q(busqueda__contains=palabra)))

    def para_lista(self):
        return self.prefetch_related("direcciones")


class Proyecto(Codificado, ConFuente, Registrado):
    """Proyecto con un organismo internacional: sus identificadores, plazos y derechos; su marco cuelga de él."""

    PREFIJO = "P"

    class MarcadorDeGenero(models.TextChoices):
        GEN0 = "GEN0", "GEN0: sin contribución"
        GEN1 = "GEN1", "GEN1: contribución limitada"
        GEN2 = "GEN2", "GEN2: contribución significativa"
        GEN3 = "GEN3", "GEN3: la igualdad de género es el objetivo principal"

    class Moneda(models.TextChoices):
        USD = "USD", "dólar de EE. UU."
        CLP = "CLP", "peso chileno"
        EUR = "EUR", "euro"

    titulo = models.CharField("título", max_length=500)
    atlas_project_id = models.CharField(
        "número de proyecto en Atlas",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{4,12}$", "El Atlas Project ID lleva sólo dígitos, de 4 a 12.")],
    )
    atlas_output_id = models.CharField(
        "número de output en Atlas",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{4,12}$", "El Atlas Output ID lleva sólo dígitos, de 4 a 12.")],
    )
    organismo = models.CharField(
        "organismo", max_length=200, default="Programa de las Naciones Unidas para el Desarrollo"
    )
    inicio = models.DateField("inicio")
    fin = models.DateField("fin")
    moneda = models.CharField("moneda", max_length=3, choices=Moneda, default=Moneda.USD)
    presupuesto_documento = campo_monto("presupuesto del documento de proyecto", null=True, blank=True)
    marcador_de_genero = models.CharField("marcador de género", max_length=4, choices=MarcadorDeGenero, blank=True)
    direcciones = models.ManyToManyField(
        "territorios.DireccionRegional", blank=True, related_name="proyectos", verbose_name="direcciones regionales"
    )
    mesas = models.ManyToManyField("mesas.Mesa", blank=True, related_name="proyectos", verbose_name="mesas")
    observadores = models.ManyToManyField(
        "actores.Usuario", blank=True, related_name="proyectos_observados", verbose_name="observadores"
    )
    es_ficticio = models.BooleanField("es un ejemplo ficticio", default=False)
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("codigo", "titulo"), output_field=models.TextField(), db_persist=True
    )

    _history_m2m_fields = [direcciones, mesas, observadores]

    objects = ProyectoQuerySet.as_manager()

    class Meta:
        verbose_name = "proyecto"
        verbose_name_plural = "proyectos"
        constraints = [
            models.CheckConstraint(
                name="informes_proyecto_fechas_en_orden",
                condition=Q(inicio__lte=F("fin")),
                violation_error_message="La fecha de término es anterior al inicio.",
            ),
            models.CheckConstraint(
                name="informes_proyecto_presupuesto_valido",
                condition=Q(presupuesto_documento__isnull=True)
                | Q(presupuesto_documento__gte=0, presupuesto_documento__lte=MONTO_MAXIMO),
                violation_error_message="El presupuesto debe estar entre 0 y 9.999.999.999,99.",
            ),
            models.CheckConstraint(
                name="informes_proyecto_codigo_de_atlas",
                condition=Q(codigo=Concat(Value("P-"), "atlas_project_id")),
                violation_error_message="El código de un proyecto es «P-» y su Atlas Project ID.",
            ),
        ]

    def __str__(self):
        return f"{self.codigo} {self.titulo}"

    def get_absolute_url(self):
        return reverse("proyecto_detalle", args=[self.codigo])

    @property
    def periodo(self):
        """Los años de implementación, como los escribe el informe: «2019-2022»."""
        return f"{self.inicio.year}-{self.fin.year}"

    @property
    def anios(self):
        return range(self.inicio.year, self.fin.year + 1)

    @property
    def exige_texto_de_genero(self):
        return self.marcador_de_genero in {self.MarcadorDeGenero.GEN2, self.MarcadorDeGenero.GEN3}

    def asignar_codigo(self):
        self.codigo = self.codigo or f"{self.PREFIJO}-{self.atlas_project_id}"
