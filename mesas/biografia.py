"""El relato de un compromiso: en qué está, en una frase, y todo lo que le ha pasado, en orden.

Lee; no decide: el estado ya viene de la tabla. Los nombres de personas los omite quien lo pide sin derecho a verlos.
"""

from dataclasses import dataclass
from datetime import date

from comun.formatos import formato
from mesas.models.compromiso_estado import Estado


@dataclass(frozen=True)
class Hito:
    """Algo que le pasó al compromiso: cuándo, qué, el detalle, quién y con qué pruebas."""

    fecha: date
    que: str
    detalle: str = ""
    quien: str = ""
    evidencias: tuple = ()


def frase_de_estado(compromiso, *, al):
    """El estado exacto en la fecha `al`, en una frase. Usa `cumplimiento`, que conviene traer con select_related."""
    estado = compromiso.estado_al(al)
    frases = {
        Estado.PROPUESTO: _propuesto,
        Estado.SUSCRITO: _suscrito,
        Estado.EN_EJECUCION: _en_ejecucion,
        Estado.VENCIDO: _vencido,
        Estado.CUMPLIDO_POR_VERIFICAR: _por_verificar,
        Estado.CUMPLIDO_VERIFICADO: _verificado,
    }
    return frases.get(estado, _cerrado)(compromiso, al)


def _plazo(compromiso):
    if compromiso.vence is None:
        return f"no tiene plazo ({compromiso.motivo_sin_plazo})"
    return f"vence el {formato(compromiso.vence)}"


def _propuesto(compromiso, al):
    return f"Propuesto: aún no consta en un acta aprobada ni en un documento firmado; {_plazo(compromiso)}."


def _suscrito(compromiso, al):
    return f"Suscrito el {formato(compromiso.suscrito_el)} y sin avances informados todavía; {_plazo(compromiso)}."


def _en_ejecucion(compromiso, al):
    return f"En ejecución: ya se han informado avances; {_plazo(compromiso)}."


def _vencido(compromiso, al):
    dias = (al - compromiso.vence).days
    hace = "ayer" if dias == 1 else f"hace {formato(dias, 'entero')} días"
    return f"Vencido: el plazo era el {formato(compromiso.vence)}, {hace}, y no se ha probado su cumplimiento."


def _por_verificar(compromiso, al):
    fecha = formato(compromiso.cumplimiento.fecha)
    return f"Cumplido, por verificar: su responsable lo informó el {fecha} y falta que otra persona lo verifique."


def _verificado(compromiso, al):
    avance = compromiso.cumplimiento
    if avance.verificado_el is None:
        return f"Cumplido y verificado: lo informó con evidencia, el {formato(avance.fecha)}, quien no es responsable."
    donde = " por la mesa" if avance.verificado_en_id else " por otra persona"
    return f"Cumplido y verificado{donde} el {formato(avance.verificado_el)}."


def _cerrado(compromiso, al):
    estado = compromiso.get_estado_display().capitalize()
    cuanto = f" ({compromiso.porcentaje_cumplido} %)" if compromiso.porcentaje_cumplido else ""
    causa = f" por {compromiso.get_causa_cierre_display()}" if compromiso.causa_cierre else ""
    return f"{estado}{cuanto}{causa}, el {formato(compromiso.cerrado_el)}: {compromiso.motivo_cierre.rstrip('.')}."


def biografia(compromiso, *, con_personas):
    """Lista de Hito, de lo primero a lo último; hace una consulta por tipo de hecho, no por fila."""
    hitos = [*_nacimiento(compromiso), *_cambios(compromiso, con_personas), *_avances(compromiso, con_personas)]
    if compromiso.cierre:
        hitos.append(
            Hito(compromiso.cerrado_el, compromiso.get_cierre_display().capitalize(), compromiso.motivo_cierre)
        )
    return sorted(hitos, key=lambda hito: hito.fecha or date.min)


def _nacimiento(compromiso):
    if compromiso.punto_id:
        sesion = compromiso.punto.sesion
        yield Hito(sesion.desde, f"Nace en la sesión {sesion.codigo}", f"Punto {compromiso.punto}")
    elif compromiso.encuentro_id:
        yield Hito(compromiso.encuentro.desde, f"Nace en el encuentro {compromiso.encuentro.codigo}")
    if compromiso.suscrito_el:
        yield Hito(compromiso.suscrito_el, "Suscrito")


def _quien(usuario, con_personas):
    return str(usuario) if usuario and con_personas else ""


def _cambios(compromiso, con_personas):
    for cambio in compromiso.reprogramaciones.select_related("por").order_by("pk"):
        antes = f" (antes {formato(cambio.vence_antes)})" if cambio.vence_antes else ""
        que = f"Reprogramado al {formato(cambio.vence_despues)}{antes}"
        detalle = f"{cambio.get_causa_display().capitalize()}: {cambio.motivo}"
        yield Hito(cambio.el, que, detalle, _quien(cambio.por, con_personas))
    for cambio in compromiso.transferencias.select_related("por", "de", "a").order_by("pk"):
        que = f"Transferido de {cambio.de.nombre_con_sigla} a {cambio.a.nombre_con_sigla}"
        yield Hito(cambio.el, que, cambio.motivo, _quien(cambio.por, con_personas))


def _avances(compromiso, con_personas):
    filas = compromiso.avances.select_related(
        "autor", "en_nombre_de", "verificado_por", "verificado_en", "devuelto_por"
    )
    for avance in filas.prefetch_related("evidencias__archivo", "evidencias__acta__sesion__instancia").en_orden():
        quien = [_quien(avance.autor, con_personas), avance.en_nombre_de and avance.en_nombre_de.nombre_con_sigla]
        yield Hito(
            avance.fecha,
            f"Se informó: {avance.get_resultado_display()}",
            avance.nota,
            ", por ".join(parte for parte in quien if parte),
            tuple(avance.evidencias.all()),
        )
        if avance.verificado_el:
            donde = f"La mesa confirma, en la sesión {avance.verificado_en.codigo}" if avance.verificado_en else ""
            yield Hito(avance.verificado_el, "Verificado", donde, _quien(avance.verificado_por, con_personas))
        if avance.devuelto_el:
            quien = _quien(avance.devuelto_por, con_personas)
            yield Hito(avance.devuelto_el, "Devuelto", avance.motivo_devolucion, quien)
