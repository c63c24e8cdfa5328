"""Mirar un XLSX ajeno sin abrirlo: que lo sea, que quepa y que no traiga fórmulas ni celdas combinadas.

Un libro de 2 MB puede ocupar 2 GB al abrirse, y una celda suelta en XFD1048576 hace reservar la hoja entera: por eso
se descomprime por partes, contando, y se recorre el XML de cada hoja antes de dárselo al lector de libros.
"""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from comun.formatos import formato
from comun.planillas.errores import LibroInvalido

MAX_BYTES = 20 * 1024 * 1024
MAX_BYTES_ABIERTO = 120 * 1024 * 1024
MAX_PARTES = 500
MAX_FILAS = 20_000
MAX_COLUMNAS = 200
MAX_CELDAS = 2_000_000
MINIMO_NUMERO = -1e11  # más abajo, el lector de libros se cae si la celda tiene formato de fecha
MAX_HALLAZGOS = 20  # de fórmulas, errores y combinadas que se nombran por hoja
TROZO = 256 * 1024
OLE = b"\xd0\xcf\x11\xe0"  # un Excel antiguo, o uno nuevo cifrado
LIBRO, RELACIONES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

NO_ES_XLSX = "El archivo no es un libro de Excel (.xlsx)"


@dataclass
class Inspeccion:
    """Lo que se sabe de una hoja sin haberla leído."""

    formulas: list[str] = field(default_factory=list)
    errores: list[str] = field(default_factory=list)
    combinadas: list[str] = field(default_factory=list)
    ultima_fila: int = 0
    ultima_columna: int = 0


def contenido_de(archivo):
    """Los bytes del archivo (ruta, bytes o archivo abierto), sin leer más de lo admitido."""
    if isinstance(archivo, bytes):
        contenido = archivo
    elif hasattr(archivo, "read"):
        contenido = archivo.read(MAX_BYTES + 1)
    else:
        with open(archivo, "rb") as abierto:  # noqa: PTH123 (también acepta una ruta como texto)
            contenido = abierto.read(MAX_BYTES + 1)
    if len(contenido) > MAX_BYTES:
        raise LibroInvalido(f"El archivo pasa de {MAX_BYTES // 2**20} MB; divídelo en varios.")
    return contenido


def inspeccionar(contenido):
    """{nombre de hoja: Inspeccion}, en el orden del libro. Levanta LibroInvalido si no conviene abrirlo."""
    if contenido.startswith(OLE):
        raise LibroInvalido(
            "El archivo está protegido con contraseña o es un Excel antiguo (.xls): guárdalo como .xlsx sin contraseña."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
            _revisar_tamano(paquete)
            return {nombre: _inspeccionar_hoja(paquete, nombre, parte) for nombre, parte in _partes_de_hojas(paquete)}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise LibroInvalido(f"{NO_ES_XLSX} o está dañado: ábrelo en Excel y guárdalo de nuevo.") from error
    except expat.ExpatError as error:
        raise LibroInvalido("El libro está dañado por dentro: ábrelo en Excel y guárdalo de nuevo.") from error


def _revisar_tamano(paquete):
    partes = paquete.infolist()
    if len(partes) > MAX_PARTES:
        raise LibroInvalido(f"El archivo trae {formato(len(partes))} partes y un libro normal no pasa de {MAX_PARTES}.")
    if sum(parte.file_size for parte in partes) > MAX_BYTES_ABIERTO:
        raise LibroInvalido(f"El libro pasa de {MAX_BYTES_ABIERTO // 2**20} MB al abrirse; divídelo en varios.")
    if any(parte.flag_bits & 1 for parte in partes):
        raise LibroInvalido("El archivo está protegido con contraseña: guárdalo como .xlsx sin contraseña.")
    nombres = [parte.filename for parte in partes]
    if LIBRO not in nombres or len(nombres) != len(set(nombres)):
        raise LibroInvalido(f"{NO_ES_XLSX}: guárdalo desde Excel o LibreOffice como «Libro de Excel (.xlsx)».")
    for parte in partes:
        for _ in _trozos(paquete, parte):
            pass


def _trozos(paquete, parte):
    """Descomprime una parte de a poco; levanta BadZipFile si mide distinto de lo que declara."""
    declarado, parte.file_size = parte.file_size, MAX_BYTES_ABIERTO + 1
    leido = 0
    try:
        with paquete.open(parte) as abierta:
            while trozo := abierta.read(TROZO):
                leido += len(trozo)
                if leido > declarado:
                    break
                yield trozo
    finally:
        parte.file_size = declarado
    if leido != declarado:
        raise zipfile.BadZipFile("el tamaño declarado no es el real")


def _recorrer(paquete, nombre, al_abrir, *, al_leer=None, al_cerrar=None):
    """Pasa el XML de una parte por expat: al_abrir(etiqueta sin prefijo, atributos), al_leer(texto), al_cerrar()."""
    lector = expat.ParserCreate(namespace_separator="}")
    lector.buffer_text = True

    def rechazar_doctype(*_):
        raise LibroInvalido("El libro trae una declaración DOCTYPE, que un XLSX no lleva: guárdalo de nuevo en Excel.")

    lector.StartDoctypeDeclHandler = rechazar_doctype
    lector.StartElementHandler = lambda etiqueta, atributos: al_abrir(etiqueta.rpartition("}")[2], atributos)
    lector.CharacterDataHandler, lector.EndElementHandler = al_leer, al_cerrar
    for trozo in _trozos(paquete, paquete.getinfo(nombre)):
        lector.Parse(trozo, False)
    lector.Parse(b"", True)


def _partes_de_hojas(paquete):
    """(nombre de la hoja, su parte del paquete), en el orden del libro."""
    hojas, destinos = [], {}

    def del_libro(etiqueta, atributos):
        if etiqueta == "sheet":
            relacion = next((valor for clave, valor in atributos.items() if clave.endswith("}id")), "")
            hojas.append((atributos.get("name", ""), relacion))

    def de_las_relaciones(etiqueta, atributos):
        if etiqueta == "Relationship":
            destinos[atributos.get("Id", "")] = atributos.get("Target", "")

    _recorrer(paquete, LIBRO, del_libro)
    if RELACIONES not in paquete.namelist():
        raise LibroInvalido(f"{NO_ES_XLSX} o está dañado: ábrelo en Excel y guárdalo de nuevo.")
    _recorrer(paquete, RELACIONES, de_las_relaciones)
    nombres = set(paquete.namelist())
    for nombre, relacion in hojas:
        parte = posixpath.normpath(posixpath.join("/xl", destinos.get(relacion, ""))).lstrip("/")
        if parte not in nombres:
            raise LibroInvalido(f"El libro está dañado: le falta la hoja «{nombre}».")
        yield nombre, parte


def _inspeccionar_hoja(paquete, nombre, parte):
    recorrido = _RecorridoDeHoja(nombre)
    _recorrer(paquete, parte, recorrido.al_abrir, al_leer=recorrido.al_leer, al_cerrar=recorrido.al_cerrar)
    return recorrido.hallado


class _RecorridoDeHoja:
    """Sigue en qué celda va el XML de una hoja y anota lo que no se admite; corta apenas se pasa de un límite."""

    def __init__(self, nombre):
        self.nombre = nombre
        self.hallado = Inspeccion()
        self.fila = self.columna = 0
        self.celda_contada = self.es_numero = self.en_valor = False
        self.valor = ""

    def al_leer(self, texto):
        if self.en_valor:
            self.valor += texto

    def al_cerrar(self, etiqueta):
        """Un número imposible tira abajo al lector de libros: se rechaza antes."""
        if not self.en_valor:
            return
        self.en_valor = False
        try:
            posible = MINIMO_NUMERO <= float(self.valor) < float("inf")
        except ValueError:
            posible = not self.valor.strip()
        if not posible:
            lugar = f"{letra_de_columna(self.columna)}{self.fila}"
            raise LibroInvalido(f"La celda {lugar} de la hoja «{self.nombre}» tiene un número imposible: corrígelo.")

    def al_abrir(self, etiqueta, atributos):
        self.en_valor, self.valor = etiqueta == "v" and self.es_numero, ""
        if etiqueta == "c":
            self._celda(atributos)
        elif etiqueta in ("v", "is") and not self.celda_contada:
            self._contar()
        elif etiqueta == "row":
            self.fila = int(atributos["r"]) if "r" in atributos else self.fila + 1
            self.columna = 0
        elif etiqueta == "f":
            self._contar()
            self._anotar(self.hallado.formulas)
        elif etiqueta == "mergeCell":
            self._anotar(self.hallado.combinadas, atributos.get("ref", ""))

    def _celda(self, atributos):
        self.celda_contada = False
        self.es_numero = atributos.get("t", "n") == "n"
        lugar = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", atributos.get("r", ""))
        if lugar:
            self.columna, self.fila = numero_de_columna(lugar[1]), int(lugar[2])
        else:
            self.columna += 1
        if atributos.get("t") == "e":
            self._anotar(self.hallado.errores)

    def _contar(self):
        self.celda_contada = True
        hallado = self.hallado
        hallado.ultima_fila = max(hallado.ultima_fila, self.fila)
        hallado.ultima_columna = max(hallado.ultima_columna, self.columna)
        if hallado.ultima_fila > MAX_FILAS + 1:
            raise LibroInvalido(
                f"La hoja «{self.nombre}» tiene datos más allá de la fila {formato(MAX_FILAS + 1)} y se admiten "
                f"{formato(MAX_FILAS)} filas por hoja: divídela en varios archivos."
            )
        if hallado.ultima_columna > MAX_COLUMNAS:
            raise LibroInvalido(
                f"La hoja «{self.nombre}» tiene datos en la columna {letra_de_columna(hallado.ultima_columna)} y se "
                f"admiten {MAX_COLUMNAS} columnas: borra lo que sobra."
            )
        if hallado.ultima_fila * hallado.ultima_columna > MAX_CELDAS:
            raise LibroInvalido(f"La hoja «{self.nombre}» pasa de {formato(MAX_CELDAS)} celdas: divídela en varias.")

    def _anotar(self, lista, lugar=None):
        if len(lista) < MAX_HALLAZGOS:
            lista.append(lugar or f"{letra_de_columna(self.columna)}{self.fila}")


def numero_de_columna(letras):
    """«A» → 1, «AB» → 28."""
    numero = 0
    for letra in letras:
        numero = numero * 26 + ord(letra) - 64
    return numero


def letra_de_columna(numero):
    """1 → «A», 28 → «AB»."""
    letras = ""
    while numero > 0:
        numero, resto = divmod(numero - 1, 26)
        letras = chr(65 + resto) + letras
    return letras
