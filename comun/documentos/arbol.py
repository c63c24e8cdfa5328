"""El árbol de un documento: piezas inmutables y pequeñas que cada formato sabe escribir.

    Documento(
        titulo="Informe anual de proyecto 2020",
        codigo="P-121119",
        bloques=(
            Titulo(1, "Informe anual de proyecto 2020"),
            Parrafo((Enfasis("Gasto del año: "), cifra)),
            Tabla(
                titulo="Riesgos del proyecto",
                columnas=(Columna(2), Columna(1, "derecha")),
                filas=(
                    Fila(("Producto", "Gasto"), "encabezado"),
                    Fila(("Taller", cifra)),
                    Fila(("Total", cifra), "total"),
                ),
            ),
        ),
    )

Donde se espera contenido basta un texto, una cifra o una sucesión de ellos: el árbol los envuelve. Todo texto
queda limpio al entrar, de modo que un formato nunca recibe un carácter que no pueda escribir.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from comun.documentos.cifra import Cifra, FilaDeOrigen, _fijar
from comun.documentos.texto import limpio, url_segura

__all__ = [
    "Aviso",
    "Celda",
    "Cifra",
    "Columna",
    "Documento",
    "Enfasis",
    "Enlace",
    "Fila",
    "FilaDeOrigen",
    "Lista",
    "Parrafo",
    "SaltoDePagina",
    "Tabla",
    "Titulo",
    "bloques_de_texto",
]

ESTILOS_DE_PARRAFO = ("", "antetitulo", "rotulo", "nota")
TIPOS_DE_FILA = ("normal", "encabezado", "seccion", "subtotal", "total")
ALINEACIONES = ("izquierda", "centro", "derecha")
ESTILOS_DE_TABLA = ("reglas", "ficha")
TONOS = ("alerta", "informacion")
ENFASIS = ("fuerte", "cursiva")
_ANCLA = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")


def _exigir(valor, permitidos, nombre):
    if valor not in permitidos:
        raise ValueError(f"{nombre} no puede ser {valor!r}; hay {', '.join(map(repr, permitidos))}")


@dataclass(frozen=True, slots=True)
class Enfasis:
    """Texto destacado dentro de un párrafo."""

    texto: str
    tipo: str = "fuerte"

    def __post_init__(self):
        _exigir(self.tipo, ENFASIS, "El énfasis")
        _fijar(self, texto=limpio(self.texto))


@dataclass(frozen=True, slots=True)
class Enlace:
    """Enlace a una dirección externa; si la dirección no es segura se escribe sólo el texto."""

    texto: str
    url: str

    def __post_init__(self):
        _fijar(self, texto=limpio(self.texto) or limpio(self.url), url=limpio(self.url).strip())

    @property
    def destino(self):
        return url_segura(self.url)


_EN_LINEA = (str, Cifra, Enlace, Enfasis)


def _en_linea(contenido):
    """Normaliza a una tupla de textos limpios, cifras, enlaces y énfasis, sin textos vacíos."""
    if isinstance(contenido, _EN_LINEA):
        contenido = (contenido,)
    partes = []
    for parte in contenido:
        if not isinstance(parte, _EN_LINEA):
            raise TypeError(f"No se puede poner {type(parte).__name__} dentro de un párrafo")
        parte = limpio(parte) if isinstance(parte, str) else parte
        if parte != "":
            partes.append(parte)
    return tuple(partes)


@dataclass(frozen=True, slots=True)
class Titulo:
    """Título de sección; nivel 1 es el del documento. `ancla` es el nombre con que otros lugares lo enlazan."""

    nivel: int
    texto: str
    ancla: str = ""

    def __post_init__(self):
        _exigir(self.nivel, (1, 2, 3, 4), "El nivel")
        if self.ancla and not _ANCLA.fullmatch(self.ancla):
            raise ValueError(f"El ancla {self.ancla!r} sólo puede llevar letras sin tilde, cifras y guiones")
        _fijar(self, texto=limpio(self.texto))


@dataclass(frozen=True, slots=True)
class Parrafo:
    """Párrafo; un «\\n» dentro del texto es un salto de línea. Un rótulo no se separa de lo que le sigue."""

    contenido: tuple = ()
    estilo: str = ""

    def __post_init__(self):
        _exigir(self.estilo, ESTILOS_DE_PARRAFO, "El estilo de párrafo")
        _fijar(self, contenido=_en_linea(self.contenido))


@dataclass(frozen=True, slots=True)
class Lista:
    """Lista con viñetas; cada punto es contenido en línea."""

    puntos: tuple

    def __post_init__(self):
        _fijar(self, puntos=tuple(_en_linea(punto) for punto in self.puntos))


@dataclass(frozen=True, slots=True)
class Aviso:
    """Advertencia que se ve en todos los formatos: un descuadre, un dato que falta."""

    contenido: tuple
    titulo: str = "Aviso"
    tono: str = "alerta"

    def __post_init__(self):
        _exigir(self.tono, TONOS, "El tono")
        _fijar(self, contenido=_en_linea(self.contenido), titulo=limpio(self.titulo))


@dataclass(frozen=True, slots=True)
class SaltoDePagina:
    """Lo que sigue empieza en página nueva (en HTML, al imprimir)."""


@dataclass(frozen=True, slots=True)
class Columna:
    """Ancho relativo y alineación de una columna."""

    ancho: int = 1
    alineacion: str = "izquierda"

    def __post_init__(self):
        _exigir(self.alineacion, ALINEACIONES, "La alineación")
        if self.ancho <= 0:
            raise ValueError("El ancho de una columna debe ser positivo")


@dataclass(frozen=True, slots=True)
class Celda:
    """Celda con párrafos y listas; puede ocupar varias columnas o filas. `encabezado` titula su fila."""

    contenido: tuple = ()
    colspan: int = 1
    rowspan: int = 1
    alineacion: str = ""
    encabezado: bool = False

    def __post_init__(self):
        if self.alineacion:
            _exigir(self.alineacion, ALINEACIONES, "La alineación")
        if self.colspan < 1 or self.rowspan < 1:
            raise ValueError("Una celda ocupa al menos una columna y una fila")
        _fijar(self, contenido=_bloques_de_celda(self.contenido))

    @property
    def cifra(self):
        """La cifra, si la celda no tiene otra cosa."""
        if len(self.contenido) == 1 and isinstance(self.contenido[0], Parrafo):
            partes = self.contenido[0].contenido
            return partes[0] if len(partes) == 1 and isinstance(partes[0], Cifra) else None
        return None


def _bloques_de_celda(contenido):
    if isinstance(contenido, (*_EN_LINEA, Parrafo, Lista)):
        contenido = (contenido,)
    contenido = tuple(contenido)
    if contenido and all(isinstance(parte, _EN_LINEA) for parte in contenido):
        parrafo = Parrafo(contenido)
        return (parrafo,) if parrafo.contenido else ()
    if not all(isinstance(parte, Parrafo | Lista) for parte in contenido):
        raise TypeError("Una celda lleva párrafos y listas, o contenido en línea, pero no ambos mezclados")
    return contenido


@dataclass(frozen=True, slots=True)
class Fila:
    """Fila de tabla. La de sección ocupa todo el ancho; subtotal y total se destacan."""

    celdas: tuple
    tipo: str = "normal"

    def __post_init__(self):
        _exigir(self.tipo, TIPOS_DE_FILA, "El tipo de fila")
        celdas = (self.celdas,) if isinstance(self.celdas, (*_EN_LINEA, Celda)) else self.celdas
        _fijar(self, celdas=tuple(celda if isinstance(celda, Celda) else Celda(celda) for celda in celdas))


@dataclass(frozen=True, slots=True)
class Tabla:
    """Tabla con título accesible; sus primeras filas de tipo «encabezado» se repiten en cada página.

    El título la nombra para quien no la ve; con `titulo_visible` además se imprime sobre ella. El estilo «ficha»
    es para pares de rótulo y valor, sin encabezado.
    """

    titulo: str
    columnas: tuple[Columna, ...]
    filas: tuple[Fila, ...]
    estilo: str = "reglas"
    titulo_visible: bool = False

    def __post_init__(self):
        _exigir(self.estilo, ESTILOS_DE_TABLA, "El estilo de tabla")
        if not self.columnas:
            raise ValueError("Una tabla tiene al menos una columna")
        _fijar(
            self,
            titulo=limpio(self.titulo),
            columnas=tuple(self.columnas),
            filas=tuple(self._extender(fila) for fila in self.filas),
        )
        self.rejilla()

    def _extender(self, fila):
        """Una fila de sección con una sola celda ocupa todo el ancho sin que haya que decirlo."""
        if fila.tipo != "seccion" or len(fila.celdas) != 1 or fila.celdas[0].colspan == len(self.columnas):
            return fila
        celda = fila.celdas[0]
        return Fila((Celda(celda.contenido, len(self.columnas), 1, celda.alineacion, celda.encabezado),), "seccion")

    @property
    def encabezados(self):
        """Cuántas filas iniciales son de encabezado."""
        return next((n for n, fila in enumerate(self.filas) if fila.tipo != "encabezado"), len(self.filas))

    @property
    def cierre(self):
        """Cuántas filas del final no se separan al cambiar de página: los totales y la que les precede.

        Empieza donde ninguna celda combinada venga de más arriba; 0 si la tabla no termina en un total.
        """
        totales = len(list(takewhile(lambda fila: fila.tipo in ("subtotal", "total"), reversed(self.filas))))
        if not totales:
            return 0
        previas, rejilla = self.filas[:-totales], self.rejilla()
        juntas = totales + 1 if previas and previas[-1].tipo == "normal" else totales
        while juntas and any(continua for _, _, continua in rejilla[-juntas]):
            juntas -= 1
        return juntas

    def rejilla(self):
        """Por cada fila, sus (columna, celda, continúa): `continúa` marca lo que ocupa una celda de más arriba.

        Lanza ValueError si las celdas de una fila no cubren exactamente las columnas, o si una celda combinada se
        sale de la tabla o de su encabezado.
        """
        arrastre, filas, encabezados = {}, [], self.encabezados
        for numero, fila in enumerate(self.filas):
            limite = (encabezados if numero < encabezados else len(self.filas)) - numero
            fila_de_rejilla, arrastre = self._ubicar(fila, arrastre, numero, limite)
            filas.append(fila_de_rejilla)
        return filas

    def _ubicar(self, fila, arrastre, numero, limite):
        puestas, siguiente, columna, pendientes = [], {}, 0, list(fila.celdas)
        while columna < len(self.columnas):
            continua = columna in arrastre
            if not continua and not pendientes:
                break
            celda, quedan = arrastre[columna] if continua else (pendientes[0], pendientes.pop(0).rowspan)
            if quedan > limite:
                raise ValueError(f"«{self.titulo}», fila {numero + 1}: una celda combinada se sale de la tabla")
            puestas.append((columna, celda, continua))
            if quedan > 1:
                siguiente[columna] = (celda, quedan - 1)
            if any(otra in arrastre for otra in range(columna + 1, columna + celda.colspan) if not continua):
                raise ValueError(f"«{self.titulo}», fila {numero + 1}: dos celdas ocupan el mismo lugar")
            columna += celda.colspan
        if columna != len(self.columnas) or pendientes:
            raise ValueError(f"«{self.titulo}», fila {numero + 1}: sus celdas no cubren {len(self.columnas)} columnas")
        return puestas, siguiente

    def alineacion_de(self, columna, celda):
        """La de la celda; si no dice, a la derecha una cifra sola y, si no, la de su columna."""
        if celda.alineacion:
            return celda.alineacion
        return "derecha" if celda.cifra else self.columnas[columna].alineacion


Bloque = Titulo | Parrafo | Lista | Tabla | Aviso | SaltoDePagina


@dataclass(frozen=True, slots=True)
class Documento:
    """Un documento entero. `estado` («Borrador» o nada) va en el encabezado de página; `pie`, junto al código."""

    titulo: str
    codigo: str
    bloques: tuple[Bloque, ...]
    pie: str = ""
    estado: str = ""
    idioma: str = "es-CL"
    fecha: date | None = None
    autor: str = ""

    def __post_init__(self):
        textos = ("titulo", "codigo", "pie", "estado", "idioma", "autor")
        bloques = tuple(self.bloques)
        for bloque in bloques:
            if not isinstance(bloque, Bloque):
                raise TypeError(f"{type(bloque).__name__} no es un bloque de documento")
        # Un título en blanco no titula nada, y ningún formato accesible lo admite.
        bloques = tuple(b for b in bloques if not isinstance(b, Titulo) or b.texto.strip())
        _fijar(self, **{nombre: limpio(getattr(self, nombre)) for nombre in textos}, bloques=bloques)

    def cifras(self):
        """Las cifras distintas del documento, en orden de aparición."""
        return tuple(dict.fromkeys(_cifras(self.bloques)))


def _cifras(nodos: Iterable):
    for nodo in nodos:
        if isinstance(nodo, Cifra):
            yield nodo
        elif isinstance(nodo, Parrafo | Aviso | Celda):
            yield from _cifras(nodo.contenido)
        elif isinstance(nodo, Lista):
            for punto in nodo.puntos:
                yield from _cifras(punto)
        elif isinstance(nodo, Tabla):
            for fila in nodo.filas:
                yield from _cifras(fila.celdas)


VINETAS = ("- ", "– ", "• ", "· ", "* ")


def bloques_de_texto(texto, estilo=""):
    """Convierte lo que una persona escribió en un cuadro de texto en párrafos y listas.

    Una línea en blanco separa párrafos; las líneas seguidas que empiezan con una viñeta forman una lista.
    """
    bloques = []
    for trozo in limpio(texto or "").split("\n\n"):
        bloques.extend(_bloques_de_trozo([linea.strip() for linea in trozo.split("\n") if linea.strip()], estilo))
    return tuple(bloques)


def _bloques_de_trozo(lineas, estilo):
    parrafo, puntos = [], []
    for linea in [*lineas, None]:
        es_punto = linea is not None and linea.startswith(VINETAS)
        if parrafo and (es_punto or linea is None):
            yield Parrafo("\n".join(parrafo), estilo)
            parrafo = []
        if puntos and not es_punto:
            yield Lista(puntos)
            puntos = []
        if linea is not None:
            (puntos if es_punto else parrafo).append(linea[2:].strip() if es_punto else linea)
