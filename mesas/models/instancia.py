from datetime import date, timedelta
from math import ceil

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from comun.formatos import formato
from comun.models import Codificado, Registrado
from mesas.models.mesa import Mesa, TransicionInvalida


class TipoInstancia(models.TextChoices):
    MESA = "mesa", "mesa"
    CONSEJO = "consejo", "consejo"
    DIRECTORIO = "directorio", "directorio"
    SECRETARIA_TECNICA = "secretaria_tecnica", "secretaría técnica"
    COMITE = "comite", "comité"
    COMISION = "comision", "comisión"
    ASAMBLEA = "asamblea", "asamblea"
    EQUIPO = "equipo", "equipo técnico o de gestión"


class Periodicidad(models.TextChoices):
    SEMANAL = "semanal", "semanal"
    QUINCENAL = "quincenal", "quincenal"
    MENSUAL = "mensual", "mensual"
    BIMESTRAL = "bimestral", "cada dos meses"
    TRIMESTRAL = "trimestral", "trimestral"
    CUATRIMESTRAL = "cuatrimestral", "tres veces al año"
    SEMESTRAL = "semestral", "semestral"
    ANUAL = "anual", "anual"
    AMBIGUA = "ambigua", "ambigua (se conserva como está escrita)"
    PERIODICA = "periodica", "periódica, sin decir cada cuánto"
    SEGUN_NECESIDAD = "segun_necesidad", "según necesidad"


DIAS = {Periodicidad.SEMANAL: 7, Periodicidad.QUINCENAL: 14}
MESES = {
    Periodicidad.MENSUAL: 1,
    Periodicidad.BIMESTRAL: 2,
    Periodicidad.TRIMESTRAL: 3,
    Periodicidad.CUATRIMESTRAL: 4,
    Periodicidad.SEMESTRAL: 6,
    Periodicidad.ANUAL: 12,
}
# Palabras que cada documento usa con dos sentidos: de ellas no se calcula ninguna fecha.
PALABRAS_AMBIGUAS = ("bimensual",)


def sumar_meses(fecha, meses):
    """La misma fecha, tantos meses después; si ese mes no tiene el día, su último día."""
    total = fecha.year * 12 + fecha.month - 1 + meses
    siguiente = date((total + 1) // 12, (total + 1) % 12 + 1, 1)
    return date(total // 12, total % 12 + 1, min(fecha.day, (siguiente - timedelta(days=1)).day))


def en_arbol(instancias):
    """Pares (nivel desde 0, instancia), cada una bajo aquella de la que depende."""
    por_padre = {}
    for instancia in sorted(instancias, key=lambda i: i.codigo):
        por_padre.setdefault(instancia.padre_id, []).append(instancia)

    def recorrer(padre, nivel):
        for instancia in por_padre.get(padre, ()):
            yield nivel, instancia
            yield from recorrer(instancia.pk, nivel + 1)

    return list(recorrer(None, 0))


class InstanciaQuerySet(models.QuerySet):
    def visibles_para(self, usuario):
        return self.filter(mesa__in=Mesa.objects.visibles_para(usuario))

    def en_uso(self):
        return self.filter(retirada=False)


class Instancia(Codificado, Registrado):
    """Un cuerpo de la mesa (consejo, directorio, secretaría técnica…), con sus reglas para sesionar."""

    PREFIJO = "I"

    class Papel(models.TextChoices):
        DECISIONAL = "decisional", "decide"
        PROPOSITIVO = "propositivo", "propone"
        EJECUTOR = "ejecutor", "ejecuta"

    mesa = models.ForeignKey(Mesa, models.CASCADE, related_name="instancias", verbose_name="mesa")
    nombre = models.CharField("nombre", max_length=200, help_text="Como la llama esa mesa.")
    tipo = models.CharField("tipo", max_length=20, choices=TipoInstancia, default=TipoInstancia.MESA)
    rol = models.CharField("papel", max_length=15, choices=Papel, blank=True)
    padre = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="internas", verbose_name="depende de"
    )
    periodicidad = models.CharField("periodicidad", max_length=15, choices=Periodicidad, blank=True)
    periodicidad_literal = models.CharField(
        "periodicidad, como está escrita", max_length=120, blank=True, help_text="Por ejemplo: «bimensual»."
    )
    quorum_cantidad = models.PositiveSmallIntegerField("quórum: cuántos titulares", null=True, blank=True)
    quorum_porcentaje = models.DecimalField(
        "quórum: qué parte de los titulares (%)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    quorum_sectores = models.PositiveSmallIntegerField("quórum: cuántos sectores presentes", null=True, blank=True)
    inasistencias_seguidas = models.PositiveSmallIntegerField(
        "inasistencias seguidas que admite", null=True, blank=True
    )
    inasistencias_anuales = models.PositiveSmallIntegerField("inasistencias al año que admite", null=True, blank=True)
    regla_de_asistencia = models.TextField("regla de asistencia, como está escrita", blank=True)
    retirada = models.BooleanField("ya no sesiona", default=False)
    fuente = models.CharField("fuente", max_length=200, blank=True)

    objects = InstanciaQuerySet.as_manager()

    class Meta:
        verbose_name = "instancia"
        verbose_name_plural = "instancias"
        constraints = [
            models.UniqueConstraint(
                fields=["mesa", "nombre"],
                name="mesas_instancia_nombre_unico",
                violation_error_message="La mesa ya tiene una instancia con ese nombre.",
            ),
            models.CheckConstraint(
                name="mesas_instancia_no_en_si_misma",
                condition=Q(padre__isnull=True) | ~Q(padre=F("pk")),
                violation_error_message="Una instancia no puede depender de sí misma.",
            ),
            models.CheckConstraint(
                name="mesas_instancia_quorum_de_una_forma",
                condition=Q(quorum_cantidad__isnull=True) | Q(quorum_porcentaje__isnull=True),
                violation_error_message="El quórum se dice como cantidad o como porcentaje, no de las dos formas.",
            ),
            models.CheckConstraint(
                name="mesas_instancia_quorum_posible",
                condition=Q(quorum_porcentaje__isnull=True) | Q(quorum_porcentaje__gt=0, quorum_porcentaje__lte=100),
                violation_error_message="El porcentaje del quórum debe ser mayor que 0 y no pasar de 100.",
            ),
            models.CheckConstraint(
                name="mesas_instancia_ambigua_con_texto",
                condition=~Q(periodicidad=Periodicidad.AMBIGUA) | ~Q(periodicidad_literal=""),
                violation_error_message="Una periodicidad ambigua se guarda con las palabras del documento.",
            ),
        ]

    def __str__(self):
        return self.nombre

    def clean(self):
        if self.periodicidad in {*DIAS, *MESES} and self._dice_algo_ambiguo():
            raise ValidationError(
                {"periodicidad": "«Bimensual» puede ser dos veces al mes o cada dos meses: elige «ambigua»."}
            )
        if self.padre_id:
            self._exigir_padre_valido()

    @classmethod
    def primera_de(cls, mesa, *, por, nombre=None):
        """La instancia con que nace la mesa: se llama como ella, y es de su clase si es consejo, directorio…"""
        tipo = TipoInstancia(mesa.tipo) if mesa.tipo in TipoInstancia.values else TipoInstancia.MESA
        return cls.crear(por=por, mesa=mesa, nombre=nombre or mesa.nombre, tipo=tipo)

    def retirar(self, *, por, motivo):
        """Deja de sesionar: ya no se ofrece para citar ni para anotar integrantes; lo que hizo queda.

        La última en uso de una mesa no se retira: toda mesa tiene al menos una. Levanta TransicionInvalida.
        """
        if self.retirada:
            raise TransicionInvalida("Esta instancia ya no sesiona.")
        with transaction.atomic():
            Mesa.objects.select_for_update(of=("self",)).get(pk=self.mesa_id)
            if not self.mesa.instancias.en_uso().exclude(pk=self.pk).exists():
                raise TransicionInvalida("Es la única instancia en uso de la mesa: crea otra antes de retirarla.")
            self.retirada = True
            self.registrar(por=por, motivo=motivo)

    def reponer(self, *, por, motivo):
        """Vuelve a sesionar."""
        if not self.retirada:
            raise TransicionInvalida("Esta instancia ya está en uso.")
        self.retirada = False
        self.registrar(por=por, motivo=motivo)

    def impedimento_para_eliminar(self):
        Mesa.objects.select_for_update(of=("self",)).get(pk=self.mesa_id)
        if self.mesa.instancias.en_uso().exclude(pk=self.pk).exists():
            return ""
        return "Es la única instancia en uso de la mesa, y toda mesa tiene al menos una."

    @property
    def periodicidad_legible(self):
        """Lo que dice el documento, si se sabe; si no, la periodicidad elegida."""
        return self.periodicidad_literal or self.get_periodicidad_display()

    @property
    def quorum_legible(self):
        """«8 titulares y 3 sectores», «50 % de los titulares», o vacío si no fijó quórum."""
        partes = []
        if self.quorum_porcentaje is not None:
            partes.append(f"{formato(self.quorum_porcentaje, 'porcentaje')} de los titulares")
        if self.quorum_cantidad is not None:
            partes.append(f"{self.quorum_cantidad} titulares")
        if self.quorum_sectores is not None:
            partes.append(f"{self.quorum_sectores} sectores")
        return " y ".join(partes)

    def siguiente_esperada(self, *, ultima):
        """Cuándo debería sesionar de nuevo tras la sesión del día `ultima`, o None si la regla no lo dice."""
        if self.periodicidad in DIAS:
            return ultima + timedelta(days=DIAS[self.periodicidad])
        if self.periodicidad in MESES:
            return sumar_meses(ultima, MESES[self.periodicidad])
        return None

    def quorum_exigido(self, *, titulares):
        """Cuántos titulares deben estar, de los que hay a la fecha; None si la instancia no fijó quórum."""
        if self.quorum_porcentaje is not None:
            return ceil(titulares * self.quorum_porcentaje / 100)
        return self.quorum_cantidad

    def _dice_algo_ambiguo(self):
        return any(palabra in self.periodicidad_literal.lower() for palabra in PALABRAS_AMBIGUAS)

    def _exigir_padre_valido(self):
        if self.padre.mesa_id != self.mesa_id:
            raise ValidationError({"padre": f"«{self.padre}» es de otra mesa."})
        vista, vistas = self.padre, set()
        while vista is not None and vista.pk not in vistas:
            if self.pk and vista.pk == self.pk:
                raise ValidationError({"padre": f"«{self.padre}» ya depende de «{self}»."})
            vistas.add(vista.pk)
            vista = vista.padre
