from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.urls import reverse

from comun.models import NACIONAL, Registrado, Vigente, VigenteQuerySet
from territorios.models.region import Region


class DireccionRegionalQuerySet(VigenteQuerySet):
    def de_norte_a_sur(self):
        return self.order_by("orden", "codigo")

    def del_anio(self, anio):
        """Las que cerraron el año: la evaluación de un año la hace quien existía en su último día."""
        return self.vigentes(al=date(anio, 12, 31))

    def de_regiones(self, regiones):
        """Las que cubren alguna de las regiones, sin repetir."""
        cubren = self.model.regiones.through.objects.filter(region__in=regiones)
        return self.filter(pk__in=cubren.values("direccionregional"))

    def de_macrozona(self, macrozona):
        """Las que cubren alguna región de la macrozona, sin repetir."""
        return self.de_regiones(Region.objects.filter(macrozona=macrozona))

    def por_slug(self, slug, *, anio):
        """La dirección que se llamaba así al cierre de ese año; levanta DoesNotExist si no había ninguna."""
        return self.del_anio(anio).get(slug=slug)

    def visibles_para(self, usuario):
        """Directorio común del personal; un observador no lo recorre."""
        return self if usuario.ve_todo or usuario.es_regional else self.none()

    def para_lista(self):
        """De norte a sur, con sus regiones, predecesoras y sucesoras ya leídas."""
        regiones = models.Prefetch("regiones", Region.objects.de_norte_a_sur())
        return self.prefetch_related(regiones, "predecesoras", "sucesoras").de_norte_a_sur()

    def al_alcance_de(self, usuario):
        """Aquellas cuyos asuntos ve el usuario: las suyas y todas sus predecesoras; de quien ve todo, todas."""
        if not usuario.is_authenticated:
            return self.none()
        if usuario.ve_todo:
            return self
        return self.filter(pk__in=self._cierre_hacia_atras(usuario)) if usuario.es_regional else self.none()

    def _cierre_hacia_atras(self, usuario):
        """Subconsulta con las direcciones del usuario y sus predecesoras, a cualquier distancia."""
        propias = usuario.direcciones.through._meta.db_table
        sucesoras = self.model.sucesoras.through._meta.db_table
        return RawSQL(
            f"""
            WITH RECURSIVE alcance(id) AS (
                SELECT direccionregional_id FROM {propias} WHERE usuario_id = %s
                UNION
                SELECT s.from_direccionregional_id FROM {sucesoras} s JOIN alcance a ON s.to_direccionregional_id = a.id
            ) SELECT id FROM alcance
            """,
            [usuario.pk],
        )


class DireccionRegional(Vigente, Registrado):
    """Oficina de FOSIS que cubre una o más regiones; vive entre dos fechas y puede tener sucesoras."""

    codigo = models.CharField("código", max_length=40, unique=True, editable=False)
    slug = models.SlugField("nombre en las órdenes", max_length=60)
    nombre = models.CharField("nombre", max_length=120)
    nombre_literal = models.CharField("nombre en documentos", max_length=120, blank=True)
    orden = models.PositiveSmallIntegerField("orden de norte a sur")
    regiones = models.ManyToManyField("territorios.Region", related_name="direcciones", verbose_name="regiones")
    sucesoras = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecesoras", verbose_name="sucesoras"
    )
    nota = models.CharField("nota sobre la vigencia", max_length=200, blank=True)

    _history_m2m_fields = ("regiones", "sucesoras")

    objects = DireccionRegionalQuerySet.as_manager()

    class Meta:
        verbose_name = "dirección regional"
        verbose_name_plural = "direcciones regionales"
        constraints = [
            *Vigente.Meta.constraints,
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(vigente_hasta__isnull=True),
                name="territorios_direccion_una_vigente_por_slug",
                violation_error_message="Ya hay una dirección regional vigente con ese nombre en las órdenes.",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(vigente_desde__isnull=True),
                name="territorios_direccion_una_inicial_por_slug",
                violation_error_message="Ya hay una dirección regional con ese nombre desde el comienzo.",
            ),
            models.UniqueConstraint(
                fields=["slug", "vigente_desde"],
                name="territorios_direccion_slug_y_desde_unicos",
                violation_error_message="Ya hay una dirección regional con ese nombre desde esa fecha.",
            ),
        ]

    def __str__(self):
        return self.nombre

    def get_absolute_url(self):
        return f"{reverse('direcciones_lista')}#{self.codigo}"

    def clean(self):
        if self._se_cruza_con_otra():
            raise ValidationError({"slug": "En parte de esas fechas ya rige otra dirección con ese nombre."})

    def region_del_codigo(self):
        """Los dos dígitos de la primera región, que llevan los códigos de sus mesas (D-05 → 05)."""
        return self.codigo.split("-")[1] if "-" in self.codigo else NACIONAL

    def zona_horaria(self):
        """La de su primera región de norte a sur; con ella se citan sus sesiones."""
        return self.regiones.de_norte_a_sur().values_list("zona_horaria", flat=True).first()

    def _se_cruza_con_otra(self):
        otras = DireccionRegional.objects.filter(slug=self.slug).exclude(pk=self.pk)
        return otras.que_se_cruzan(desde=self.vigente_desde, hasta=self.vigente_hasta).exists()
