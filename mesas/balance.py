"""El balance de una lista de asistencia: quórum, sectores y géneros, como eran el día de la sesión."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from actores.models import Genero, Sector
from mesas.models import Asistencia

PRESENTES = (Asistencia.Estado.PRESENTE, Asistencia.Estado.INVITADO)
# Por debajo de esto, contar por género ante quien no conoce a las personas sería casi nombrarlas.
MINIMO_POR_GENERO = 5


@dataclass(frozen=True)
class Quorum:
    """Cuántos cupos de titular están cubiertos y cuántos sectores, frente a lo que la instancia exige."""

    titulares: int
    cubiertos: int
    exigidos: int | None
    sectores: int
    sectores_exigidos: int | None

    @property
    def se_exige(self):
        return self.exigidos is not None or self.sectores_exigidos is not None

    @property
    def hay(self):
        return self.cubiertos >= (self.exigidos or 0) and self.sectores >= (self.sectores_exigidos or 0)

    @property
    def legible(self):
        """«Hay quórum: 8 de 6 titulares exigidos», o qué falta."""
        if not self.se_exige:
            return f"{self.cubiertos} de {self.titulares} titulares; la instancia no fijó quórum"
        partes = []
        if self.exigidos is not None:
            partes.append(f"{self.cubiertos} titulares de {self.exigidos} exigidos")
        if self.sectores_exigidos is not None:
            partes.append(f"{self.sectores} sectores de {self.sectores_exigidos}")
        return f"{'Hay' if self.hay else 'No hay'} quórum: {' y '.join(partes)}"


class Balance:
    """Cuenta una lista de `Asistente` según cómo están marcados. `marcas`: {clave: estado}; sin ellas, lo guardado.

    Cuenta como presente quien estuvo, también de invitado; el quórum sólo mira a quienes integran la instancia: un
    cupo de titular lo cubre cualquiera que esté presente por la misma institución.
    """

    def __init__(self, lista, instancia, *, marcas=None):
        self.lista, self.instancia = lista, instancia
        self.marcas = {uno.clave: uno.guardado for uno in lista} if marcas is None else marcas

    def _marcados(self, *estados):
        return [uno for uno in self.lista if self.marcas.get(uno.clave, "") in estados]

    @cached_property
    def por_estado(self):
        """{estado: cuántos}, con vacío por «sin marcar»."""
        contados = Counter(self.marcas.get(uno.clave, "") for uno in self.lista)
        return {estado: contados[estado] for estado in (*Asistencia.Estado.values, "")}

    @property
    def estados(self):
        """Ternas (estado, palabra, cuántos) de toda la lista."""
        palabras = {**dict(Asistencia.Estado.choices), "": "sin marcar"}
        return [(estado, palabras[estado], cuantos) for estado, cuantos in self.por_estado.items()]

    @cached_property
    def presentes(self):
        return self._marcados(*PRESENTES)

    @cached_property
    def por_sector(self):
        """Pares (clave, palabra, cuántos presentes)."""
        contados = Counter(uno.sector for uno in self.presentes)
        return [(sector.value, sector.label, contados[sector.value]) for sector in Sector]

    @cached_property
    def por_genero(self):
        """Pares (clave, palabra, cuántos presentes); de quien no lo ha dicho no se sabe."""
        contados = Counter(uno.genero for uno in self.presentes)
        dichos = [(genero.value, genero.label, contados[genero.value]) for genero in Genero]
        return [*dichos, ("", "sin dato", contados[""])]

    @property
    def genero_se_reserva(self):
        """Si contar por género dejaría adivinar a alguien."""
        return any(0 < cuantos < MINIMO_POR_GENERO for clave, _, cuantos in self.por_genero if clave)

    @cached_property
    def quorum(self):
        cupos = Counter(uno.actor.pk for uno in self.lista if uno.es_titular)
        presentes = defaultdict(list)
        for uno in self._marcados(Asistencia.Estado.PRESENTE):
            presentes[uno.actor.pk].append(uno)
        cubiertos = {actor: min(cuantos, len(presentes[actor])) for actor, cuantos in cupos.items()}
        sectores = {presentes[actor][0].sector for actor, cuantos in cubiertos.items() if cuantos}
        titulares = sum(cupos.values())
        return Quorum(
            titulares=titulares,
            cubiertos=sum(cubiertos.values()),
            exigidos=self.instancia.quorum_exigido(titulares=titulares),
            sectores=len(sectores),
            sectores_exigidos=self.instancia.quorum_sectores,
        )
