"""Convocar una sesión: a quiénes, con qué texto, y avisarles cada vez que algo cambia.

Todo ocurre en una transacción: si algo falla, ni la sesión queda convocada ni sale un correo. Los correos van a la
bandeja de salida, uno por persona y aviso: apretar dos veces, o dos personas a la vez, no los repite.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comun.formatos import formato
from comun.models import Bitacora, Correo
from mesas.calendario import CANCELAR, PUBLICAR, Contacto, invitacion
from mesas.models import Convocado, EnlaceFirmado, Integrante

# Después de la sesión el enlace todavía muestra qué se respondió.
DIAS_DEL_ENLACE = 7
CAMBIO_LO_LEIDO = "La sesión o su tabla cambiaron: revisa lo que se enviará y convoca de nuevo."


class NoSePuedeConvocar(Exception):
    """A la sesión le falta algo para convocarla, o ya no dice lo que leyó quien la convoca."""


@dataclass(frozen=True)
class Aviso:
    """A cuántas personas se escribió y a quiénes hay que avisar de otra forma, porque no tienen correo."""

    enviados: int
    sin_correo: tuple[Convocado, ...]


def por_convocar(sesion):
    """Los Convocado, aún sin guardar, que resultan de los integrantes vigentes el día de la sesión."""
    vigentes = sesion.instancia.integrantes.vigentes(al=sesion.desde).select_related("actor", "persona")
    unicos = {}
    for integrante in vigentes.order_by("actor__nombre", "pk"):
        titular = integrante.calidad == Integrante.Calidad.TITULAR
        clave = (integrante.actor_id, integrante.persona_id)
        if clave not in unicos or titular:
            unicos[clave] = Convocado(
                sesion=sesion, actor=integrante.actor, persona=integrante.persona, calidad=integrante.calidad
            )
    return list(unicos.values())


def que_falta(sesion, *, al):
    """Frases de lo que falta para convocar; vacío si se puede."""
    dice = [
        (sesion.desde and sesion.hora_inicio, "Falta el día o la hora."),
        (not sesion.desde or sesion.desde >= timezone.localdate(al), "El día ya pasó: cámbialo."),
        (sesion.puntos.exists(), "La tabla no tiene puntos."),
        (sesion.desde and por_convocar(sesion), "La instancia no tiene integrantes vigentes ese día."),
    ]
    return [frase for cumple, frase in dice if not cumple]


def lo_leido(sesion):
    """Huella de lo que se va a enviar: cambia con los datos de la sesión y con su tabla."""
    puntos = sesion.puntos.en_orden().values_list("pk", "version")
    return sha256(repr((sesion.version, *puntos)).encode()).hexdigest()


def convocar(sesion, *, por, al, leido=None):
    """Cita a los integrantes vigentes y les escribe.

    `leido`: el `lo_leido` de quien convoca, si lo hace mirando una pantalla. Levanta TransicionInvalida si la sesión
    no es un borrador, y NoSePuedeConvocar si le falta algo o ya no dice lo que se leyó.
    """
    with transaction.atomic():
        sesion._tomar()
        if sesion.estado == sesion.Estado.BORRADOR:
            _revisar(sesion, al=al, leido=leido)
        sesion.convocar(por=por)
        _sumar_a_los_que_faltan(sesion, por=por, motivo="convocatoria")
        return _avisar(sesion, por=por, al=al)


def reprogramar(sesion, *, por, al, motivo, cambios, es_otra_citacion=False):
    """Cambia el día, la hora o el lugar, avisa a los convocados y les vuelve a preguntar."""
    with transaction.atomic():
        sesion.reprogramar(por=por, motivo=motivo, cambios=cambios, es_otra_citacion=es_otra_citacion)
        for convocado in sesion.convocados.all():
            convocado.olvidar_respuesta(por=por, motivo=motivo)
        _sumar_a_los_que_faltan(sesion, por=por, motivo=motivo)
        return _avisar(sesion, por=por, al=al)


def suspender(sesion, *, por, al, motivo):
    """Deja sin efecto el día citado y lo avisa; más adelante se cita de nuevo."""
    with transaction.atomic():
        sesion.suspender(por=por, motivo=motivo)
        return _avisar(sesion, por=por, al=al)


def cancelar(sesion, *, por, al, motivo):
    """No se hará: lo avisa a los convocados; si era un borrador, no hay a quién."""
    with transaction.atomic():
        sesion.cancelar(por=por, motivo=motivo)
        return _avisar(sesion, por=por, al=al)


def enlace_de(convocado, *, por):
    """El enlace con que esa persona responde sin cuenta; si ya lo tenía, el mismo."""
    sesion = convocado.sesion
    fin = datetime.combine(sesion.hasta + timedelta(days=DIAS_DEL_ENLACE), time(0), sesion.zona)
    return EnlaceFirmado.emitir(
        por=por,
        proposito=EnlaceFirmado.Proposito.CONVOCATORIA,
        sobre=sesion.codigo,
        actor=convocado.actor,
        persona=convocado.persona,
        vence_at=fin,
    )


def direccion_de(enlace):
    """La dirección entera de un enlace de convocatoria."""
    return settings.URL_DEL_SITIO + reverse("convocatoria_responder", args=[enlace.token])


def _revisar(sesion, *, al, leido):
    if leido is not None and leido != lo_leido(sesion):
        raise NoSePuedeConvocar(CAMBIO_LO_LEIDO)
    if faltas := que_falta(sesion, al=al):
        raise NoSePuedeConvocar(" ".join(faltas))


def _sumar_a_los_que_faltan(sesion, *, por, motivo):
    ya = {(uno.actor_id, uno.persona_id) for uno in sesion.convocados.all()}
    for convocado in por_convocar(sesion):
        if (convocado.actor_id, convocado.persona_id) not in ya:
            convocado.registrar(por=por, motivo=motivo)


def _avisar(sesion, *, por, al):
    sin_correo, enviados = [], 0
    for convocado in sesion.convocados.con_quien_es().en_orden():
        convocado.sesion = sesion
        direccion = direccion_de(enlace_de(convocado, por=por))
        if convocado.correo:
            _encolar(convocado, direccion, por, al)
            enviados += 1
        else:
            sin_correo.append(convocado)
    Bitacora.objects.create(
        usuario=por,
        acto=Bitacora.Acto.ENVIO,
        codigo_objeto=sesion.codigo,
        detalle=f"sesión {sesion.get_estado_display()}: aviso {sesion.secuencia} a {enviados} personas",
    )
    return Aviso(enviados, tuple(sin_correo))


def _encolar(convocado, direccion, por, al):
    sesion = convocado.sesion
    metodo = PUBLICAR if sesion.estado == sesion.Estado.CONVOCADA else CANCELAR
    organiza = organizador(por)
    para = Contacto(convocado.quien, convocado.correo)
    ics = invitacion(sesion, organiza=organiza, para=para, enlace=direccion, al=al, metodo=metodo)
    Correo.objects.encolar(
        clave=f"convocatoria:{sesion.codigo}:{sesion.secuencia}:{convocado.clave}",
        para=convocado.correo,
        asunto=asunto(sesion),
        texto=carta(convocado, direccion),
        adjuntos=[("invitacion.ics", f"text/calendar; method={metodo}", ics)],
        responder_a=organiza.correo,
        sobre=sesion.codigo,
    )


def organizador(usuario):
    """Quién invita: la persona que convoca o, si no tiene correo, el sitio."""
    return (
        Contacto(str(usuario), usuario.email)
        if usuario and usuario.email
        else Contacto("FOSIS", settings.DEFAULT_FROM_EMAIL)
    )


# --- Los textos ---


def cuando(sesion):
    """«lunes 23-11-2026, 10:00 a 12:00 (hora de Chile continental)»."""
    dia = formato(sesion.desde, "fecha_larga")
    return f"{dia}, {sesion.horario} (hora de {sesion.get_zona_horaria_display()})" if sesion.hora_inicio else dia


def asunto(sesion):
    """«Convocatoria: sesión de mesa 4, Mesa Campanilla», o lo que haya pasado con ella."""
    que = {"suspendida": "Suspendida", "cancelada": "Cancelada"}.get(sesion.estado, "")
    if not que and sesion.citacion > 1:
        que = f"{ORDINALES.get(sesion.citacion, 'Nueva')} citación"
    elif not que:
        que = "Cambio en la convocatoria" if sesion.secuencia > 1 else "Convocatoria"
    return f"{que}: {sesion.nombre}, {sesion.instancia.mesa.nombre}"[:300]


ORDINALES = {2: "Segunda", 3: "Tercera"}


def carta(convocado, direccion):
    """El texto del correo."""
    sesion = convocado.sesion
    partes = [f"{convocado.quien}:", _que_pasa(sesion), _datos(sesion)]
    if sesion.estado in {sesion.Estado.CONVOCADA, sesion.Estado.BORRADOR}:
        partes += [_tabla(sesion), f"Dinos si vienes, sin necesidad de cuenta:\n{direccion}"]
        partes += ["El archivo adjunto deja la sesión en tu calendario."]
    partes.append(_por_que_te_escribimos(convocado))
    return "\n\n".join(parte for parte in partes if parte)


def mensaje_para(convocado, *, al):
    """Lo que se pega en WhatsApp: una frase y el enlace; vacío si su enlace ya no sirve."""
    sesion = convocado.sesion
    suyo = {"sobre": sesion.codigo, "actor": convocado.actor, "persona": convocado.persona}
    enlace = EnlaceFirmado.objects.vigentes(al=al).filter(proposito="convocatoria", **suyo).first()
    if enlace is None:
        return ""
    lugar = f", en {sesion.lugar}" if sesion.lugar else ""
    return f"{asunto(sesion)}. El {cuando(sesion)}{lugar}. Mira la tabla y dinos si vienes: {direccion_de(enlace)}"


def _misma(sesion):
    """Si la instancia se llama como su mesa: entonces no se nombra dos veces."""
    return sesion.instancia.nombre == sesion.instancia.mesa.nombre


def _por_que_te_escribimos(convocado):
    instancia = convocado.sesion.instancia
    donde = instancia.nombre if _misma(convocado.sesion) else f"{instancia.nombre}, de {instancia.mesa.nombre}"
    por = f", por {convocado.actor.nombre}" if convocado.persona else ""
    return f"Recibes este correo porque integras {donde}{por}."


def _que_pasa(sesion):
    frases = {
        "convocada": "Estás convocada o convocado a esta sesión.",
        "borrador": "Estás convocada o convocado a esta sesión.",
        "suspendida": "La sesión queda suspendida. Te avisaremos el nuevo día.",
        "cancelada": "La sesión no se hará.",
    }
    motivo = f" Motivo: {sesion.motivo_estado.rstrip('.')}." if sesion.motivo_estado else ""
    return frases[sesion.estado] + motivo


def _datos(sesion):
    lineas = [
        asunto(sesion).split(": ", 1)[1],
        "" if _misma(sesion) else f"Instancia: {sesion.instancia.nombre}",
        f"Cuándo: {cuando(sesion)}",
        f"Dónde: {sesion.lugar}" if sesion.lugar else "",
        f"Modalidad: {sesion.get_modalidad_display()}" if sesion.modalidad else "",
        f"\n{sesion.objetivo}" if sesion.objetivo else "",
    ]
    return "\n".join(linea for linea in lineas if linea)


def _tabla(sesion):
    puntos = sesion.puntos.select_related("responsable").en_orden()
    return "\n".join(["Tabla", *(_punto(numero, punto) for numero, punto in enumerate(puntos, 1))]) if puntos else ""


def _punto(numero, punto):
    detalles = [f"{punto.minutos} minutos" if punto.minutos else ""]
    detalles.append(f"presenta {punto.responsable}" if punto.responsable else "")
    detalles = ", ".join(detalle for detalle in detalles if detalle)
    material = f"\n   Material: {punto.material}" if punto.material else ""
    return f"{numero}. {punto.titulo}{f' ({detalles})' if detalles else ''}{material}"
