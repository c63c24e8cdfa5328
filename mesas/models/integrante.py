from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery

from actores.models import Sector
from comun.formatos import formato
from comun.models import Registrado, Vigente, VigenteQuerySet
from mesas.models.instancia import Instancia


class IntegranteQuerySet(VigenteQuerySet):
    def de_mesa(self, mesa):
        """Los de cualquiera de las instancias de la mesa."""
        return self.filter(instancia__mesa=mesa)

    def titulares(self):
        return self.filter(calidad=Integrante.Calidad.TITULAR)

    def por_sector(self):
        """Cuántos actores distintos hay de cada sector: {Sector: cantidad}, también los que no tienen ninguno.

        Se lee a una fecha: `integrantes.vigentes(al=fecha).por_sector()`.
        """
        filas = self.order_by().values("actor__sector").annotate(cuantos=Count("actor", distinct=True))
        contados = {fila["actor__sector"]: fila["cuantos"] for fila in filas}
        return {sector: contados.get(sector.value, 0) for sector in Sector}

    def cuantos_actores(self):
        """Cuántos actores distintos hay, aunque estén en varias instancias o con varias personas."""
        return self.order_by().aggregate(cuantos=Count("actor", distinct=True))["cuantos"]

    def contados_por(self, campo):
        """Subconsulta: cuántos actores distintos hay por cada fila de afuera que nombra `campo`; NULL si ninguno."""
        filas = self.filter(**{campo: OuterRef("pk")}).order_by().values(campo)
        return Subquery(filas.annotate(cuantos=Count("actor", distinct=True)).values("cuantos"))

    def para_lista(self):
        return self.select_related("actor", "persona", "instancia")


class Integrante(Vigente, Registrado):
    """Que un actor, quizá por medio de una persona, es parte de una instancia entre dos fechas."""

    class Calidad(models.TextChoices):
        TITULAR = "titular", "titular"
        SUPLENTE = "suplente", "suplente"
        CONVOCADO = "convocado", "convocado"

    class Papel(models.TextChoices):
        INTEGRANTE = "integrante", "integrante"
        PRESIDE = "preside", "preside"
        GERENTE = "gerente", "gerente"
        SECRETARIA = "secretaria", "secretaría técnica"
        ARTICULADOR = "articulador", "articulador"
        CONTRAPARTE = "contraparte", "contraparte municipal con rol ejecutivo"

    instancia = models.ForeignKey(Instancia, models.CASCADE, related_name="integrantes", verbose_name="instancia")
    actor = models.ForeignKey("actores.Actor", models.PROTECT, related_name="membresias", verbose_name="actor")
    persona = models.ForeignKey(
        "actores.Persona",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="membresias",
        verbose_name="persona que lo representa",
    )
    calidad = models.CharField("calidad", max_length=10, choices=Calidad, default=Calidad.TITULAR)
    rol = models.CharField("papel", max_length=15, choices=Papel, default=Papel.INTEGRANTE)
    fuente = models.CharField("fuente", max_length=200, blank=True)

    objects = IntegranteQuerySet.as_manager()

    class Meta:
        verbose_name = "integrante"
        verbose_name_plural = "integrantes"
        constraints = [
            *Vigente.Meta.constraints,
            models.UniqueConstraint(
                fields=["instancia", "actor", "calidad"],
                condition=Q(persona__isnull=True, vigente_hasta__isnull=True),
                name="mesas_integrante_actor_unico",
                violation_error_message="Ese actor ya integra la instancia con esa calidad.",
            ),
            models.UniqueConstraint(
                fields=["instancia", "actor", "persona", "calidad"],
                condition=Q(persona__isnull=False, vigente_hasta__isnull=True),
                name="mesas_integrante_persona_unica",
                violation_error_message="Esa persona ya integra la instancia por ese actor con esa calidad.",
            ),
        ]

    def __str__(self):
        return f"{self.actor} en {self.instancia}"

    def clean(self):
        if self.instancia_id and self.actor_id:
            self._exigir_sin_cruce()

    def registrar(self, *, por, motivo="", relaciones=None):
        """Guarda con la instancia bloqueada: dos personas que anotan a la vez al mismo integrante no lo repiten."""
        with transaction.atomic():
            Instancia.objects.select_for_update(of=("self",)).get(pk=self.instancia_id)
            self._exigir_sin_cruce()
            super().registrar(por=por, motivo=motivo, relaciones=relaciones)

    def terminar(self, *, por, el, motivo=""):
        """Deja de ser parte; `el` es el último día en que lo es."""
        self.vigente_hasta = el
        self.full_clean()
        self.registrar(por=por, motivo=motivo)

    def _exigir_sin_cruce(self):
        """El mismo actor, por la misma persona y con la misma calidad, no puede estar dos veces en los mismos días."""
        iguales = Integrante.objects.filter(
            instancia=self.instancia_id, actor=self.actor_id, persona=self.persona_id, calidad=self.calidad
        ).exclude(pk=self.pk)
        otra = iguales.que_se_cruzan(desde=self.vigente_desde, hasta=self.vigente_hasta).first()
        if otra is not None:
            desde, hasta = formato(otra.vigente_desde), formato(otra.vigente_hasta)
            raise ValidationError(
                f"«{self.actor}» ya está en «{self.instancia}» como {self.get_calidad_display()} en esas fechas "
                f"(desde: {desde}, hasta: {hasta})."
            )
