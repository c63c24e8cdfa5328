"""Reconocer de una vez muchos nombres de organizaciones, escritos como cada quien los escribe."""

from difflib import get_close_matches
from functools import cached_property

from actores.models import Actor, AliasActor
from comun.busqueda import normalizar

LARGO_DE_RAIZ = 4
MAX_COMPARADOS = 400
# Comienzos de palabras que llevan muchas organizaciones: tener una en común no es parecerse.
GENERICAS = frozenset(
    [
        "agru",
        "asoc",
        "cama",
        "cent",
        "club",
        "come",
        "comi",
        "comu",
        "coop",
        "corp",
        "depa",
        "desa",
        "dire",
        "empr",
        "fund",
        "gobi",
        "ilus",
        "inst",
        "junt",
        "mini",
        "muni",
        "naci",
        "ofic",
        "prov",
        "regi",
        "secr",
        "sere",
        "serv",
        "sind",
        "soci",
        "subs",
        "unid",
        "univ",
        "veci",
    ]
)


class NombresDeActores:
    """Cómo se llaman los actores en uso: nombre, sigla, otros nombres y código, leídos en dos consultas.

    Para un solo nombre basta `Actor.objects.llamados`; esto es para listas pegadas.
    """

    @cached_property
    def rotulos(self):
        """{código: nombre con sigla}."""
        filas = Actor.objects.en_uso().order_by("codigo").values_list("codigo", "nombre", "sigla")
        return {codigo: f"{nombre} ({sigla})" if sigla else nombre for codigo, nombre, sigla in filas}

    @cached_property
    def por_nombre(self):
        """{nombre sin tildes ni mayúsculas: [códigos de quienes se llaman así]}."""
        indice = {}
        nombres = Actor.objects.en_uso().order_by("codigo").values_list("codigo", "nombre", "sigla")
        alias = AliasActor.objects.filter(actor__retirado=False).order_by("actor__codigo", "nombre")
        pares = [(codigo, escrito) for codigo, *escritos in nombres for escrito in (codigo, *escritos)]
        for codigo, escrito in [*pares, *alias.values_list("actor__codigo", "nombre")]:
            codigos = indice.setdefault(normalizar(escrito), [])
            if codigo not in codigos:
                codigos.append(codigo)
        indice.pop("", None)
        return indice

    @cached_property
    def por_raiz(self):
        """{comienzo de palabra: nombres que la llevan}, para comparar sólo con los que algo tienen en común."""
        indice = {}
        for nombre in self.por_nombre:
            for raiz in _raices(nombre):
                indice.setdefault(raiz, []).append(nombre)
        return indice

    def exactos(self, nombre):
        """Códigos de quienes se llaman así, sin mirar tildes ni mayúsculas."""
        return self.por_nombre.get(normalizar(nombre), [])

    def parecidos(self, nombre, cuantos=3):
        """Códigos de quienes se llaman de un modo parecido, del más al menos parecido."""
        buscado = normalizar(nombre)
        # Las raíces menos repetidas primero: dicen más.
        por_rareza = sorted(_raices(buscado), key=lambda raiz: len(self.por_raiz.get(raiz, ())))
        candidatos = dict.fromkeys(n for raiz in por_rareza for n in self.por_raiz.get(raiz, ()))
        cercanos = get_close_matches(buscado[:200], list(candidatos)[:MAX_COMPARADOS], n=cuantos)
        return list(dict.fromkeys(codigo for cercano in cercanos for codigo in self.por_nombre[cercano]))[:cuantos]


def _raices(nombre):
    """Comienzos de las palabras que distinguen al nombre; si ninguna lo distingue, de todas."""
    todas = {palabra[:LARGO_DE_RAIZ] for palabra in nombre.split() if len(palabra) >= LARGO_DE_RAIZ}
    return todas - GENERICAS or todas
