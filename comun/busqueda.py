"""Búsqueda que ignora mayúsculas y tildes, igual en PostgreSQL y en SQLite, sin extensiones."""

import unicodedata

from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Coalesce

# Sólo las letras del español y pocas más: SQLite no admite más de unas 25 funciones una dentro de otra.
CON_TILDE = "áéíóúüñçÁÉÍÓÚÜÑÇ"
SIN_TILDE = "aeiouunc" * 2
PALABRAS_A_LO_MAS = 8


def normalizar(texto):
    """El texto en minúsculas, sin tildes y con espacios simples: lo que se compara al buscar."""
    partes = unicodedata.normalize("NFKD", texto or "")
    return " ".join("".join(c for c in partes if not unicodedata.combining(c)).casefold().split())


def cada_palabra(texto, dice):
    """Condición: `dice(palabra)`, que devuelve un Q, vale para cada palabra del texto, en cualquier orden.

    Un texto vacío no acota; de uno muy largo se miran las primeras palabras.
    """
    condicion = Q()
    for palabra in normalizar(texto).split()[:PALABRAS_A_LO_MAS]:
        condicion &= dice(palabra)
    return condicion


class SinTildes(Func):
    """Expresión SQL equivalente a `normalizar` para las letras del español."""

    output_field = CharField()

    def as_sql(self, compiler, connection, **extra):
        interior, parametros = compiler.compile(self.source_expressions[0])
        return f"LOWER(TRANSLATE({interior}, '{CON_TILDE}', '{SIN_TILDE}'))", parametros

    def as_sqlite(self, compiler, connection, **extra):
        sql, parametros = compiler.compile(self.source_expressions[0])
        for con, sin in zip(CON_TILDE, SIN_TILDE, strict=True):
            sql = f"REPLACE({sql}, '{con}', '{sin}')"
        return f"LOWER({sql})", parametros


class _Unidos(Func):
    """Junta textos en una sola expresión plana, sin anidar un `||` dentro de otro."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = CharField()


def texto_de_busqueda(*campos):
    """Expresión para un GeneratedField que junta los campos, ya normalizados, separados por un espacio."""
    partes = []
    for campo in campos:
        partes += [Value(" "), SinTildes(Coalesce(campo, Value("")))]
    return _Unidos(*partes[1:])
