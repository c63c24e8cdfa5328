from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from comun.busqueda import cada_palabra, texto_de_busqueda
from comun.models import Codificado, Registrado, Vigente, VigenteQuerySet
from territorios.models.comuna import Comuna
from territorios.models.direccion_regional import DireccionRegional
from territorios.models.localidad import Localidad
from territorios.models.nombre_alternativo import NombreAlternativo
from territorios.models.region import Region


class TipoTerritorio(models.TextChoices):
    """Las clases de territorio con que trabajan las mesas, de la más chica a la más grande."""

    CAMPAMENTO = "campamento", "campamento"
    BARRIO = "barrio", "barrio o sector"
    LOCALIDAD = "localidad", "localidad"
    COMUNIDAD = "comunidad", "comunidad indígena"
    COMUNAL = "comunal", "comuna"
    INTERCOMUNAL = "intercomunal", "varias comunas"
    CUENCA = "cuenca", "cuenca"
    ADI = "adi", "área de desarrollo indígena"
    PROVINCIAL = "provincial", "provincia entera"
    REGIONAL = "regional", "región"
    NACIONAL = "nacional", "nacional"
    SIN_DATO = "sin_dato", "sin dato"


ENTEROS = frozenset(
    {
        TipoTerritorio.COMUNAL,
        TipoTerritorio.INTERCOMUNAL,
        TipoTerritorio.PROVINCIAL,
        TipoTerritorio.REGIONAL,
        TipoTerritorio.NACIONAL,
    }
)


class CicloDeTerritorios(ValidationError):
    """Un territorio no puede quedar, ni por intermedio de otros, dentro de sí mismo."""


class TerritorioQuerySet(VigenteQuerySet):
    def visibles_para(self, usuario):
        """Directorio común del personal; un observador no lo recorre."""
        return self if usuario.ve_todo or usuario.es_regional else self.none()

    def en_regiones(self, regiones):
        """Los que tocan alguna de las regiones, por sus comunas, sus provincias o porque así se declara."""
        return self.filter(
            Q(
                Exists(
                    Territorio.comunas.through.objects.filter(
                        territorio=OuterRef("pk"), comuna__provincia__region__in=regiones
                    )
                )
            )
            | Q(
                Exists(
                    Territorio.provincias.through.objects.filter(
                        territorio=OuterRef("pk"), provincia__region__in=regiones
                    )
                )
            )
            | Q(
                Exists(
                    Territorio.regiones_declaradas.through.objects.filter(
                        territorio=OuterRef("pk"), region__in=regiones
                    )
                )
            )
        )

    def con_texto(self, texto):
        """Los que llevan cada palabra en su código, nombres, tema o comunas, sin mirar tildes ni mayúsculas."""

        def dice(palabra):
            alternativos = NombreAlternativo.objects.filter(territorio=OuterRef("pk"), busqueda__contains=palabra)
            comunas = Territorio.comunas.through.objects.filter(
                territorio=OuterRef("pk"), comuna__busqueda__contains=palabra
            )
            return Q(busqueda__contains=palabra) | Exists(alternativos) | Exists(comunas)

        return self.filter(cada_palabra(texto, dice))


class Territorio(Codificado, Vigente, Registrado):
    """Un lugar en que se trabaja: comunas, provincias enteras o lugares más chicos, con el acto que lo define."""

    PREFIJO = "T"
    ANCHO = 6

    nombre = models.CharField("nombre", max_length=160)
    tipo = models.CharField("tipo", max_length=15, choices=TipoTerritorio)
    tema = models.CharField("tema o eje", max_length=200, blank=True)
    descripcion = models.TextField("descripción", blank=True)
    comunas = models.ManyToManyField(
        "territorios.Comuna",
        blank=True,
        related_name="territorios",
        verbose_name="comunas",
        help_text="Las que abarca o, si es un lugar más chico, aquella en que está.",
    )
    provincias = models.ManyToManyField(
        "territorios.Provincia", blank=True, related_name="territorios", verbose_name="provincias enteras"
    )
    regiones_declaradas = models.ManyToManyField(
        "territorios.Region",
        blank=True,
        related_name="territorios_declarados",
        verbose_name="regiones",
        help_text="La región entera, o en cuál está cuando no se conocen sus comunas.",
    )
    padre = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="internos", verbose_name="está dentro de"
    )
    fuente = models.CharField("fuente", max_length=200, blank=True)
    busqueda = models.GeneratedField(
        expression=texto_de_busqueda("codigo", "nombre", "tema"),
        output_field=models.CharField(max_length=420, verbose_name="texto de búsqueda"),
        db_persist=True,
    )

    _history_m2m_fields = ("comunas", "provincias", "regiones_declaradas")

    objects = TerritorioQuerySet.as_manager()

    class Meta:
        verbose_name = "territorio"
        verbose_name_plural = "territorios"
        constraints = [
            *Vigente.Meta.constraints,
            models.CheckConstraint(
                name="territorios_territorio_no_en_si_mismo",
                condition=Q(padre__isnull=True) | ~Q(padre=F("pk")),
                violation_error_message="Un territorio no puede estar dentro de sí mismo.",
            ),
            models.CheckConstraint(
                name="territorios_territorio_nacional_sin_padre",
                condition=~Q(tipo="nacional") | Q(padre__isnull=True),
                violation_error_message="Un territorio nacional no está dentro de otro.",
            ),
        ]

    def __str__(self):
        return self.nombre

    def get_absolute_url(self):
        return reverse("territorio_detalle", args=[self.codigo])

    def clean(self):
        self._exigir_sin_ciclo()

    @property
    def es_nacional(self):
        return self.tipo == TipoTerritorio.NACIONAL

    @property
    def abarca_comunas_enteras(self):
        """Falso en un campamento, un barrio, una localidad, una comunidad, una cuenca o un ADI: ahí la comuna ubica."""
        return self.tipo in ENTEROS

    @property
    def abarca_regiones_enteras(self):
        return self.tipo in {TipoTerritorio.REGIONAL, TipoTerritorio.NACIONAL}

    @property
    def de_afuera_hacia_adentro(self):
        return reversed(self.ascendientes())

    @classmethod
    def crear(cls, *, por, comunas=(), provincias=(), regiones=(), localidades=(), motivo="", **campos):
        """Crea el territorio con su código, sus divisiones y sus localidades (nombres), en una transacción."""
        with transaction.atomic():
            territorio = super().crear(
                por=por,
                motivo=motivo,
                comunas=comunas,
                provincias=provincias,
                regiones_declaradas=regiones,
                **campos,
            )
            for nombre in localidades:
                Localidad.crear(por=por, territorio=territorio, nombre=nombre, fuente=territorio.fuente)
        return territorio

    def registrar(self, *, por, motivo="", relaciones=None):
        with transaction.atomic():
            self._exigir_sin_ciclo()
            super().registrar(por=por, motivo=motivo, relaciones=relaciones)

    def comunas_efectivas(self):
        """Las suyas y las de sus provincias enteras (y de su región, si es una región), de norte a sur."""
        if self.es_nacional:
            return Comuna.objects.de_norte_a_sur()
        filtro = Q(territorios=self) | Q(provincia__territorios=self)
        if self.tipo == TipoTerritorio.REGIONAL:
            filtro |= Q(provincia__region__territorios_declarados=self)
        return Comuna.objects.filter(pk__in=Comuna.objects.filter(filtro).values("pk")).de_norte_a_sur()

    def regiones(self):
        """Las regiones que toca, de norte a sur; de un territorio nacional, todas."""
        if self.es_nacional:
            return Region.objects.de_norte_a_sur()
        tocadas = Region.objects.filter(
            Q(provincias__comunas__territorios=self) | Q(provincias__territorios=self) | Q(territorios_declarados=self)
        )
        return Region.objects.filter(pk__in=tocadas.values("pk")).de_norte_a_sur()

    def direcciones(self, *, al):
        """Las direcciones regionales vigentes en la fecha cuyas regiones toca, de norte a sur."""
        return DireccionRegional.objects.vigentes(al=al).de_regiones(self.regiones().order_by()).de_norte_a_sur()

    def ascendientes(self):
        """De adentro hacia afuera: el que lo contiene, el que contiene a ése…"""
        vistos, padre = [], self.padre
        while padre is not None and padre not in vistos:
            vistos.append(padre)
            padre = padre.padre
        return vistos

    def _exigir_sin_ciclo(self):
        """Sube por los padres bloqueando cada fila, para que dos cambios a la vez no cierren un ciclo."""
        if not self.pk or not self.padre_id:
            return
        actual, vistos = self.padre_id, set()
        with transaction.atomic():
            while actual is not None and actual not in vistos:
                vistos.add(actual)
                if actual == self.pk:
                    raise CicloDeTerritorios({"padre": f"«{self.padre}» ya está dentro de «{self}»."})
                filas = Territorio.objects.select_for_update(of=("self",)).filter(pk=actual)
                actual = filas.values_list("padre_id", flat=True).first()
