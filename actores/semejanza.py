"""Si un actor o una persona nuevos se parecen a los que ya están anotados: por sus palabras, no por sus letras.

«I. Municipalidad de Petorca» es «Municipalidad de Petorca», pero «Municipalidad de Pica» no lo es.
"""

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q

from actores.models import Actor, Persona
from actores.models.actor import AliasActor
from comun.busqueda import normalizar

CORRIENTES = frozenset(
    "a,al,con,de,del,e,el,en,i,ilustre,la,las,los,no,nro,numero,para,por,s,sa,un,una,y".split(",")  # noqa: SIM905
)
PALABRA = re.compile(r"\w+")
RAIZ = 4
PARECIDO = 0.85
CUANTOS = 5
MAX_COMPARADOS = 400


def actores_semejantes(nombre, sigla="", *, entre=None):
    """Hasta cinco actores cuyo nombre, sigla u otro nombre se parece a los dados, del más al menos parecido."""
    entre = Actor.objects.all() if entre is None else entre
    buscadas = [palabras for palabras in (_palabras(nombre), _palabras(sigla)) if palabras]
    puntajes = {}
    for pk, *escritos in _candidatos(entre, {raiz for palabras in buscadas for raiz in map(_raiz, palabras)}):
        conocidas = [_palabras(escrito) for escrito in escritos if escrito]
        puntajes[pk] = max([puntajes.get(pk, 0), *(_semejanza(b, c) for b in buscadas for c in conocidas if c)])
    mejores = sorted((pk for pk in puntajes if puntajes[pk] >= PARECIDO), key=lambda pk: (-puntajes[pk], pk))[:CUANTOS]
    hallados = entre.select_related("tipo").in_bulk(mejores)
    return [hallados[pk] for pk in mejores]


class ActoresSemejantes:
    """Lo mismo para muchos nombres: el directorio se lee una sola vez."""

    def __init__(self):
        self.nombres, self._por_raiz = {}, defaultdict(list)
        filas = Actor.objects.order_by("codigo").values_list("codigo", "nombre", "sigla", "alias__nombre")
        for codigo, *escritos in filas:
            self.nombres[codigo] = escritos[0]
            for palabras in {_palabras(escrito) for escrito in escritos if escrito}:
                for raiz in set(map(_raiz, palabras)):
                    self._por_raiz[raiz].append((codigo, palabras))

    def a(self, nombre, sigla=""):
        """Pares (código, nombre) de hasta cinco semejantes, del más al menos parecido."""
        puntajes = {}
        for buscadas in filter(None, (_palabras(nombre), _palabras(sigla))):
            for codigo, conocidas in self._candidatos(buscadas):
                puntajes[codigo] = max(puntajes.get(codigo, 0), _semejanza(buscadas, conocidas))
        mejores = sorted((c for c in puntajes if puntajes[c] >= PARECIDO), key=lambda c: (-puntajes[c], c))
        return [(codigo, self.nombres[codigo]) for codigo in mejores[:CUANTOS]]

    def _candidatos(self, palabras):
        """Los que comparten el comienzo de alguna palabra; primero las que menos se repiten, que dicen más."""
        raices = sorted(set(map(_raiz, palabras)), key=lambda raiz: len(self._por_raiz.get(raiz, ())))
        todos = dict.fromkeys(par for raiz in raices for par in self._por_raiz.get(raiz, ()))
        return list(todos)[:MAX_COMPARADOS]


def personas_semejantes(nombre, actor):
    """Hasta cinco personas que pueden ser la misma, las del actor primero.

    De las que representan o representaron al actor, las de nombre parecido; de las demás, las que se llaman igual.
    """
    buscadas = _palabras(nombre)
    propias = Persona.objects.filter(representaciones__actor=actor).distinct().order_by("pk")
    parecidas = [una for una in propias if _semejanza(buscadas, _palabras(una.nombre)) >= PARECIDO]
    tocayas = Persona.objects.filter(busqueda=normalizar(nombre)).order_by("pk")
    return list(dict.fromkeys([*parecidas, *tocayas[:CUANTOS]]))[:CUANTOS] if buscadas else []


def _candidatos(entre, raices):
    """(pk, nombre, sigla, otro nombre) de los que comparten el comienzo de alguna palabra."""
    condicion = Q(pk__in=[])
    for raiz in raices:
        otros = AliasActor.objects.filter(actor=OuterRef("pk"), busqueda__contains=raiz)
        condicion |= Q(busqueda__contains=raiz) | Exists(otros)
    return entre.filter(condicion).order_by().values_list("pk", "nombre", "sigla", "alias__nombre")


def _palabras(texto):
    """Las palabras que distinguen; si todas son corrientes, todas."""
    todas = PALABRA.findall(normalizar(texto))
    return tuple(palabra for palabra in todas if palabra not in CORRIENTES) or tuple(todas)


def _raiz(palabra):
    return palabra[:RAIZ]


def _semejanza(unas, otras):
    """De 0 a 1: cuánto de las palabras del nombre más corto está, igual o casi, en el otro."""
    corto, largo = sorted((unas, otras), key=len)
    return sum(max(_cercania(palabra, otra) for otra in largo) for palabra in corto) / len(corto)


@lru_cache(maxsize=20_000)
def _cercania(una, otra):
    return 1.0 if una == otra else SequenceMatcher(None, una, otra, autojunk=False).ratio()
