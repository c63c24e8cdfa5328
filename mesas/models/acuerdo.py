from django.db import models
from django.db.models import Q

from comun.models import Codificado, Correlativo, ObjetoSellado, Registrado, Sellado, SelladoQuerySet
from mesas.models.mesa import Mesa


class AcuerdoQuerySet(SelladoQuerySet):
    def sellados(self):
        return self.filter(numero__isnull=False)

    def visibles_para(self, usuario):
        return self.filter(instancia__mesa__in=Mesa.objects.visibles_para(usuario))

    def vigentes(self):
        """Los aprobados que ninguna rectificación dejó sin efecto."""
        return self.sellados().filter(sin_efecto=False)

    def en_orden(self):
        return self.order_by("anio", "numero", "punto__orden", "pk")


class Acuerdo(Codificado, Sellado, Registrado):
    """Una decisión de la instancia; toma su número, correlativo en el año, cuando se aprueba el acta."""

    PREFIJO = "AC"
    CAMPOS_LIBRES = frozenset({"version", "sin_efecto", "sin_efecto_por"})

    acta = models.ForeignKey("mesas.Acta", models.CASCADE, related_name="acuerdos", verbose_name="acta")
    instancia = models.ForeignKey(
        "mesas.Instancia", models.PROTECT, editable=False, related_name="acuerdos", verbose_name="instancia"
    )
    punto = models.ForeignKey(
        "mesas.PuntoTabla",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="acuerdos",
        verbose_name="punto de la tabla",
    )
    anio = models.PositiveSmallIntegerField("año", null=True, blank=True, editable=False)
    numero = models.PositiveIntegerField("número", null=True, blank=True, editable=False)
    texto = models.TextField("texto")
    votos_a_favor = models.PositiveSmallIntegerField("votos a favor", null=True, blank=True)
    votos_en_contra = models.PositiveSmallIntegerField("votos en contra", null=True, blank=True)
    abstenciones = models.PositiveSmallIntegerField("abstenciones", null=True, blank=True)
    disenso = models.TextField("constancia de disenso", blank=True)
    sin_efecto = models.BooleanField("sin efecto", default=False, editable=False)
    sin_efecto_por = models.ForeignKey(
        "mesas.Acta",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="acuerdos_retirados",
        verbose_name="rectificación que lo dejó sin efecto",
    )

    objects = AcuerdoQuerySet.as_manager()

    class Meta:
        verbose_name = "acuerdo"
        verbose_name_plural = "acuerdos"
        constraints = [
            models.UniqueConstraint(
                fields=["instancia", "anio", "numero"],
                name="mesas_acuerdo_numero_unico",
                condition=Q(numero__isnull=False),
                violation_error_message="Ese número de acuerdo ya existe en la instancia y el año.",
            ),
            models.CheckConstraint(
                name="mesas_acuerdo_numero_con_anio",
                condition=Q(numero__isnull=True, anio__isnull=True) | Q(numero__gt=0, anio__isnull=False),
                violation_error_message="Un acuerdo lleva número y año, o ninguno de los dos.",
            ),
            models.CheckConstraint(
                name="mesas_acuerdo_con_texto",
                condition=~Q(texto=""),
                violation_error_message="Un acuerdo necesita su texto.",
            ),
            models.CheckConstraint(
                name="mesas_acuerdo_sin_efecto_por_acta",
                condition=Q(sin_efecto=False, sin_efecto_por__isnull=True)
                | Q(sin_efecto=True, sin_efecto_por__isnull=False, numero__isnull=False),
                violation_error_message="Un acuerdo aprobado sólo queda sin efecto por un acta que rectifica.",
            ),
        ]

    def __str__(self):
        return f"Acuerdo {self.numero_legible}"

    @property
    def numero_legible(self):
        """«3/2026», o «por numerar» mientras el acta no se aprueba."""
        return f"{self.numero}/{self.anio}" if self.numero else "por numerar"

    @property
    def esta_sellado(self):
        return self.numero is not None

    @property
    def votacion(self):
        """«12 a favor, 1 en contra, 2 abstenciones», o vacío si no se votó."""
        partes = [
            (self.votos_a_favor, "a favor"),
            (self.votos_en_contra, "en contra"),
            (self.abstenciones, "abstención" if self.abstenciones == 1 else "abstenciones"),
        ]
        return ", ".join(f"{votos} {nombre}" for votos, nombre in partes if votos is not None)

    @classmethod
    def crear(cls, *, por, acta, texto, punto=None, motivo="", **campos):
        """Agrega un acuerdo al acta que todavía no se aprueba; nace con código y sin número."""
        if acta.esta_sellado:
            raise ObjetoSellado("El acta está aprobada: un acuerdo nuevo se agrega rectificándola.")
        if punto is not None and punto.sesion_id != acta.sesion_id:
            raise ValueError("El punto de la tabla es de otra sesión.")
        campos |= {"acta": acta, "instancia": acta.sesion.instancia, "punto": punto, "texto": texto}
        return super().crear(por=por, motivo=motivo, **campos)

    def numerar(self, *, por, anio):
        """Toma el número siguiente de la instancia y el año, sin huecos; lo llama la aprobación del acta."""
        self.anio = anio
        self.numero = Correlativo.objects.siguiente(f"{self.PREFIJO}:{self.instancia.codigo}:{anio}")
        self.registrar(por=por, motivo="acta aprobada")

    def dejar_sin_efecto(self, *, por, rectificacion):
        """Lo retira la rectificación aprobada; sus compromisos abiertos quedan desistidos con ese motivo."""
        self.sin_efecto = True
        self.sin_efecto_por = rectificacion
        self.registrar(por=por, motivo=rectificacion.motivo_rectificacion)
        for compromiso in self.compromisos.sin_cerrar():
            compromiso.desistir(por=por, el=rectificacion.aprobada_el, motivo=rectificacion.motivo_rectificacion)
