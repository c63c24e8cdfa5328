"""El estado de un compromiso no se escribe: se deduce de sus hechos con una tabla, y gana la primera fila que calza."""

from dataclasses import dataclass
from datetime import date

from django.db import models


class Estado(models.TextChoices):
    CERRADO_HISTORICO = "historico", "cerrado sin verificación (antecedente histórico)"
    DESISTIDO = "desistido", "desistido"
    NO_CUMPLIDO = "no_cumplido", "no cumplido"
    CUMPLIDO_VERIFICADO = "cumplido_verificado", "cumplido y verificado"
    CUMPLIDO_POR_VERIFICAR = "por_verificar", "cumplido, por verificar"
    CUMPLIDO_EN_PARTE = "en_parte", "cumplido en parte"
    VENCIDO = "vencido", "vencido"
    EN_EJECUCION = "en_ejecucion", "en ejecución"
    SUSCRITO = "suscrito", "suscrito"
    PROPUESTO = "propuesto", "propuesto"


class Cierre(models.TextChoices):
    """Los cierres que una persona decide; el cumplimiento nunca está entre ellos."""

    HISTORICO = "historico", "cerrado sin verificación (antecedente histórico)"
    DESISTIDO = "desistido", "desistido"
    NO_CUMPLIDO = "no_cumplido", "no cumplido"
    EN_PARTE = "en_parte", "cumplido en parte"


class Palabra(models.TextChoices):
    """Las cuatro palabras de los listados."""

    PENDIENTE = "pendiente", "pendiente"
    ATRASADO = "atrasado", "atrasado"
    POR_VERIFICAR = "por_verificar", "por verificar"
    CERRADO = "cerrado", "cerrado"


class Causa(models.TextChoices):
    ADMINISTRATIVA = "administrativa", "trámite administrativo"
    NIVEL_CENTRAL = "nivel_central", "decisión del nivel central"
    PRESUPUESTO = "presupuesto", "presupuesto insuficiente o rígido"
    CONTRAPARTE = "contraparte", "depende de otra institución"
    LICITACION = "licitacion", "licitación desierta o atrasada"
    EMERGENCIA = "emergencia", "emergencia o fuerza mayor"
    CAMBIO_DE_PRIORIDAD = "prioridad", "cambio de prioridad"
    OTRA = "otra", "otra causa"


PENDIENTES = (Estado.PROPUESTO, Estado.SUSCRITO, Estado.EN_EJECUCION)
CERRADOS = (
    Estado.CERRADO_HISTORICO,
    Estado.DESISTIDO,
    Estado.NO_CUMPLIDO,
    Estado.CUMPLIDO_VERIFICADO,
    Estado.CUMPLIDO_EN_PARTE,
)
# Fuera de las tasas: lo que aún no se promete, lo que se retiró y lo anterior al uso del sistema.
NO_EXIGIBLES = (Estado.CERRADO_HISTORICO, Estado.DESISTIDO, Estado.PROPUESTO)


@dataclass(frozen=True)
class HechoInformado:
    """Lo que importa de un avance: si dice cumplido, si trae evidencia y si otra persona debe o pudo verificarlo."""

    dice_cumplido: bool = False
    con_evidencia: bool = False
    exige_verificacion: bool = False
    verificado: bool = False
    devuelto: bool = False

    @property
    def prueba(self):
        return self.dice_cumplido and self.con_evidencia and not self.devuelto

    @property
    def prueba_verificada(self):
        return self.prueba and (self.verificado or not self.exige_verificacion)


@dataclass(frozen=True)
class Hechos:
    """Todo lo que decide el estado de un compromiso."""

    cierre: str = ""
    suscrito: bool = False
    vence: date | None = None
    avances: tuple[HechoInformado, ...] = ()


def estado_de(hechos, *, al=None):
    """El estado que dan los hechos en la fecha `al`; sin fecha, el que se guarda, que no conoce lo vencido.

    Fuente de la tabla: decisiones del producto sobre compromisos (004:104, 106; 000:66). Función pura.
    """
    tabla = (
        (Estado.CERRADO_HISTORICO, hechos.cierre == Cierre.HISTORICO),
        (Estado.DESISTIDO, hechos.cierre == Cierre.DESISTIDO),
        (Estado.NO_CUMPLIDO, hechos.cierre == Cierre.NO_CUMPLIDO),
        (Estado.CUMPLIDO_VERIFICADO, any(avance.prueba_verificada for avance in hechos.avances)),
        (Estado.CUMPLIDO_POR_VERIFICAR, any(avance.prueba for avance in hechos.avances)),
        (Estado.CUMPLIDO_EN_PARTE, hechos.cierre == Cierre.EN_PARTE),
        (Estado.VENCIDO, esta_vencido(hechos.vence, al=al)),
        (Estado.EN_EJECUCION, bool(hechos.avances)),
        (Estado.SUSCRITO, hechos.suscrito),
        (Estado.PROPUESTO, True),
    )
    return next(estado for estado, calza in tabla if calza)


def esta_vencido(vence, *, al):
    """True si el plazo pasó antes de `al`; el mismo día del plazo todavía se cumple a tiempo."""
    return al is not None and vence is not None and vence < al


def estado_al(guardado, vence, *, al):
    """El estado en `al` desde el guardado y el plazo: lo pendiente con el plazo pasado está vencido."""
    return Estado.VENCIDO if guardado in PENDIENTES and esta_vencido(vence, al=al) else Estado(guardado)


def palabra_de(estado):
    """La palabra de los listados para un estado exacto."""
    if estado in CERRADOS:
        return Palabra.CERRADO
    if estado == Estado.CUMPLIDO_POR_VERIFICAR:
        return Palabra.POR_VERIFICAR
    return Palabra.ATRASADO if estado == Estado.VENCIDO else Palabra.PENDIENTE
