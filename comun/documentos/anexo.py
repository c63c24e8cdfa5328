"""El anexo «Origen de las cifras»: por cada cifra, su valor, su operación y las filas de las que sale."""

from dataclasses import dataclass

from comun.documentos.arbol import Celda, Columna, Enfasis, Enlace, Fila, Parrafo, SaltoDePagina, Tabla, Titulo
from comun.documentos.cifra import Cifra
from comun.formatos import formato

TITULO = "Origen de las cifras"
EXPLICACION = "Cada cifra de este documento, la operación que la produce y las filas de las que sale."
SIN_FILAS = "No tiene filas: se ingresó o se declaró sin detalle."


@dataclass(frozen=True, slots=True)
class Entrada:
    """Una cifra con su número de orden en el anexo."""

    numero: int
    cifra: Cifra

    @property
    def ancla(self):
        return f"cifra-{self.numero}"

    @property
    def nombre(self):
        return self.cifra.nombre or self.cifra.clave or f"Cifra {self.numero}"

    @property
    def formato_de_fila(self):
        """Las filas de una razón o de una cuenta no se miden como su resultado."""
        return "numero" if self.cifra.operacion in ("razon", "conteo") else self.cifra.formato

    @property
    def operacion(self):
        """La operación en palabras, con su factor y redondeo si los tiene."""
        texto = self.cifra.operacion_en_palabras
        if self.cifra.operacion == "razon" and self.cifra.factor not in (None, 1):
            texto += f", por {formato(self.cifra.factor, 'numero')}"
        if self.cifra.recalculable and self.cifra.decimales is not None and self.cifra.operacion != "conteo":
            texto += f", con {self.cifra.decimales} decimales" if self.cifra.decimales != 1 else ", con 1 decimal"
        return texto


def entradas(documento):
    """Las entradas del anexo, en el orden en que las cifras aparecen en el documento."""
    return tuple(Entrada(numero, cifra) for numero, cifra in enumerate(documento.cifras(), 1))


def bloques(documento):
    """El anexo como bloques del árbol: todos los formatos lo escriben como cualquier otra parte."""
    partes = [SaltoDePagina(), Titulo(2, TITULO, "origen-de-las-cifras"), Parrafo(EXPLICACION)]
    for entrada in entradas(documento):
        partes.append(Titulo(3, f"{entrada.numero}. {entrada.nombre}", entrada.ancla))
        valor = (Enfasis("Valor: "), entrada.cifra.texto, " · ", Enfasis("Operación: "), entrada.operacion)
        partes.append(Parrafo(valor, "rotulo"))
        partes.append(_tabla(entrada) if entrada.cifra.filas else Parrafo(SIN_FILAS, "nota"))
    return tuple(partes)


def _codigo(fila, entrada):
    return Enlace(fila.codigo, fila.url) if fila.url and fila.codigo else fila.codigo


def _valor(fila, entrada):
    return Celda(formato(fila.valor, entrada.formato_de_fila), alineacion="derecha")


def _tasa(fila, entrada):
    return Celda(formato(fila.tasa, "numero") + " %" if fila.tasa is not None else "", alineacion="derecha")


# Encabezado, ancho, celda, y si se muestra cuando ninguna fila lo trae.
COLUMNAS = (
    ("Código", 4, _codigo, lambda fila: True),
    ("Descripción", 9, lambda fila, entrada: fila.descripcion, lambda fila: True),
    ("Institución", 6, lambda fila, entrada: fila.institucion, lambda fila: fila.institucion),
    ("Grupo", 4, lambda fila, entrada: fila.grupo, lambda fila: fila.grupo),
    ("Tasa", 2, _tasa, lambda fila: fila.tasa is not None),
    ("Valor", 4, _valor, lambda fila: fila.valor is not None),
    ("Unidad", 3, lambda fila, entrada: fila.unidad, lambda fila: fila.unidad),
)


def _tabla(entrada):
    filas = entrada.cifra.filas
    con_valor = entrada.cifra.operacion != "conteo"
    usadas = [
        columna
        for columna in COLUMNAS
        if any(columna[3](fila) for fila in filas) or (con_valor and columna[0] == "Valor")
    ]
    encabezado = Fila(
        tuple(Celda(nombre, alineacion="derecha" if nombre in ("Tasa", "Valor") else "") for nombre, *_ in usadas),
        "encabezado",
    )
    return Tabla(
        titulo=f"Filas de la cifra {entrada.numero}: {entrada.nombre}",
        columnas=tuple(Columna(ancho) for _, ancho, *_ in usadas),
        filas=(encabezado, *(Fila(tuple(celda(fila, entrada) for _, _, celda, _ in usadas)) for fila in filas)),
    )
