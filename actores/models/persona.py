from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from actores.models.tipo_actor import Sector
from comun.busqueda import cada_palabra, texto_de_busqueda
from comun.models import Codificado, Registrado, Vigente, VigenteQuerySet


class Genero(models.TextChoices):
    FEMENINO = "femenino", "femenino"
    MASCULINO = "masculino", "masculino"
    NO_BINARIO = "no_binario", "no binario"
    OTRO = "otro", "otro"
    NO_DICE = "no_dice", "prefiere no decir"


class PersonaQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """El personal conoce a los representantes; los observadores, a nadie."""
        return self.none() if usuario.es_observador else self.all()

    def que_se_llaman(self, texto):
        """Las que llevan cada palabra del texto en su nombre o su código, sin mirar tildes ni mayúsculas."""

        def dice(palabra):
            return Q(busqueda__contains=palabra) | Q(codigo__icontains=palabra)

        return self.filter(cada_palabra(texto, dice))

    def que_representan(self, actor, *, al):
        """Las que representan al actor en la fecha `al`."""
        vigentes = Representacion.objects.vigentes(al=al).filter(actor=actor, persona=OuterRef("pk"))
        return self.filter(Exists(vigentes))


class Persona(Codificado, Registrado):
    """Quien representa a una organización: sólo lo necesario para convocarla y dejarla en el acta."""

    PREFIJO = "PE"

    nombre = models.CharField("nombre", max_length=160)
    genero = models.CharField(
        "género",
        max_length=10,
        choices=Genero,
        blank=True,
        help_text="Sólo si la persona lo declara. Vacío: no se le ha preguntado.",
    )
    correo = models.EmailField("correo", blank=True)
    telefono = models.CharField("teléfono", max_length=30, blank=True)
    sensible = models.BooleanField(
        "datos sensibles",
        default=False,
        help_text="Se marca sola al representar a una organización de la sociedad civil.",
    )
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("nombre"),
        output_field=models.CharField(max_length=170),
        db_persist=True,
        verbose_name="texto de búsqueda",
    )

    objects = PersonaQuerySet.as_manager()

    class Meta:
        verbose_name = "persona"
        verbose_name_plural = "personas"
        constraints = [
            models.CheckConstraint(
                name="actores_persona_genero_valido",
                condition=Q(genero__in=["", *Genero.values]),
                violation_error_message="El género no es una de las respuestas posibles.",
            ),
        ]

    def __str__(self):
        return self.nombre

    @classmethod
    def crear(cls, *, por, motivo="", actor=None, cargo="", calidad="", vigente_desde=None, **campos):
        """Crea la persona y, si se da el actor, lo que representa."""
        with transaction.atomic():
            persona = super().crear(por=por, motivo=motivo, **campos)
            if actor is not None:
                persona.representar(actor, por=por, cargo=cargo, calidad=calidad, vigente_desde=vigente_desde)
        return persona

    def ultima_institucion(self):
        """El actor que representa ahora o, si ya no representa a ninguno, el último; None si nunca lo hizo."""
        ultima = self.representaciones.select_related("actor").order_by("-vigente_hasta", "-pk").first()
        return ultima.actor if ultima else None

    def representar(self, actor, *, por, cargo="", calidad="", vigente_desde=None, vigente_hasta=None):
        """Anota que representa al actor. Quien habla por una comunidad queda con datos sensibles."""
        with transaction.atomic():
            if actor.sector == Sector.SOCIEDAD_CIVIL and not self.sensible:
                self.sensible = True
                self.registrar(por=por, motivo=f"representa a {actor}, de la sociedad civil")
            return Representacion.crear(
                por=por,
                persona=self,
                actor=actor,
                cargo=cargo,
                calidad=calidad or Representacion.Calidad.REPRESENTANTE,
                vigente_desde=vigente_desde,
                vigente_hasta=vigente_hasta,
            )


class Representacion(Vigente, Registrado):
    """Que una persona habla por una organización, con qué cargo y entre qué fechas."""

    class Calidad(models.TextChoices):
        REPRESENTANTE = "representante", "representante"
        TITULAR = "titular", "titular"
        SUPLENTE = "suplente", "suplente"
        CONVOCADO = "convocado", "convocada o convocado"
        ELEGIDO = "elegido", "elegida o elegido por su organización"

    persona = models.ForeignKey(
        Persona, models.CASCADE, related_name="representaciones", verbose_name="persona"
    )  # parte de la persona: sin ella no dice nada
    actor = models.ForeignKey("actores.Actor", models.PROTECT, related_name="representaciones", verbose_name="actor")
    cargo = models.CharField("cargo", max_length=120, blank=True)
    calidad = models.CharField("calidad", max_length=15, choices=Calidad, default=Calidad.REPRESENTANTE)

    objects = VigenteQuerySet.as_manager()

    class Meta:
        verbose_name = "representación"
        verbose_name_plural = "representaciones"
        constraints = [
            *Vigente.Meta.constraints,
            models.UniqueConstraint(
                fields=["persona", "actor", "cargo"],
                condition=Q(vigente_hasta__isnull=True),
                name="actores_representacion_unica",
                violation_error_message="Esa persona ya representa a ese actor con ese cargo.",
            ),
        ]

    def __str__(self):
        return f"{self.persona} por {self.actor}"

    def terminar(self, *, por, el, motivo=""):
        """Cierra la representación el día `el`, que es el último en que rige."""
        self.vigente_hasta = el
        self.full_clean()
        self.registrar(por=por, motivo=motivo)
