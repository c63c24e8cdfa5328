"""Lo que la base no deja que un compromiso sea nunca, con la frase que lo explica."""

from django.db.models import CheckConstraint, Q

_CIERRE_POR_ESTADO = ("historico", "desistido", "no_cumplido", "en_parte")


def _solo(campo=None):
    """Condición: de los vínculos de origen sólo está lleno el que se nombra."""
    campos = ("punto", "documento", "actividad_plan", "encuentro")
    return Q(**{f"{nombre}__isnull": nombre != campo for nombre in campos})


RESTRICCIONES = [
    CheckConstraint(
        name="mesas_compromiso_origen_coherente",
        condition=Q(origen="punto") & _solo("punto")
        | Q(origen="documento") & _solo("documento")
        | Q(origen="actividad") & _solo("actividad_plan")
        | Q(origen="encuentro") & _solo("encuentro")
        | Q(origen="recomendacion") & _solo()
        | Q(origen="declarado") & _solo() & ~Q(fuente=""),
        violation_error_message="El origen del compromiso pide exactamente su punto, documento, actividad o encuentro;"
        " si sólo está declarado, su fuente.",
    ),
    CheckConstraint(
        name="mesas_compromiso_con_accion",
        condition=~Q(accion=""),
        violation_error_message="Un compromiso dice qué se hará.",
    ),
    CheckConstraint(
        name="mesas_compromiso_plazo_o_motivo",
        condition=Q(vence__isnull=False, sin_plazo=False, motivo_sin_plazo="")
        | Q(vence__isnull=True, sin_plazo=True) & ~Q(motivo_sin_plazo=""),
        violation_error_message="Un compromiso tiene fecha de vencimiento, o dice por qué no tiene plazo.",
    ),
    CheckConstraint(
        name="mesas_compromiso_mesa_o_direccion",
        condition=Q(mesa__isnull=True, instancia__isnull=True) | Q(mesa__isnull=False, direccion__isnull=True),
        violation_error_message="El compromiso de una mesa toma de ella su dirección y su instancia.",
    ),
    CheckConstraint(
        name="mesas_compromiso_suscrito_con_fecha",
        condition=~Q(estado="suscrito") | Q(suscrito_el__isnull=False),
        violation_error_message="Un compromiso suscrito lleva la fecha en que se suscribió.",
    ),
    CheckConstraint(
        name="mesas_compromiso_nunca_vencido",
        condition=~Q(estado="vencido"),
        violation_error_message="Lo vencido no se guarda: se compara el plazo con el día en que se pregunta.",
    ),
    CheckConstraint(
        name="mesas_compromiso_cierre_segun_estado",
        condition=Q(cierre="", causa_cierre="", motivo_cierre="") & ~Q(estado__in=_CIERRE_POR_ESTADO)
        | Q(estado="historico", cierre="historico") & ~Q(motivo_cierre="")
        | Q(estado="desistido", cierre="desistido") & ~Q(motivo_cierre="")
        | Q(estado="en_parte", cierre="en_parte") & ~Q(motivo_cierre="")
        | Q(estado="no_cumplido", cierre="no_cumplido") & ~Q(motivo_cierre="") & ~Q(causa_cierre=""),
        violation_error_message="Cerrar un compromiso pide motivo y, si no se cumplió, la causa.",
    ),
    CheckConstraint(
        name="mesas_compromiso_cerrado_con_fecha",
        condition=Q(estado__in=[*_CIERRE_POR_ESTADO, "cumplido_verificado"], cerrado_el__isnull=False)
        | ~Q(estado__in=[*_CIERRE_POR_ESTADO, "cumplido_verificado"]) & Q(cerrado_el__isnull=True),
        violation_error_message="Un compromiso cerrado lleva la fecha de su cierre, y uno abierto no.",
    ),
    CheckConstraint(
        name="mesas_compromiso_cumplido_con_prueba",
        condition=~Q(estado__in=["cumplido_verificado", "por_verificar"]) | Q(cumplimiento__isnull=False),
        violation_error_message="Un compromiso cumplido señala el avance que lo prueba.",
    ),
    CheckConstraint(
        name="mesas_compromiso_parte_cumplida",
        condition=Q(cierre="en_parte", porcentaje_cumplido__gte=1, porcentaje_cumplido__lte=99)
        | ~Q(cierre="en_parte") & Q(porcentaje_cumplido__isnull=True),
        violation_error_message="Lo cumplido en parte va de 1 a 99 por ciento.",
    ),
]
