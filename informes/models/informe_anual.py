from django.db import models
from django.db.models import Q
from django.urls import reverse

from comun.busqueda import cada_palabra
from comun.models import Codificado, Enlace, Registrado
from informes.models.anio import campo_anio
from informes.models.con_fuente import ConFuente
from informes.models.marco import Producto
from informes.models.proyecto import Proyecto
from informes.revision_y_emision.emitible import Emitible, ParteDeEmitible


class InformeAnualQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        return self.filter(proyecto__in=Proyecto.objects.visibles_para(usuario))

    def que_dicen(self, texto):
        """Los que llevan cada palabra del texto en su código o en el título de su proyecto."""

        def dice(palabra):
            return Q(codigo__icontains=palabra) | Q(proyecto__busqueda__contains=palabra)

        return self.filter(cada_palabra(texto, dice))

    def de_direcciones(self, direcciones):
        return self.filter(proyecto__in=Proyecto.objects.de_direcciones(direcciones))

    def para_lista(self):
        return self.select_related("proyecto")


class InformeAnual(Codificado, ConFuente, Emitible):
    """El informe de un proyecto y un año: reúne la narrativa; las cifras salen de las filas del proyecto."""

    PREFIJO = "IA"
    PARTES = (
        ("encabezado", "Encabezado"),
        ("I.A", "I.A Teoría de cambio"),
        ("I.B", "I.B Efecto o producto del Programa País"),
        ("I.C", "I.C Contribución a nivel de efecto"),
        ("I.D", "I.D Contribución a nivel de producto"),
        ("I.D.genero", "I.D Igualdad de género"),
        ("II", "II Metas, actividades y presupuesto"),
        ("III", "III Riesgos"),
        ("IV", "IV Lecciones aprendidas"),
        ("V", "V Evidencia externa"),
    )

    proyecto = models.ForeignKey(Proyecto, models.PROTECT, related_name="informes", verbose_name="proyecto")
    anio = campo_anio()

    objects = InformeAnualQuerySet.as_manager()

    class Meta:
        verbose_name = "informe anual"
        verbose_name_plural = "informes anuales"
        constraints = [
            *Emitible.Meta.constraints,
            models.UniqueConstraint(
                fields=["proyecto", "anio"],
                name="informes_informe_uno_por_anio",
                violation_error_message="El proyecto ya tiene informe de ese año.",
            ),
        ]

    def __str__(self):
        return f"Informe anual {self.codigo}"

    def get_absolute_url(self):
        return reverse("informe_anual", args=[self.codigo])

    def asignar_codigo(self):
        self.codigo = self.codigo or f"{self.PREFIJO}-{self.proyecto.atlas_project_id}-{self.anio}"

    def documento(self, *, fecha=None, estado="Borrador", pie="", direccion_de=None):
        from informes.armado import anual

        material = anual.Material(self, direccion_de=direccion_de)
        return anual.armar(self, fecha=fecha, material=material, estado=estado, pie=pie)

    def autores(self):
        """Quienes alguna vez escribieron un texto de este informe, según el historial de sus partes."""
        lecciones = Leccion.history.filter(informe_id=self.pk).values("id")
        registros = [parte.history.filter(informe_id=self.pk) for parte in (SeccionNarrativa, Riesgo, Leccion)]
        registros.append(EnlaceDeEvidencia.history.filter(informe_id=self.pk))
        registros.append(DecisionDelComite.history.filter(leccion_id__in=lecciones))
        escritos = (uno.exclude(history_user=None).values_list("history_user_id", flat=True) for uno in registros)
        return {usuario for suyos in escritos for usuario in suyos}

    def url_de_cifra_emitida(self, numero, clave):
        return reverse("informe_anual_version_cifra", args=[self.codigo, numero, clave])


class SeccionNarrativa(ParteDeEmitible, ConFuente, Registrado):
    """El texto de una sección del informe; los párrafos se separan con una línea en blanco."""

    class Clave(models.TextChoices):
        TEORIA_DE_CAMBIO = "I.A", "I.A Vigencia de la teoría de cambio"
        EFECTO = "I.C", "I.C Contribución a nivel de efecto"
        PRODUCTO = "I.D", "I.D Contribución a nivel de producto"
        GENERO = "I.D.genero", "I.D Contribución a la igualdad de género"

    informe = models.ForeignKey(InformeAnual, models.CASCADE, related_name="secciones", verbose_name="informe")
    clave = models.CharField("sección", max_length=12, choices=Clave)
    producto = models.ForeignKey(
        Producto, models.CASCADE, null=True, blank=True, related_name="secciones", verbose_name="producto"
    )
    texto = models.TextField("texto", blank=True)
    vigente = models.BooleanField(
        "la teoría de cambio sigue vigente", null=True, blank=True, help_text="Sólo en I.A; vacío: sin dato."
    )

    class Meta:
        verbose_name = "sección narrativa"
        verbose_name_plural = "secciones narrativas"
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "clave"],
                condition=Q(producto__isnull=True),
                name="informes_seccion_unica",
                violation_error_message="Esa sección ya existe en el informe.",
            ),
            models.UniqueConstraint(
                fields=["informe", "clave", "producto"],
                condition=Q(producto__isnull=False),
                name="informes_seccion_unica_por_producto",
                violation_error_message="Ese producto ya tiene su sección en el informe.",
            ),
            models.CheckConstraint(
                name="informes_seccion_producto_solo_en_i_d",
                condition=Q(clave="I.D", producto__isnull=False) | (~Q(clave="I.D") & Q(producto__isnull=True)),
                violation_error_message="Sólo la sección I.D se escribe por producto, y siempre con uno.",
            ),
        ]

    def __str__(self):
        return self.get_clave_display()


class Riesgo(ParteDeEmitible, ConFuente, Registrado):
    """Un riesgo informado en el año, con su mitigación y responsable."""

    informe = models.ForeignKey(InformeAnual, models.CASCADE, related_name="riesgos", verbose_name="informe")
    orden = models.PositiveSmallIntegerField("orden", default=1)
    tipo = models.CharField("tipo de riesgo", max_length=100)
    descripcion = models.TextField("descripción")
    probabilidad = models.CharField("probabilidad", max_length=60, blank=True)
    impacto = models.CharField("impacto", max_length=60, blank=True)
    mitigacion = models.TextField("acciones de mitigación", blank=True)
    responsable = models.CharField("responsable", max_length=200, blank=True)

    class Meta:
        verbose_name = "riesgo"
        verbose_name_plural = "riesgos"
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "orden"],
                name="informes_riesgo_orden_unico",
                violation_error_message="Ya hay un riesgo en ese lugar del informe.",
            ),
        ]

    def __str__(self):
        return f"{self.tipo}: {self.descripcion[:80]}"


class Leccion(ParteDeEmitible, ConFuente, Registrado):
    """Una lección aprendida, según las preguntas guía del formulario."""

    informe = models.ForeignKey(InformeAnual, models.CASCADE, related_name="lecciones", verbose_name="informe")
    orden = models.PositiveSmallIntegerField("orden", default=1)
    logro = models.TextField("logro o no logro")
    descripcion = models.TextField("qué funcionó y qué no", blank=True)
    valoracion = models.TextField("valoración general", blank=True)

    class Meta:
        verbose_name = "lección aprendida"
        verbose_name_plural = "lecciones aprendidas"
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "orden"],
                name="informes_leccion_orden_unico",
                violation_error_message="Ya hay una lección en ese lugar del informe.",
            ),
        ]

    def __str__(self):
        return self.logro[:80]


class DecisionDelComite(ParteDeEmitible, ConFuente, Registrado):
    """Decisión o conclusión del Comité Directivo del proyecto a raíz de una lección."""

    RUTA_AL_INFORME = "leccion__informe"

    leccion = models.ForeignKey(Leccion, models.CASCADE, related_name="decisiones", verbose_name="lección")
    orden = models.PositiveSmallIntegerField("orden", default=1)
    fecha = models.DateField("fecha", null=True, blank=True)
    texto = models.TextField("decisión")

    class Meta:
        verbose_name = "decisión del Comité Directivo"
        verbose_name_plural = "decisiones del Comité Directivo"
        constraints = [
            models.UniqueConstraint(
                fields=["leccion", "orden"],
                name="informes_decision_orden_unico",
                violation_error_message="Ya hay una decisión en ese lugar de la lección.",
            ),
        ]

    def __str__(self):
        return self.texto[:80]


class EnlaceDeEvidencia(ParteDeEmitible, ConFuente, Registrado):
    """Noticia o publicación externa que da cuenta de un logro."""

    informe = models.ForeignKey(InformeAnual, models.CASCADE, related_name="enlaces", verbose_name="informe")
    orden = models.PositiveSmallIntegerField("orden", default=1)
    descripcion = models.TextField("descripción")
    url = Enlace("dirección", max_length=500)

    class Meta:
        verbose_name = "enlace de evidencia"
        verbose_name_plural = "enlaces de evidencia"
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "orden"],
                name="informes_enlace_orden_unico",
                violation_error_message="Ya hay un enlace en ese lugar del informe.",
            ),
        ]

    def __str__(self):
        return self.descripcion[:80]
