"""Qué cambió entre dos documentos: sus cifras, por clave, y sus textos, parte por parte."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from comun.diferencias import palabras_que_cambiaron
from comun.documentos.arbol import Aviso, Cifra, Enfasis, Enlace, Lista, Parrafo, Tabla, Titulo
from comun.documentos.canonico import texto_decimal

ANTES_DEL_PRIMER_TITULO = "Encabezado"


@dataclass(frozen=True)
class CambioDeCifra:
    """Una cifra que no es la misma en los dos documentos; `antes` o `despues` es None donde no está."""

    clave: str
    nombre: str
    antes: Cifra | None
    despues: Cifra | None

    @property
    def motivo(self):
        """Por qué cambió, en dos palabras."""
        if self.antes is None:
            return "cifra nueva"
        if self.despues is None:
            return "ya no está"
        return "otro valor" if self.antes.valor != self.despues.valor else "mismo valor, otras filas"


@dataclass(frozen=True)
class Renglon:
    """Un renglón de la comparación lado a lado; `marca` es «cambio», «quitado» o «agregado»."""

    antes: str
    despues: str
    marca: str

    @property
    def lados(self):
        """Los trozos de antes y de después, con las palabras que cambiaron marcadas."""
        return palabras_que_cambiaron(self.antes, self.despues)


@dataclass(frozen=True)
class Parte:
    """Una parte del documento, con su título y los renglones que cambiaron."""

    titulo: str
    renglones: tuple[Renglon, ...]


def cifras_que_cambiaron(antes, despues):
    """Los CambioDeCifra entre dos documentos, en el orden del primero y al final las nuevas."""
    viejas, nuevas = _por_clave(antes), _por_clave(despues)
    cambios = []
    for clave in dict.fromkeys([*viejas, *nuevas]):
        vieja, nueva = viejas.get(clave), nuevas.get(clave)
        if vieja is None or nueva is None or _esencia(vieja) != _esencia(nueva):
            cambios.append(CambioDeCifra(clave, (vieja or nueva).nombre or clave, vieja, nueva))
    return cambios


def partes_que_cambiaron(antes, despues):
    """Las Parte con diferencias de texto, en el orden del documento nuevo."""
    viejas, nuevas = _por_parte(antes), _por_parte(despues)
    titulos = [*nuevas, *(titulo for titulo in viejas if titulo not in nuevas)]
    partes = (Parte(titulo, _renglones(viejas.get(titulo, []), nuevas.get(titulo, []))) for titulo in titulos)
    return [parte for parte in partes if parte.renglones]


def _por_clave(documento):
    cifras = {}
    for cifra in documento.cifras():
        cifras.setdefault(cifra.clave, cifra)
    return cifras


def _esencia(cifra):
    """El valor y de qué filas sale; ni las direcciones ni la redacción de las filas cuentan."""
    filas = sorted((f.codigo, f.grupo, _numero(f.valor), _numero(f.tasa)) for f in cifra.filas)
    return cifra.valor, cifra.operacion, filas


def _numero(decimal):
    """«67160», venga de la base con sus centavos o de lo congelado sin ellos."""
    return "" if decimal is None else texto_decimal(decimal)


def _por_parte(documento):
    """Título de la parte → sus renglones de texto. Un título repetido sigue a su homónimo."""
    partes, actual = {}, ANTES_DEL_PRIMER_TITULO
    for bloque in documento.bloques:
        if isinstance(bloque, Titulo):
            actual = bloque.texto
            partes.setdefault(actual, [])
        else:
            partes.setdefault(actual, []).extend(_textos(bloque))
    return partes


def _textos(bloque):
    if isinstance(bloque, Parrafo | Aviso):
        yield from _no_vacios(_en_linea(bloque.contenido).split("\n"))
    elif isinstance(bloque, Lista):
        yield from (f"• {_en_linea(punto)}" for punto in bloque.puntos)
    elif isinstance(bloque, Tabla):
        for fila in bloque.filas:
            yield from _no_vacios([" · ".join(_no_vacios(_de_la_celda(celda) for celda in fila.celdas))])


def _no_vacios(textos):
    return [texto for texto in textos if texto.strip()]


def _de_la_celda(celda):
    return " ".join(texto for bloque in celda.contenido for texto in _textos(bloque))


def _en_linea(contenido):
    return "".join(
        parte if isinstance(parte, str) else parte.texto
        for parte in contenido
        if isinstance(parte, str | Cifra | Enfasis | Enlace)
    )


def _renglones(antes, despues):
    renglones = []
    for tipo, i1, i2, j1, j2 in SequenceMatcher(None, antes, despues, autojunk=False).get_opcodes():
        if tipo != "equal":
            renglones.extend(_par(antes[i1:i2], despues[j1:j2]))
    return tuple(renglones)


def _par(antes, despues):
    for numero in range(max(len(antes), len(despues))):
        viejo = antes[numero] if numero < len(antes) else ""
        nuevo = despues[numero] if numero < len(despues) else ""
        yield Renglon(viejo, nuevo, "cambio" if viejo and nuevo else "quitado" if viejo else "agregado")
