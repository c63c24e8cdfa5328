from django.db import models
from django.db.models import Q

from comun.models import Registrado
from informes.models.anio import campo_anio
from informes.models.con_fuente import ConFuente
from informes.models.proyecto import Proyecto


class ResultadoPais(ConFuente, Registrado):
    """Efecto o producto del Programa País al que contribuye un proyecto."""

    class Nivel(models.TextChoices):
        EFECTO = "efecto", "Efecto Programa País"
        PRODUCTO = "producto", "Producto Programa País"

    proyecto = models.ForeignKey(Proyecto, models.CASCADE, related_name="resultados_pais", verbose_name="proyecto")
    orden = models.PositiveSmallIntegerField("orden", default=1)
    nivel = models.CharField("nivel", max_length=10, choices=Nivel)
    codigo = models.CharField("código en el Programa País", max_length=20)
    enunciado = models.TextField("enunciado")

    class Meta:
        verbose_name = "resultado del Programa País"
        verbose_name_plural = "resultados del Programa País"
        constraints = [
            models.UniqueConstraint(
                fields=["proyecto", "codigo"],
                name="informes_resultado_pais_unico",
                violation_error_message="El proyecto ya tiene un resultado del Programa País con ese código.",
            ),
        ]

    def __str__(self):
        return f"{self.get_nivel_display()}: {self.codigo} {self.enunciado}"


class Producto(ConFuente, Registrado):
    """Producto de un proyecto; su nombre puede diferir entre la parte narrativa y la tabla de gastos."""

    proyecto = models.ForeignKey(Proyecto, models.CASCADE, related_name="productos", verbose_name="proyecto")
    numero = models.PositiveSmallIntegerField("número")
    nombre = models.TextField("nombre")
    nombre_narrativo = models.TextField("nombre en la parte narrativa", blank=True, help_text="Vacío: el mismo.")

    class Meta:
        verbose_name = "producto"
        verbose_name_plural = "productos"
        constraints = [
            models.UniqueConstraint(
                fields=["proyecto", "numero"],
                name="informes_producto_numero_unico",
                violation_error_message="El proyecto ya tiene un producto con ese número.",
            ),
        ]

    def __str__(self):
        return f"Producto {self.numero}: {self.nombre}"

    @property
    def encabezado_narrativo(self):
        return f"Producto {self.numero}: {self.nombre_narrativo or self.nombre}"


class Indicador(ConFuente, Registrado):
    """Lo que se mide de un producto o de un resultado del Programa País, con su línea de base y su meta."""

    class Acumulacion(models.TextChoices):
        SUMA = "suma", "se suma"
        ULTIMO = "ultimo", "vale el último"
        MAXIMO = "maximo", "vale el mayor"
        PROMEDIO = "promedio", "se promedia"
        RAZON = "razon", "razón de sumas"

    class Metrica(models.TextChoices):
        INTEGRANTES = "integrantes", "integrantes a fin de año"
        SESIONES = "sesiones", "sesiones realizadas"
        ASISTENCIA_PROMEDIO = "asistencia_promedio", "asistencia promedio"
        COMPROMISOS_CUMPLIDOS = "compromisos_cumplidos", "compromisos cumplidos"

    resultado_pais = models.ForeignKey(
        ResultadoPais, models.CASCADE, null=True, blank=True, related_name="indicadores", verbose_name="resultado país"
    )
    producto = models.ForeignKey(
        Producto, models.CASCADE, null=True, blank=True, related_name="indicadores", verbose_name="producto"
    )
    orden = models.PositiveSmallIntegerField("orden", default=1)
    codigo = models.CharField("código", max_length=20)
    enunciado = models.TextField("enunciado")
    linea_base = models.TextField("línea de base", blank=True)
    linea_base_valor = models.DecimalField(
        "línea de base (número)", max_digits=16, decimal_places=2, null=True, blank=True
    )
    linea_base_anio = campo_anio("año de la línea de base", null=True, blank=True)
    meta = models.TextField("meta", blank=True)
    meta_valor = models.DecimalField("meta (número)", max_digits=16, decimal_places=2, null=True, blank=True)
    acumulacion = models.CharField("cómo se acumula", max_length=10, choices=Acumulacion, default=Acumulacion.ULTIMO)
    metrica = models.CharField(
        "métrica", max_length=40, choices=Metrica, blank=True, help_text="Qué cifra de la mesa propone el logro."
    )
    mesa = models.ForeignKey(
        "mesas.Mesa", models.PROTECT, null=True, blank=True, related_name="indicadores", verbose_name="mesa"
    )
    corte = models.CharField("corte de la métrica", max_length=40, blank=True, help_text="Tipo de sesión o sector.")

    class Meta:
        verbose_name = "indicador"
        verbose_name_plural = "indicadores"
        constraints = [
            models.CheckConstraint(
                name="informes_indicador_de_un_solo_padre",
                condition=Q(resultado_pais__isnull=False, producto__isnull=True)
                | Q(resultado_pais__isnull=True, producto__isnull=False),
                violation_error_message="Un indicador es de un producto o de un resultado del Programa País.",
            ),
            models.UniqueConstraint(
                fields=["producto", "codigo"],
                condition=Q(producto__isnull=False),
                name="informes_indicador_unico_en_producto",
                violation_error_message="El producto ya tiene un indicador con ese código.",
            ),
            models.UniqueConstraint(
                fields=["resultado_pais", "codigo"],
                condition=Q(resultado_pais__isnull=False),
                name="informes_indicador_unico_en_resultado",
                violation_error_message="El resultado ya tiene un indicador con ese código.",
            ),
            models.CheckConstraint(
                name="informes_indicador_metrica_con_mesa",
                condition=Q(metrica="") | Q(mesa__isnull=False),
                violation_error_message="Para proponer la cifra hay que decir de qué mesa.",
            ),
        ]

    def __str__(self):
        return f"Indicador {self.codigo} {self.enunciado}"


class LogroAnual(ConFuente, Registrado):
    """Lo logrado por un indicador en un año, como lo escribe la persona y, si lo hay, en número."""

    indicador = models.ForeignKey(Indicador, models.CASCADE, related_name="logros", verbose_name="indicador")
    anio = campo_anio()
    meta = models.TextField("meta del año", blank=True, help_text="Vacío: se informa la meta final.")
    meta_valor = models.DecimalField("meta del año (número)", max_digits=16, decimal_places=2, null=True, blank=True)
    texto = models.TextField("meta lograda", blank=True)
    valor = models.DecimalField("logro (número)", max_digits=16, decimal_places=2, null=True, blank=True)
    base = models.DecimalField(
        "denominador",
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Sólo para razones.",
    )
    medio_de_verificacion = models.TextField("medio de verificación", blank=True)

    class Meta:
        verbose_name = "logro anual"
        verbose_name_plural = "logros anuales"
        constraints = [
            models.UniqueConstraint(
                fields=["indicador", "anio"],
                name="informes_logro_uno_por_anio",
                violation_error_message="El logro de ese indicador en ese año ya está ingresado.",
            ),
            models.CheckConstraint(
                name="informes_logro_base_positiva",
                condition=Q(base__isnull=True) | Q(base__gt=0),
                violation_error_message="El denominador debe ser mayor que cero.",
            ),
        ]

    def __str__(self):
        return f"Logro {self.anio}: {self.texto[:80]}"
