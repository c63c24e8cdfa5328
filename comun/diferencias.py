"""Qué palabras cambiaron entre dos textos."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TROZOS = re.compile(r"\s+|\w+(?:[.,/:-]\w+)*|[^\w\s]")
# Con menos en común que esto, marcar palabra por palabra confunde más de lo que dice.
PARECIDO = 0.4


class Trozo(NamedTuple):
    """Un pedazo de texto; `cambia` si sólo está en uno de los dos."""

    texto: str
    cambia: bool


def palabras_que_cambiaron(antes, despues):
    """(trozos de antes, trozos de después): juntos vuelven a dar cada texto, con lo que cambió marcado.

    Una cifra o una palabra compuesta no se parte. Si los textos casi no se parecen, cambian enteros.
    """
    viejos, nuevos = _TROZOS.findall(antes), _TROZOS.findall(despues)
    lados, letras = ([], []), 0
    for tipo, i1, i2, j1, j2 in SequenceMatcher(None, viejos, nuevos, autojunk=False).get_opcodes():
        viejo, nuevo = "".join(viejos[i1:i2]), "".join(nuevos[j1:j2])
        # Un espacio suelto entre dos cambios es parte del cambio.
        cambia = tipo != "equal" or (viejo.isspace() and bool(i1) and i2 < len(viejos))
        letras += 0 if cambia else len(_sin_espacios(viejo))
        lados[0].append((viejo, cambia))
        lados[1].append((nuevo, cambia))
    if letras * 2 < PARECIDO * len(_sin_espacios(antes + despues)):
        lados = [(antes, True)], [(despues, True)]
    return tuple(_juntar(lado) for lado in lados)


def _sin_espacios(texto):
    return "".join(texto.split())


def _juntar(pedazos):
    """Los seguidos que se marcan igual, en uno; sin los vacíos."""
    trozos = []
    for texto, cambia in pedazos:
        if texto and trozos and trozos[-1].cambia == cambia:
            trozos[-1] = Trozo(trozos[-1].texto + texto, cambia)
        elif texto:
            trozos.append(Trozo(texto, cambia))
    return trozos
