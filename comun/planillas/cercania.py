"""Sugerencias por cercanía: «¿quisiste decir…?», sin contar tildes ni mayúsculas."""

import difflib

from comun.busqueda import normalizar

PARECIDO = 0.6


def parecidos(escrito, posibles, cuantos=3):
    """Los posibles más parecidos a lo escrito, el mejor primero."""
    por_normal = {}
    for posible in posibles:
        por_normal.setdefault(normalizar(posible), posible)
    cercanos = difflib.get_close_matches(normalizar(escrito)[:200], por_normal, n=cuantos, cutoff=PARECIDO)
    return [por_normal[normal] for normal in cercanos]


def sugerencia(escrito, posibles, *, todas=False):
    """«; ¿quisiste decir «Ñuble»?» o, si nada se parece y se pide, «; las opciones son: …». Si no, nada."""
    cercanos = parecidos(escrito, posibles)
    if cercanos:
        return f"; ¿quisiste decir {' o '.join(f'«{uno}»' for uno in cercanos)}?"
    if todas and posibles:
        return f"; las opciones son: {', '.join(posibles)}"
    return ""
