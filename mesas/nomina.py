"""Anotar de una vez a varios, de a renglones escritos o pegados desde Excel: todos o ninguno.

Lo usan los integrantes de una instancia y la asistencia de una sesión: quien no está en el directorio se anota ahí al
mismo tiempo.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from actores.models import Actor, Persona, TipoActor
from comun.busqueda import normalizar
from mesas.models import Integrante
from territorios.models import Region


@dataclass(frozen=True)
class Renglon:
    """Alguien por anotar: el actor (o, si es nuevo, su nombre, tipo y ámbito) y quien lo representa.

    `calidad`, `rol` y `desde` son de un integrante; `estado`, de un asistente. `homonimo`: se dijo que es otro, aunque
    en el directorio ya hay alguien con ese nombre.
    """

    numero: int
    actor: Actor | None = None
    institucion: str = ""
    tipo: TipoActor | None = None
    ambito: str = Actor.Ambito.REGIONAL
    persona: Persona | None = None
    nombre_de_persona: str = ""
    cargo: str = ""
    calidad: str = Integrante.Calidad.TITULAR
    rol: str = Integrante.Papel.INTEGRANTE
    desde: date | None = None
    estado: str = ""
    homonimo: bool = False


class NominaRechazada(Exception):
    """Algún renglón no se pudo anotar; no quedó ninguno. `errores`: {número de renglón: ValidationError}."""

    def __init__(self, errores):
        super().__init__(f"{len(errores)} renglones no se pudieron anotar.")
        self.errores = errores


class _Directorio:
    """Encuentra o crea al actor y a la persona de cada renglón, y recuerda a los que fue creando."""

    def __init__(self, *, por, mesa, motivo, al):
        self.por, self.motivo, self.al = por, motivo, al
        self.regiones = list(Region.objects.filter(direcciones__mesas=mesa).distinct())
        self.actores, self.personas = {}, {}

    def buscar(self, renglon):
        """(actor, persona o None) del renglón."""
        actor = renglon.actor or self._actor_nuevo(renglon)
        return actor, self._persona(renglon, actor)

    def _actor_nuevo(self, renglon):
        clave = normalizar(renglon.institucion)
        if clave not in self.actores:
            self.actores[clave] = Actor.crear(
                por=self.por,
                motivo=self.motivo,
                nombre=renglon.institucion,
                tipo=renglon.tipo,
                ambito=renglon.ambito,
                regiones=self.regiones,
            )
        return self.actores[clave]

    def _persona(self, renglon, actor):
        if not renglon.nombre_de_persona:
            return None
        clave = (actor.pk, normalizar(renglon.nombre_de_persona))
        if clave not in self.personas:
            self.personas[clave] = renglon.persona or Persona.crear(
                por=self.por, motivo=self.motivo, nombre=renglon.nombre_de_persona
            )
            self._representar(self.personas[clave], actor, renglon)
        return self.personas[clave]

    def _representar(self, persona, actor, renglon):
        """Deja dicho por quién habla, si no lo estaba ya o no lo estuvo ese día."""
        suyas = persona.representaciones.filter(actor=actor)
        if self.al and suyas.vigentes(al=self.al).exists():
            return
        if not suyas.filter(vigente_hasta__isnull=True).exists():
            persona.representar(actor, por=self.por, cargo=renglon.cargo, vigente_desde=renglon.desde)


def anotar_renglones(*, por, mesa, renglones, anotar, motivo="", al=None):
    """Llama a `anotar(actor, persona, renglon)` por cada renglón, o no anota ninguno. Devuelve lo anotado.

    `al`: día en que cada persona habló por su institución; None, si lo hace desde ahora.
    Levanta NominaRechazada con el error de cada renglón que no se pudo anotar.
    """
    directorio, anotados, errores = _Directorio(por=por, mesa=mesa, motivo=motivo, al=al), [], {}
    with transaction.atomic():
        for renglon in renglones:
            try:
                with transaction.atomic():
                    anotados.append(anotar(*directorio.buscar(renglon), renglon))
            except ValidationError as error:
                errores[renglon.numero] = error
        if errores:
            raise NominaRechazada(errores)
    return anotados


def anotar_nomina(*, por, instancia, renglones, motivo=""):
    """Anota a todos los renglones como integrantes de la instancia, o a ninguno. Devuelve los integrantes."""

    def anotar(actor, persona, renglon):
        return Integrante.crear(
            por=por,
            motivo=motivo,
            instancia=instancia,
            actor=actor,
            persona=persona,
            calidad=renglon.calidad,
            rol=renglon.rol,
            vigente_desde=renglon.desde,
        )

    return anotar_renglones(por=por, mesa=instancia.mesa_id, renglones=renglones, anotar=anotar, motivo=motivo)
