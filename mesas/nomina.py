"""Anotar de una vez a varios integrantes de una instancia: todos o ninguno.

Lo usan la tabla de integrantes y lo pegado desde Excel: quien no está en el directorio se anota ahí al mismo tiempo.
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
    """Un integrante por anotar: el actor (o, si es nuevo, su nombre, tipo y ámbito) y quien lo representa."""

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


class NominaRechazada(Exception):
    """Algún renglón no se pudo anotar; no quedó ninguno. `errores`: {número de renglón: ValidationError}."""

    def __init__(self, errores):
        super().__init__(f"{len(errores)} renglones no se pudieron anotar.")
        self.errores = errores


class _Anotador:
    """Anota renglones en una instancia y recuerda a quienes fue agregando, para no repetirlos."""

    def __init__(self, *, por, instancia, motivo):
        self.por, self.instancia, self.motivo = por, instancia, motivo
        self.regiones = list(Region.objects.filter(direcciones__mesas=instancia.mesa_id).distinct())
        self.actores, self.personas = {}, {}

    def anotar(self, renglon):
        actor = renglon.actor or self._actor_nuevo(renglon)
        return Integrante.crear(
            por=self.por,
            motivo=self.motivo,
            instancia=self.instancia,
            actor=actor,
            persona=self._persona(renglon, actor),
            calidad=renglon.calidad,
            rol=renglon.rol,
            vigente_desde=renglon.desde,
        )

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
        """Deja dicho por quién habla, si no lo estaba ya."""
        if not persona.representaciones.filter(actor=actor, vigente_hasta__isnull=True).exists():
            persona.representar(actor, por=self.por, cargo=renglon.cargo, vigente_desde=renglon.desde)


def anotar_nomina(*, por, instancia, renglones, motivo=""):
    """Anota a todos los renglones como integrantes, o a ninguno. Devuelve los integrantes.

    Levanta NominaRechazada con el error de cada renglón que no se pudo anotar.
    """
    anotador, anotados, errores = _Anotador(por=por, instancia=instancia, motivo=motivo), [], {}
    with transaction.atomic():
        for renglon in renglones:
            try:
                with transaction.atomic():
                    anotados.append(anotador.anotar(renglon))
            except ValidationError as error:
                errores[renglon.numero] = error
        if errores:
            raise NominaRechazada(errores)
    return anotados
