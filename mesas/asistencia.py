"""La lista de una sesión: quiénes integraban la instancia ese día, cómo se marcó a cada quien, y dejarlo guardado."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch

from actores.models import Actor, Persona
from comun.busqueda import normalizar
from comun.models.registrado import autoria
from mesas.models import Asistencia, AsistenciaCerrada, FaltaMotivo, Integrante, Sesion
from mesas.nomina import anotar_renglones

FORMA_DE_CLAVE = re.compile(r"[A-Z]+-\d+:([A-Z]+-\d+)?", re.ASCII)
RANGO_DE_CALIDAD = {Integrante.Calidad.TITULAR: 0, Integrante.Calidad.SUPLENTE: 1, Integrante.Calidad.CONVOCADO: 2}


class ListaEnDisputa(Exception):
    """Otra persona marcó distinto a alguien de la lista. `ahora`: {clave: lo que quedó guardado}."""

    def __init__(self, ahora):
        super().__init__("Otra persona cambió la lista mientras la marcabas.")
        self.ahora = ahora


@dataclass
class Asistente:
    """Alguien de la lista: la institución y quien la representa, con su calidad ese día y cómo está marcado."""

    actor: Actor
    persona: Persona | None = None
    calidad: str = ""
    cargo: str = ""
    asistencia: Asistencia | None = None

    @property
    def clave(self):
        """«A-000001:PE-000002»: con que lo nombra el formulario."""
        return clave_de(self.actor, self.persona)

    @property
    def guardado(self):
        """Cómo está marcado en la base; vacío si no está anotado."""
        return self.asistencia.estado if self.asistencia else ""

    @property
    def es_integrante(self):
        return bool(self.calidad)

    @property
    def es_titular(self):
        return self.calidad == Integrante.Calidad.TITULAR

    @property
    def institucion(self):
        return self._copiado("institucion") or self.actor.nombre

    @property
    def sector(self):
        return self._copiado("sector") or self.actor.sector

    @property
    def genero(self):
        if self.asistencia and self.asistencia.confirmada:
            return self.asistencia.genero
        return self.persona.genero if self.persona else ""

    def _copiado(self, nombre):
        return getattr(self.asistencia, nombre) if self.asistencia else ""


def clave_de(actor, persona):
    return f"{actor.codigo}:{persona.codigo if persona else ''}"


def lista_de(instancia, *, al, sesion=None, ademas=()):
    """Los asistentes posibles, por institución: quienes integraban la instancia el día `al`, los ya anotados en la
    sesión y los que nombran las claves `ademas`. En cuatro consultas, cualquiera sea su largo.
    """
    cargos = Prefetch("persona__representaciones")
    integrantes = instancia.integrantes.vigentes(al=al).select_related("actor", "persona").prefetch_related(cargos)
    lista = {}
    for uno in sorted(integrantes, key=lambda i: RANGO_DE_CALIDAD[i.calidad]):
        asistente = Asistente(uno.actor, uno.persona, uno.calidad, _cargo(uno, al))
        lista.setdefault(asistente.clave, asistente)
    anotadas = sesion.asistencias.select_related("actor", "persona") if sesion and sesion.pk else ()
    for asistencia in anotadas:
        suyo = Asistente(asistencia.actor, asistencia.persona)
        lista.setdefault(suyo.clave, suyo).asistencia = asistencia
    for asistente in _nombrados(clave for clave in ademas if clave not in lista):
        lista[asistente.clave] = asistente
    return sorted(lista.values(), key=lambda a: (not a.es_integrante, a.institucion.lower(), str(a.persona or "")))


def _cargo(integrante, al):
    if integrante.persona is None:
        return ""
    suyas = (r for r in integrante.persona.representaciones.all() if r.actor_id == integrante.actor_id)
    return next((r.cargo for r in suyas if r.rige(al=al)), "")


def _nombrados(claves):
    """Asistentes que nombran las claves; las que no nombran a nadie se dejan fuera."""
    pares = [clave.partition(":")[::2] for clave in claves if FORMA_DE_CLAVE.fullmatch(clave)]
    if not pares:
        return []
    actores = Actor.objects.in_bulk({actor for actor, _ in pares}, field_name="codigo")
    personas = Persona.objects.in_bulk({persona for _, persona in pares if persona}, field_name="codigo")
    return [
        Asistente(actores[actor], personas.get(persona))
        for actor, persona in pares
        if actor in actores and (not persona or persona in personas)
    ]


def marcas_de_la_ultima(instancia, *, antes_de, salvo=None):
    """{clave: estado} de la última sesión realizada de la instancia con lista nominal antes de una fecha."""
    anteriores = Sesion.objects.filter(instancia=instancia, asistencias__isnull=False, hasta__lte=antes_de)
    ultima = anteriores.realizadas().exclude(pk=salvo and salvo.pk).order_by("-hasta", "-codigo").first()
    if ultima is None:
        return {}
    return {clave_de(a.actor, a.persona): a.estado for a in ultima.asistencias.select_related("actor", "persona")}


def guardar_lista(*, por, sesion, marcas, renglones=(), confirmar=False, motivo=""):
    """Deja la lista de la sesión como se marcó, todo o nada; si estaba confirmada, la corrige con su motivo.

    `marcas`: {clave: (como se leyó, como queda)}, con vacío por «sin marcar». `renglones`: quienes se agregan, que
    pueden ser nuevos en el directorio. `confirmar`: dejarla confirmada. Levanta ListaEnDisputa si otra persona marcó
    distinto a alguien, NominaRechazada con el error de cada renglón, y FaltaMotivo o AsistenciaCerrada.
    """
    with transaction.atomic():
        sesion = Sesion.objects.select_for_update(of=("self",)).get(pk=sesion.pk)
        guardadas = {clave_de(a.actor, a.persona): a for a in sesion.asistencias.select_related("actor", "persona")}
        cambios = _cambios(marcas, guardadas)
        renglones = [renglon for renglon in renglones if not _ya_esta(renglon, guardadas.values())]
        confirmada = sesion.asistencia_confirmada_at is not None
        if confirmada and (cambios or renglones):
            if not motivo:
                raise FaltaMotivo("La lista está confirmada: di por qué se corrige.")
            sesion.reabrir_asistencia(por=por, motivo=motivo)
            guardadas = {clave_de(a.actor, a.persona): a for a in sesion.asistencias.select_related("actor", "persona")}
        for clave, estado in cambios.items():
            _marcar(sesion, clave, guardadas.get(clave), estado, por=por, motivo=motivo)
        _agregar(sesion, renglones, por=por, motivo=motivo)
        if (confirmada or confirmar) and sesion.asistencia_confirmada_at is None and sesion.asistencias.exists():
            sesion.confirmar_asistencia(por=por)
    return sesion


def _cambios(marcas, guardadas):
    """{clave: estado} de lo que de verdad cambia quien guarda; lo que nadie tocó queda como esté ahora."""
    cambios, disputas = {}, {}
    for clave, (leido, queda) in marcas.items():
        ahora = guardadas[clave].estado if clave in guardadas else ""
        if queda in (leido, ahora):
            continue
        (cambios if ahora == leido else disputas)[clave] = queda
    if disputas:
        raise ListaEnDisputa({clave: guardadas.get(clave) for clave in disputas})
    return cambios


def _ya_esta(renglon, asistencias):
    """Si alguien con ese nombre, por esa institución, ya está anotado así: quizá lo anotó recién otro envío igual."""
    institucion, persona = normalizar(renglon.institucion), normalizar(renglon.nombre_de_persona)
    return not renglon.homonimo and any(
        asistencia.estado == renglon.estado
        and (asistencia.actor == renglon.actor or normalizar(asistencia.actor.nombre) == institucion)
        and persona in ("", normalizar(asistencia.persona.nombre if asistencia.persona else ""))
        for asistencia in asistencias
    )


def _marcar(sesion, clave, asistencia, estado, *, por, motivo):
    if asistencia is None:
        for nuevo in _nombrados([clave]):
            Asistencia.anotar(por=por, sesion=sesion, actor=nuevo.actor, persona=nuevo.persona, estado=estado)
    elif not estado:
        if asistencia.confirmada:
            raise AsistenciaCerrada("La asistencia está confirmada: reábrela con un motivo para corregirla.")
        with autoria(por=por, motivo=motivo):
            asistencia.delete()
    else:
        asistencia.estado = estado
        asistencia.registrar(por=por, motivo=motivo)


def _agregar(sesion, renglones, *, por, motivo):
    """Anota a quienes no estaban en la lista; a quien ya estaba, le pone el estado que trae."""

    def anotar(actor, persona, renglon):
        if persona is None:
            persona = _la_unica_persona_de(sesion, actor)
        ya = sesion.asistencias.filter(actor=actor, persona=persona).first()
        if ya is None:
            return Asistencia.anotar(por=por, sesion=sesion, actor=actor, persona=persona, estado=renglon.estado)
        if ya.estado != renglon.estado:
            ya.estado = renglon.estado
            ya.registrar(por=por, motivo=motivo)
        return ya

    mesa, al = sesion.instancia.mesa, sesion.hasta
    anotar_renglones(por=por, mesa=mesa, renglones=renglones, motivo=motivo, anotar=anotar, al=al)


def _la_unica_persona_de(sesion, actor):
    """Quien ya está en la lista por esa institución o, si no hay nadie, quien la integra ese día; si es una sola."""
    anotadas = sesion.asistencias.filter(actor=actor)
    suyas = (
        anotadas if anotadas.exists() else sesion.instancia.integrantes.vigentes(al=sesion.hasta).filter(actor=actor)
    )
    personas = {fila.persona for fila in suyas.select_related("persona")[:2]}
    return personas.pop() if len(personas) == 1 else None
