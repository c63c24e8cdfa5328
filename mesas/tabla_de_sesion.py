"""La tabla de una sesión que se prepara: nace como la última, con lo que quedó pendiente y lo que va siempre."""

from django.db import transaction
from django.db.models import F

from mesas.models import Instancia, PuntoTabla, Sesion

COMO_LA_ULTIMA = ("tipo", "hora_inicio", "hora_fin", "modalidad", "lugar")
# Para mover los puntos sin que dos compartan su número a medio camino.
APARTE = 10_000


def ultima_de(instancia):
    """La última sesión hecha de la instancia, o None."""
    return Sesion.objects.filter(instancia=instancia).realizadas().recientes_primero().first()


def como_la_ultima(instancia):
    """{campo: valor} con que parte la siguiente."""
    ultima = ultima_de(instancia)
    return {campo: getattr(ultima, campo) for campo in COMO_LA_ULTIMA} if ultima else {}


def preparar(instancia, *, por, **campos):
    """Crea el borrador de una sesión con la tabla ya empezada; no avisa a nadie."""
    with transaction.atomic():
        Instancia.objects.select_for_update(of=("self",)).get(pk=instancia.pk)  # el número siguiente, de a uno
        sesion = Sesion.crear(por=por, instancia=instancia, **campos)
        traer_puntos(sesion, por=por)
    return sesion


def por_traer(sesion):
    """Los puntos de la última sesión que siguen y aún no están aquí: los que van siempre y los que no se alcanzaron."""
    ultima = ultima_de(sesion.instancia)
    if ultima is None or ultima.pk == sesion.pk:
        return []
    ya = set(sesion.puntos.values_list("viene_de", flat=True))
    siguen = [punto for punto in ultima.puntos.en_orden() if punto.recurrente or punto.estado != punto.Estado.TRATADO]
    return [punto for punto in siguen if punto.pk not in ya]


def traer_puntos(sesion, *, por):
    """Agrega al final de la tabla los que siguen de la última sesión. Devuelve cuántos."""
    with transaction.atomic():
        Sesion.objects.select_for_update(of=("self",)).get(pk=sesion.pk)
        puntos = por_traer(sesion)
        for punto in puntos:
            PuntoTabla.agregar(
                por=por,
                motivo=f"sigue de la sesión {punto.sesion.codigo}",
                sesion=sesion,
                titulo=punto.titulo,
                minutos=punto.minutos,
                responsable=punto.responsable,
                recurrente=punto.recurrente,
                viene_de=punto,
            )
    return len(puntos)


def ordenar(sesion, posiciones, *, por):
    """Numera desde 1 los puntos de la sesión; sólo escribe los que cambian de lugar.

    `posiciones`: {pk: lugar que se pidió}. Los demás, que otra persona puede haber agregado, siguen donde estaban.
    """
    with transaction.atomic():
        puntos = sorted(
            sesion.puntos.en_orden(), key=lambda punto: (posiciones.get(punto.pk, punto.orden), punto.orden)
        )
        sesion.puntos.update(orden=F("orden") + APARTE)
        for numero, punto in enumerate(puntos, 1):
            if punto.orden == numero:
                sesion.puntos.filter(pk=punto.pk).update(orden=numero)
            else:
                punto.orden = numero
                punto.registrar(por=por, motivo="cambia de lugar en la tabla")


def minutos_de(puntos):
    """(minutos sumados de los que los tienen, cuántos no los tienen)."""
    con = [punto.minutos for punto in puntos if punto.minutos]
    return sum(con), len(puntos) - len(con)
