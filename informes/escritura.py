"""Escribir una sección de un informe: la guarda quien leyó lo último; a quien llega segundo se le dice qué había."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from comun.models import EdicionSimultanea, ObjetoSellado
from informes.models import InformeAnual, PropuestaAceptada, SeccionNarrativa

AUTOGUARDADO = "Autoguardado"
SENTADA = timedelta(minutes=30)


class ConflictoDeTexto(EdicionSimultanea):
    """Otra persona guardó la sección después de que ésta se leyó; `guardada` es lo que ella dejó."""

    def __init__(self, guardada):
        super().__init__("Otra persona guardó esta sección mientras la escribías.")
        self.guardada = guardada


@contextmanager
def mientras_se_edita(informe):
    """Una transacción con el informe bloqueado: nadie lo envía ni estrena una sección a la vez.

    Levanta ObjetoSellado si alguien lo envió a revisión después de que se abrió la página.
    """
    with transaction.atomic():
        actual = InformeAnual.objects.select_for_update(of=("self",)).get(pk=informe.pk)
        if not actual.se_edita:
            raise ObjetoSellado(f"El informe está {actual.get_estado_display()}: sus textos ya no se editan.")
        yield


def escribir(*, informe, clave, producto, version_leida, texto, vigente, por, motivo=""):
    """Guarda el texto y devuelve la sección. Repetir el mismo envío no cambia nada ni es un conflicto.

    Con motivo AUTOGUARDADO, lo que la misma persona escribe de una sentada queda en una sola fila del historial.
    Levanta ConflictoDeTexto si la versión guardada ya no es `version_leida` (0: aún no existía) y ObjetoSellado si
    el informe ya no se edita.
    """
    with mientras_se_edita(informe):
        seccion = seccion_guardada(informe, clave, producto)
        if seccion and (seccion.texto, seccion.vigente) == (texto, vigente):
            return seccion
        if ya_no_es_la_leida(seccion, version_leida):
            raise ConflictoDeTexto(seccion)
        previa = seccion and seccion.history.first()
        seccion = seccion or SeccionNarrativa(informe=informe, clave=clave, producto=producto)
        seccion.texto, seccion.vigente = texto, vigente
        seccion.full_clean()
        seccion.registrar(por=por, motivo=motivo)
        if previa:
            _unir_si_es_la_misma_sentada(previa, seccion.history.first(), informe)
    return seccion


def _unir_si_es_la_misma_sentada(previa, ultima, informe):
    """Deja sólo la última de dos filas seguidas del historial si la previa fue un autoguardado de la misma sentada.

    La sentada termina a los treinta minutos sin escribir, si escribe otra persona o si el informe cambia de estado:
    lo que se envió a revisión conserva su fila. Las versiones siguen corriendo, y con ellas el aviso de conflicto.
    """
    es_la_misma = (
        previa.history_change_reason == AUTOGUARDADO
        and previa.history_user_id == ultima.history_user_id
        and ultima.history_date - previa.history_date < SENTADA
        and not informe.history.filter(history_date__gt=previa.history_date).exists()
    )
    if es_la_misma:
        ultima.history_type = previa.history_type
        previa.delete()
        ultima.save(update_fields=["history_type"])


def ya_no_es_la_leida(seccion, version_leida):
    return (seccion.version if seccion else 0) != version_leida


def usar_propuesta(*, informe, seccion, propuesta, por, el):
    """Deja dicho qué proponían los datos cuando la persona lo usó (`el`: el momento)."""
    return PropuestaAceptada.crear(
        por=por,
        informe=informe,
        indicador=propuesta.indicador,
        seccion=seccion,
        valor=propuesta.cifra.valor,
        frase=propuesta.frase,
        usada_at=el,
        usada_por=por,
    )


def seccion_guardada(informe, clave, producto):
    return informe.secciones.filter(clave=clave, producto=producto).first()


def autor_de(seccion):
    """Quién guardó la sección por última vez, según su historial; None si la dejó el sistema."""
    ultima = seccion.history.select_related("history_user").order_by("-history_date", "-history_id").first()
    return ultima.history_user if ultima else None
