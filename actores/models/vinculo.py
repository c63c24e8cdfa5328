from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from comun.models import Registrado, Vigente, VigenteQuerySet


class VinculoQuerySet(VigenteQuerySet):
    def de(self, actor):
        """Los que unen al actor con otros, en cualquiera de los dos extremos."""
        return self.filter(Q(origen=actor) | Q(destino=actor))


class Vinculo(Vigente, Registrado):
    """Relación con nombre entre dos actores: de quién depende, con quién colabora, a quién financia."""

    class Tipo(models.TextChoices):
        DEPENDE_DE = "depende_de", "depende de"
        FORMA_PARTE_DE = "forma_parte_de", "forma parte de"
        FINANCIA_A = "financia_a", "financia a"
        EJECUTA_PARA = "ejecuta_para", "ejecuta para"
        COLABORA_CON = "colabora_con", "colabora con"
        CONVENIO_CON = "convenio_con", "tiene convenio con"

    # Se leen igual desde los dos lados: anotarlas al revés sería repetirlas.
    SIMETRICOS = (Tipo.COLABORA_CON, Tipo.CONVENIO_CON)
    INVERSOS = {
        Tipo.DEPENDE_DE: "tiene a su cargo a",
        Tipo.FORMA_PARTE_DE: "tiene como parte a",
        Tipo.FINANCIA_A: "recibe fondos de",
        Tipo.EJECUTA_PARA: "tiene como ejecutor a",
    }

    origen = models.ForeignKey(
        "actores.Actor", models.CASCADE, related_name="vinculos_hacia", verbose_name="actor"
    )  # parte del actor: sin uno de los extremos no dice nada
    tipo = models.CharField("relación", max_length=15, choices=Tipo)
    destino = models.ForeignKey(
        "actores.Actor", models.CASCADE, related_name="vinculos_desde", verbose_name="con quién"
    )
    nota = models.CharField("nota", max_length=300, blank=True)
    fuente = models.CharField("fuente", max_length=200, blank=True)

    objects = VinculoQuerySet.as_manager()

    class Meta:
        verbose_name = "vínculo"
        verbose_name_plural = "vínculos"
        constraints = [
            *Vigente.Meta.constraints,
            models.CheckConstraint(
                name="actores_vinculo_no_consigo",
                condition=~Q(origen=F("destino")),
                violation_error_message="Un actor no puede vincularse consigo mismo.",
            ),
            models.UniqueConstraint(
                fields=["origen", "destino", "tipo"],
                condition=Q(vigente_hasta__isnull=True),
                name="actores_vinculo_unico",
                violation_error_message="Ese vínculo ya está anotado y sigue vigente.",
            ),
            models.UniqueConstraint(
                Least("origen", "destino"),
                Greatest("origen", "destino"),
                "tipo",
                condition=Q(vigente_hasta__isnull=True, tipo__in=["colabora_con", "convenio_con"]),
                name="actores_vinculo_simetrico_unico",
                violation_error_message="Ese vínculo ya está anotado desde el otro actor y sigue vigente.",
            ),
        ]

    def __str__(self):
        return f"{self.origen} {self.get_tipo_display()} {self.destino}"

    def visto_desde(self, actor):
        """El par (relación, otro actor) como se lee en la página de uno de los dos."""
        if actor.pk == self.origen_id:
            return self.get_tipo_display(), self.destino
        return self.INVERSOS.get(self.tipo, self.get_tipo_display()), self.origen

    def terminar(self, *, por, el, motivo=""):
        """Cierra el vínculo el día `el`, que es el último en que rige."""
        self.vigente_hasta = el
        self.full_clean()
        self.registrar(por=por, motivo=motivo)
