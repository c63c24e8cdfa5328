from difflib import get_close_matches

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from actores.models.tipo_actor import Sector
from actores.rut import CampoRut
from comun.busqueda import SinTildes, cada_palabra, normalizar, texto_de_busqueda
from comun.models import Alias, Codificado, ConAlias, Enlace, Registrado


class ActorQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        """El directorio es común a todo el personal; los observadores no lo abren."""
        return self.none() if usuario.es_observador else self.all()

    def en_uso(self):
        return self.filter(retirado=False)

    def para_elegir(self, *, ya_elegido=None):
        """Los que se pueden elegir: los que siguen en uso y el que ya estaba elegido (su pk)."""
        return self.filter(Q(retirado=False) | Q(pk=ya_elegido))

    def buscar(self, texto):
        """Las que llevan cada palabra del texto en su nombre, su sigla, su código o cualquiera de sus otros nombres."""

        def dice(palabra):
            alias = AliasActor.objects.filter(actor=OuterRef("pk"), busqueda__contains=palabra)
            return Q(busqueda__contains=palabra) | Q(codigo__icontains=palabra) | Exists(alias)

        return self.filter(cada_palabra(texto, dice))

    def llamados(self, nombre):
        """Las que se llaman así, exactamente, por nombre, sigla o alias, sin mirar tildes ni mayúsculas."""
        buscado = normalizar(nombre)
        if not buscado:
            return self.none()
        alias = AliasActor.objects.filter(actor=OuterRef("pk"), busqueda=buscado)
        propios = self.annotate(nombre_plano=SinTildes("nombre"), sigla_plana=SinTildes("sigla"))
        return propios.filter(Q(nombre_plano=buscado) | Q(sigla_plana=buscado) | Exists(alias))

    def parecidos(self, nombre, *, cuantos=5):
        """Nombres del directorio que se parecen a uno que no se encontró, del más al menos parecido."""
        pares = self.values_list("nombre", "sigla").union(
            AliasActor.objects.filter(actor__in=self).values_list("nombre", "actor__sigla")
        )
        conocidos = {normalizar(escrito): escrito for par in pares for escrito in par if escrito}
        return [conocidos[c] for c in get_close_matches(normalizar(nombre), conocidos, n=cuantos)]

    def de_regiones(self, regiones):
        """Las que trabajan en alguna de las regiones."""
        trabajo = Actor.regiones.through.objects.filter(actor=OuterRef("pk"), region__in=regiones)
        return self.filter(Exists(trabajo))


class Actor(Codificado, ConAlias, Registrado):
    """Organización que participa, financia o se compromete; también una regional o un conjunto («los municipios»)."""

    PREFIJO = "A"

    class Ambito(models.TextChoices):
        INTERNACIONAL = "internacional", "internacional"
        NACIONAL = "nacional", "nacional"
        REGIONAL = "regional", "regional"
        PROVINCIAL = "provincial", "provincial"
        COMUNAL = "comunal", "comunal"
        LOCAL = "local", "local"

    nombre = models.CharField("nombre", max_length=200)
    sigla = models.CharField("sigla", max_length=30, blank=True)
    tipo = models.ForeignKey("actores.TipoActor", models.PROTECT, related_name="actores", verbose_name="tipo")
    sector = models.CharField("sector", max_length=25, choices=Sector)
    ambito = models.CharField("ámbito", max_length=15, choices=Ambito)
    comuna = models.ForeignKey(
        "territorios.Comuna",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actores",
        verbose_name="comuna",
        help_text="Donde tiene su sede o trabaja, si es de una sola comuna.",
    )
    regiones = models.ManyToManyField(
        "territorios.Region", blank=True, related_name="actores", verbose_name="regiones donde trabaja"
    )
    rut = CampoRut("RUT")
    es_colectivo = models.BooleanField(
        "es un conjunto", default=False, help_text="Nombra a varias organizaciones a la vez: «los municipios»."
    )
    correo = models.EmailField("correo de contacto", blank=True, help_text="De la institución, no de una persona.")
    telefono = models.CharField("teléfono de contacto", max_length=30, blank=True)
    sitio = Enlace("sitio web", max_length=300, blank=True)
    retirado = models.BooleanField("retirado", default=False, editable=False)
    fuente = models.CharField("fuente", max_length=200, blank=True)
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("nombre", "sigla"),
        output_field=models.CharField(max_length=240),
        db_persist=True,
        verbose_name="texto de búsqueda",
    )

    _history_m2m_fields = [regiones]

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = "actor"
        verbose_name_plural = "actores"
        indexes = [
            models.Index(fields=["retirado", "nombre"], name="actores_actor_por_nombre"),
            models.Index(fields=["sector", "nombre"], name="actores_actor_por_sector"),
        ]
        constraints = [
            models.CheckConstraint(
                name="actores_actor_sector_valido",
                condition=Q(sector__in=Sector.values),
                violation_error_message="El sector no es uno de los conocidos.",
            ),
        ]

    def __str__(self):
        return self.sigla or self.nombre

    def get_absolute_url(self):
        return reverse("actor_detalle", args=[self.codigo])

    @property
    def nombre_con_sigla(self):
        return f"{self.nombre} ({self.sigla})" if self.sigla else self.nombre

    @classmethod
    def crear(cls, *, por, motivo="", regiones=(), alias=(), **campos):
        """Crea el actor; si no se dice el sector toma el que su tipo trae por defecto."""
        with transaction.atomic():
            campos.setdefault("sector", campos["tipo"].sector)
            actor = super().crear(por=por, motivo=motivo, regiones=regiones, **campos)
            for nombre in alias:
                actor.agregar_alias(nombre)
        return actor

    def retirar(self, *, por, motivo):
        """Lo saca de las listas para elegir; lo ya escrito con él no cambia."""
        self.retirado = True
        self.registrar(por=por, motivo=motivo)

    def reponer(self, *, por, motivo):
        """Vuelve a ofrecerlo en las listas."""
        self.retirado = False
        self.registrar(por=por, motivo=motivo)


class AliasActor(Alias):
    """Otro nombre con que los documentos llaman a un actor."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="alias", verbose_name="actor")

    class Meta:
        verbose_name = "otro nombre de un actor"
        verbose_name_plural = "otros nombres de actores"
        indexes = [models.Index(fields=["busqueda"], name="actores_alias_busqueda")]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "nombre"],
                name="actores_alias_unico",
                violation_error_message="Ese nombre ya está anotado para este actor.",
            ),
        ]
