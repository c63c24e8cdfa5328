"""Los momentos de una sesión: convocar, realizar, acta y aprobada; uno está en curso y los otros dicen qué tienen."""

from dataclasses import dataclass

from django.urls import reverse

from mesas.generar import FORMATOS_DEL_ACTA
from mesas.models import Acta, Sesion
from mesas.views.tablas_proceso import chip_de_acta


@dataclass(frozen=True)
class Paso:
    """Un momento: su palabra, si está hecho, en curso o por venir, y lo que tiene en una frase."""

    clave: str
    palabra: str
    plantilla: str
    situacion: str
    resumen: str
    actas: tuple = ()  # ternas (acta, su chip, sus descargas)
    borrador: tuple = ()  # descargas del acta que nadie ha abierto todavía


CLAVES = ("convocar", "realizar", "acta", "aprobada")
PALABRAS = {"convocar": "Convocar", "realizar": "Realizar", "acta": "Acta", "aprobada": "Aprobada"}
PLANTILLAS = {
    "convocar": "mesas/sesiones/_convocar.html",
    "realizar": "mesas/sesiones/_realizar.html",
    "acta": "mesas/sesiones/_acta.html",
    "aprobada": "mesas/sesiones/_acta.html",
}


def pasos_de(sesion, contexto):
    """Los cuatro pasos de la sesión. `contexto`: el de su página, de donde salen los resúmenes."""
    actas = list(sesion.actas.order_by("-numero_version"))
    aprobadas = [acta for acta in actas if acta.esta_sellado]
    en_curso = CLAVES.index(_en_curso(sesion, actas))
    por_paso = {"acta": [acta for acta in actas if not acta.esta_sellado], "aprobada": aprobadas}
    resumenes = {
        "convocar": _cita(sesion, contexto),
        "realizar": _lo_hecho(sesion, contexto),
        "acta": _del_acta(por_paso["acta"], aprobadas),
        "aprobada": f"el {aprobadas[0].aprobada_el:%d-%m-%Y}" if aprobadas else "todavía no",
    }
    sin_abrir = not actas and sesion.estado == Sesion.Estado.REALIZADA

    def descargas(version):
        return descargas_del_acta(sesion, version) if contexto["con_personas"] else ()

    return [
        Paso(
            clave,
            PALABRAS[clave],
            PLANTILLAS[clave],
            "hecha" if lugar < en_curso else "actual" if lugar == en_curso else "pendiente",
            resumenes[clave],
            tuple(
                (acta, chip_de_acta(acta.estado), descargas(acta.numero_version)) for acta in por_paso.get(clave, ())
            ),
            descargas(1) if clave == "acta" and sin_abrir else (),
        )
        for lugar, clave in enumerate(CLAVES)
    ]


def descargas_del_acta(sesion, version):
    """Pares (formato, dirección) de una versión del acta."""
    return tuple(
        (formato.upper(), reverse("sesion_acta", args=[sesion.codigo, version, formato]))
        for formato in FORMATOS_DEL_ACTA
    )


def _en_curso(sesion, actas):
    if sesion.estado == Sesion.Estado.CONVOCADA:
        return "realizar"
    if sesion.estado != Sesion.Estado.REALIZADA:
        return "convocar"
    if actas and actas[0].esta_sellado:
        return "aprobada"
    return "acta" if actas else "realizar"


def _cita(sesion, contexto):
    partes = [sesion.fecha_legible, sesion.horario, sesion.lugar, _cuantos(len(contexto["puntos"]), "punto", "puntos")]
    if contexto["convocados"]["total"]:
        partes.append("{respondieron} de {total} respondieron".format(**contexto["convocados"]))
    return " · ".join(parte for parte in partes if parte)


def _lo_hecho(sesion, contexto):
    if sesion.esta_por_hacerse:
        return "todavía no"
    partes = [f"asistencia: {sesion.asistencia_legible}"]
    if sesion.es_nominal and contexto["balance"].quorum.se_exige:
        partes.append("con quórum" if contexto["balance"].quorum.hay else "sin quórum")
    partes.append(_cuantos(contexto["acuerdos"].total, "acuerdo", "acuerdos"))
    partes.append(_cuantos(contexto["compromisos"].total, "compromiso", "compromisos"))
    return " · ".join(parte for parte in partes if parte)


def _del_acta(abiertas, aprobadas):
    if abiertas:
        return Acta.Estado(abiertas[0].estado).label
    return "aprobada" if aprobadas else "sin acta"


def _cuantos(cuantos, uno, varios):
    return f"{cuantos} {uno if cuantos == 1 else varios}" if cuantos else ""
