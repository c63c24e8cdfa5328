"""El contenido congelado de un acta aprobada: qué guarda, cómo se escribe y si las filas aún dicen lo mismo.

El texto es JSON canónico (claves ordenadas, sin espacios, UTF-8) con versión de esquema; su SHA-256 es la huella.
Lleva los nombres como eran: cambiar el de un actor, fusionarlo o suprimir a una persona no lo toca.
"""

import hashlib
import json
from datetime import UTC

# 2: suma la modalidad, el quórum de ese día y el punto de cada acuerdo.
ESQUEMA = 2


def congelar(acta):
    """Texto JSON canónico del acta y de lo que se capturó en su sesión."""
    return _canonico(contenido_vivo(acta))


def contenido_de(acta):
    """Lo que dice el acta: aprobada, sólo lo congelado; si no, lo capturado hasta ahora."""
    return json.loads(acta.contenido) if acta.esta_sellado else contenido_vivo(acta)


def contenido_vivo(acta):
    """Lo capturado en la sesión, con la forma en que se congelará al aprobarla."""
    sesion = acta.sesion
    return {
        "esquema": ESQUEMA,
        "acta": _acta(acta),
        "mesa": {"codigo": sesion.instancia.mesa.codigo, "nombre": sesion.instancia.mesa.nombre},
        "instancia": {"codigo": sesion.instancia.codigo, "nombre": sesion.instancia.nombre},
        "sesion": _sesion(sesion),
        "tabla": [
            {"orden": p.orden, "titulo": p.titulo, "estado": p.estado, "lo_tratado": p.lo_tratado}
            for p in sesion.puntos.en_orden()
        ],
        "asistencia": _asistencia(sesion),
        "acuerdos": [
            {**_acuerdo(a), "punto": a.punto and a.punto.orden}
            for a in _acuerdos_hasta(acta).select_related("punto").order_by("codigo")
        ],
        "sin_efecto": sorted(acta.deja_sin_efecto.values_list("codigo", flat=True)) if acta.pk else [],
        "compromisos": [_compromiso(c) for c in _compromisos_de(sesion)],
    }


def huella_viva(acta):
    """La huella de lo capturado hasta ahora: dos veces la misma es que nadie lo cambió entremedio."""
    return huella(_canonico(contenido_vivo(acta)))


def huella(texto):
    """SHA-256 en hexadecimal del texto en UTF-8."""
    return hashlib.sha256(texto.encode()).hexdigest()


def coincide(acta):
    """True si la huella es la del contenido y las filas que el sistema no deja cambiar aún dicen lo mismo."""
    if not acta.contenido or huella(acta.contenido) != acta.hash:
        return False
    contenido = json.loads(acta.contenido)
    return (
        contenido["acta"] == _acta(acta)
        and _acuerdos_iguales(acta, contenido["acuerdos"])
        and _compromisos_iguales(contenido["compromisos"])
        and _nomina_igual(acta.sesion, contenido["asistencia"]["nomina"])
    )


def _canonico(contenido):
    return json.dumps(contenido, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _acta(acta):
    return {
        "sesion": acta.sesion.codigo,
        "version": acta.numero_version,
        "texto": acta.texto,
        "motivo": acta.motivo_rectificacion,
        "aprobada_el": acta.aprobada_el and acta.aprobada_el.isoformat(),
        "aprobada_at": acta.aprobada_at and acta.aprobada_at.astimezone(UTC).isoformat(),
        "respaldo": [acta.respaldo_tipo, acta.respaldo],
    }


def _sesion(sesion):
    return {
        "tipo": sesion.tipo,
        "numero": sesion.numero,
        "titulo": sesion.titulo,
        "fechas": [sesion.desde.isoformat(), sesion.hasta.isoformat(), sesion.precision],
        "horas": [hora and hora.isoformat() for hora in (sesion.hora_inicio, sesion.hora_fin)],
        "zona_horaria": sesion.zona_horaria,
        "lugar": sesion.lugar,
        "modalidad": sesion.modalidad,
    }


def _asistencia(sesion):
    filas = sesion.asistencias.select_related("actor", "persona").order_by("pk")
    return {
        "modo": sesion.modo_asistencia,
        "declarada": sesion.asistencia_declarada,
        "es_minimo": sesion.asistencia_es_minimo,
        "quorum": _quorum(sesion),
        "nomina": [{**_fila(a), "persona": a.persona.nombre if a.persona_id else "", "cargo": a.cargo} for a in filas],
    }


def _quorum(sesion):
    """La frase del quórum de ese día; vacía si la sesión sólo declaró un número."""
    from mesas.asistencia import lista_de
    from mesas.balance import Balance

    if not sesion.es_nominal:
        return ""
    lista = lista_de(sesion.instancia, al=sesion.hasta, sesion=sesion)
    return Balance(lista, sesion.instancia).quorum.legible


def _fila(asistencia):
    return {
        "institucion": asistencia.institucion,
        "sector": asistencia.sector,
        "calidad": asistencia.calidad,
        "estado": asistencia.estado,
    }


def _acuerdos_hasta(acta):
    return acta.sesion_acuerdos().filter(acta__numero_version__lte=acta.numero_version, sin_efecto=False)


def _acuerdo(acuerdo):
    return {
        "codigo": acuerdo.codigo,
        "numero": [acuerdo.numero, acuerdo.anio],
        "texto": acuerdo.texto,
        "votos": [acuerdo.votos_a_favor, acuerdo.votos_en_contra, acuerdo.abstenciones],
        "disenso": acuerdo.disenso,
    }


def _acuerdos_iguales(acta, congelados):
    codigos = [fila["codigo"] for fila in congelados]
    vivos = acta.sesion_acuerdos().filter(codigo__in=codigos).order_by("codigo")
    agregados = acta.acuerdos.exclude(codigo__in=codigos).exists()
    return not agregados and _siguen_iguales([_acuerdo(a) for a in vivos], congelados)


def _compromisos_de(sesion):
    from mesas.models.compromiso import Compromiso

    compromisos = Compromiso.objects.filter(punto__sesion=sesion).exclude(estado=Compromiso.Estado.DESISTIDO)
    return compromisos.select_related("responsable", "persona", "punto").order_by("codigo")


def _compromiso(compromiso):
    return {
        **_termino(compromiso),
        "responsable": compromiso.responsable.nombre,
        "persona": compromiso.persona.nombre if compromiso.persona_id else "",
        "punto": compromiso.punto.orden,
    }


def _termino(compromiso):
    """Lo que de un compromiso suscrito no cambia nunca; lo demás se mueve con sus verbos."""
    return {
        "codigo": compromiso.codigo,
        "accion": compromiso.accion,
        "monto": None if compromiso.monto is None else f"{compromiso.monto:.2f}",
        "moneda": compromiso.moneda,
        "vence": compromiso.vence_original and compromiso.vence_original.isoformat(),
    }


def _compromisos_iguales(congelados):
    from mesas.models.compromiso import Compromiso

    vivos = {c.codigo: c for c in Compromiso.objects.filter(codigo__in=[fila["codigo"] for fila in congelados])}
    return all(
        fila["codigo"] in vivos and _termino(vivos[fila["codigo"]]).items() <= fila.items() for fila in congelados
    )


def _nomina_igual(sesion, congelada):
    return _siguen_iguales([_fila(a) for a in sesion.asistencias.order_by("pk")], congelada)


def _siguen_iguales(vivas, congeladas):
    """Si cada fila viva dice, en el mismo orden, lo mismo que su congelada; la congelada puede llevar más."""
    return len(vivas) == len(congeladas) and all(
        viva.items() <= fila.items() for viva, fila in zip(vivas, congeladas, strict=True)
    )
