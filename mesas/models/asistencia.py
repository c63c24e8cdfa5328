from django.db import models
from django.db.models import Count, Q

from actores.models import Sector
from comun.models import Registrado, Sellado, SelladoQuerySet
from mesas.models.sesion import AsistenciaCerrada


class AsistenciaQuerySet(SelladoQuerySet):
    def sellados(self):
        return self.filter(confirmada=True)

    def presentes(self):
        """Quienes estuvieron en la sesión, como integrantes o como invitados."""
        return self.filter(estado__in=[Asistencia.Estado.PRESENTE, Asistencia.Estado.INVITADO])

    def por_sector(self):
        """Filas {sector, total} de lo copiado al confirmar, o del actor si la lista sigue abierta."""
        sector = models.Case(
            models.When(confirmada=True, then="sector"), default="actor__sector", output_field=models.CharField()
        )
        return self.annotate(sector_al_dia=sector).values("sector_al_dia").annotate(total=Count("pk"))

    def en_orden(self):
        return self.order_by("actor__nombre", "pk")


class Asistencia(Sellado, Registrado):
    """Quién estuvo en una sesión; al confirmarse guarda cómo era su institución ese día."""

    # Lo copiado sólo lo escriben `copiar` y `soltar`.
    CAMPOS_LIBRES = frozenset({"version", "confirmada", "institucion", "sector", "genero", "cargo", "calidad"})
    SELLO = "confirmado"

    class Estado(models.TextChoices):
        PRESENTE = "presente", "presente"
        EXCUSADO = "excusado", "excusado"
        AUSENTE = "ausente", "ausente"
        INVITADO = "invitado", "invitado"

    sesion = models.ForeignKey("mesas.Sesion", models.CASCADE, related_name="asistencias", verbose_name="sesión")
    actor = models.ForeignKey("actores.Actor", models.PROTECT, related_name="asistencias", verbose_name="institución")
    persona = models.ForeignKey(
        "actores.Persona",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asistencias",
        verbose_name="persona",
    )
    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.PRESENTE)
    confirmada = models.BooleanField("confirmada", default=False, editable=False)
    institucion = models.CharField("institución ese día", max_length=300, blank=True, editable=False)
    sector = models.CharField("sector ese día", max_length=25, choices=Sector, blank=True, editable=False)
    genero = models.CharField("género ese día", max_length=20, blank=True, editable=False)
    cargo = models.CharField("cargo ese día", max_length=200, blank=True, editable=False)
    calidad = models.CharField("calidad ese día", max_length=20, blank=True, editable=False)

    objects = AsistenciaQuerySet.as_manager()

    class Meta:
        verbose_name = "asistencia"
        verbose_name_plural = "asistencias"
        constraints = [
            models.UniqueConstraint(
                fields=["sesion", "actor", "persona"],
                name="mesas_asistencia_unica",
                condition=Q(persona__isnull=False),
                violation_error_message="Esa persona ya está en la lista de la sesión por esa institución.",
            ),
            models.UniqueConstraint(
                fields=["sesion", "actor"],
                name="mesas_asistencia_institucion_unica",
                condition=Q(persona__isnull=True),
                violation_error_message="Esa institución ya está en la lista de la sesión.",
            ),
            models.CheckConstraint(
                name="mesas_asistencia_confirmada_con_copia",
                condition=Q(confirmada=True) & ~Q(institucion="") & ~Q(sector="")
                | Q(confirmada=False, institucion="", sector="", genero="", cargo="", calidad=""),
                violation_error_message="Una asistencia confirmada guarda la institución y el sector de ese día.",
            ),
        ]

    def __str__(self):
        return f"{self.nombre_de_institucion}: {self.get_estado_display()}"

    @property
    def esta_sellado(self):
        return self.confirmada

    @property
    def nombre_de_institucion(self):
        """La institución como se llamaba ese día; la de hoy si la lista sigue abierta."""
        return self.institucion or self.actor.nombre

    @classmethod
    def anotar(cls, *, por, sesion, actor, persona=None, estado=Estado.PRESENTE):
        """Agrega a alguien a la lista abierta de una sesión nominal."""
        if sesion.asistencia_confirmada_at or not sesion.es_nominal or sesion.actas.aprobadas().exists():
            raise AsistenciaCerrada("La sesión no admite más nombres: su lista está cerrada o es sólo un número.")
        return cls.crear(por=por, sesion=sesion, actor=actor, persona=persona, estado=estado)

    def registrar(self, *, por, motivo="", relaciones=None):
        """Guarda un cambio de la lista abierta; la confirmada se corrige reabriéndola con motivo."""
        if self.pk and Asistencia.objects.filter(pk=self.pk, confirmada=True).exists():
            raise AsistenciaCerrada("La asistencia está confirmada: reábrela con un motivo para corregirla.")
        super().registrar(por=por, motivo=motivo, relaciones=relaciones)

    def copiar(self, *, por, al):
        """Guarda institución, sector, género, cargo y calidad tal como regían en la fecha `al`."""
        self.institucion = self.actor.nombre
        self.sector = self.actor.sector
        self.calidad = self._calidad(al)
        if self.persona_id:
            self.genero = self.persona.genero
            self.cargo = self._cargo(al)
        self.confirmada = True
        super().registrar(por=por, motivo="asistencia confirmada")

    def soltar(self, *, por, motivo):
        """Deshace la copia para corregir; lo llama `Sesion.reabrir_asistencia`."""
        self.institucion = self.sector = self.genero = self.cargo = self.calidad = ""
        self.confirmada = False
        super().registrar(por=por, motivo=motivo)

    def _cargo(self, al):
        representacion = self.persona.representaciones.vigentes(al=al).filter(actor=self.actor).first()
        return representacion.cargo if representacion else ""

    def _calidad(self, al):
        integrantes = self.sesion.instancia.integrantes.vigentes(al=al).filter(actor=self.actor)
        personal = integrantes.filter(persona_id=self.persona_id).first() if self.persona_id else None
        integrante = personal or integrantes.filter(persona__isnull=True).first()
        return integrante.calidad if integrante else ""
