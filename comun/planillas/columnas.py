"""Las columnas que puede tener una hoja: cada clase sabe leer, escribir, comparar y explicar su tipo de dato.

Lo que no se dice se toma del campo del modelo: si es obligatorio, el largo, los decimales, las opciones.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from comun.busqueda import normalizar
from comun.formatos import formato
from comun.planillas import celdas
from comun.planillas.cercania import sugerencia
from comun.planillas.errores import ErrorDeCelda
from comun.planillas.frases import FRASES, frases_de

PRIMERA_FECHA_DE_EXCEL = date(1900, 3, 1)  # antes, Excel cuenta mal los días
PUNTO_Y_COMA = ";"


@dataclass
class Columna:
    """Una columna: su encabezado en la fila 1 y el campo del modelo que llena.

    obligatorio: None = lo que diga el modelo. obtener(objeto): de dónde sale el valor al exportar y comparar.
    validar: funciones que reciben el valor y levantan ErrorDeCelda o ValidationError.
    auxiliar: sólo ayuda a encontrar lo que nombra otra columna (`con`); no se guarda.
    """

    encabezado: str
    campo: str
    obligatorio: bool | None = None
    ayuda: str = ""
    obtener: Callable | None = None
    validar: tuple = ()
    ancho: int = 18
    por_defecto: object = None
    auxiliar: bool = False
    campo_del_modelo: models.Field | None = field(default=None, init=False, repr=False)

    tipo = "texto"
    informativa = False
    formato_excel = "General"

    def atar(self, modelo):
        """Completa lo no declarado con el campo del modelo."""
        try:
            self.campo_del_modelo = modelo._meta.get_field(self.campo)
        except FieldDoesNotExist:
            self.campo_del_modelo = None
        self.obtener = self.obtener or operator.attrgetter(self.campo)
        campo = self.campo_del_modelo
        tiene_defecto = isinstance(campo, models.Field) and campo.has_default() and not campo.blank
        if tiene_defecto and self.por_defecto is None:
            self.por_defecto = campo.get_default()
        if self.obligatorio is None:
            self.obligatorio = isinstance(campo, models.Field) and not campo.blank and not tiene_defecto

    @property
    def es_multiple(self):
        return False

    def valor_vacio(self):
        """Lo que significa una celda vacía: el valor por defecto del campo o «no hay dato»."""
        return self.por_defecto

    def valor_de(self, objeto):
        """El valor guardado en el objeto, como lo devolvería `leer`."""
        return self.obtener(objeto)

    def leer(self, celda):
        """El valor de la celda. Levanta ErrorDeCelda."""
        if celdas.vacia(celda):
            if self.obligatorio:
                raise ErrorDeCelda("es obligatorio y está vacío")
            return self.valor_vacio()
        valor = self.convertir(celda)
        self.revisar(valor)
        return valor

    def convertir(self, celda):
        raise NotImplementedError

    def revisar(self, valor):
        """Aplica las validaciones declaradas y las del campo del modelo."""
        propias = self.campo_del_modelo.validators if isinstance(self.campo_del_modelo, models.Field) else ()
        for validador in (*self.validar, *propias):
            try:
                validador(valor)
            except ValidationError as error:
                raise ErrorDeCelda("; ".join(frases_de(error, valor, self.campo_del_modelo))) from error

    def identidad(self, valor):
        """Lo que se compara para saber si dos valores son el mismo."""
        return valor

    def escribir(self, valor):
        """El valor de la celda al exportar (None = vacía)."""
        return valor

    def mostrar(self, valor):
        """El valor para mostrar un cambio «antes → después»."""
        return "vacío" if valor in (None, "", ()) else str(self.escribir(valor))

    def valores_admitidos(self):
        """Qué se puede escribir, para la hoja Guía."""
        return ""


@dataclass
class Texto(Columna):
    """Una línea de texto: se quitan los espacios de los extremos; lo demás se guarda tal cual, erratas incluidas."""

    largo: int | None = None
    ancho: int = 28

    formato_excel = "@"

    def atar(self, modelo):
        super().atar(modelo)
        self.largo = self.largo or getattr(self.campo_del_modelo, "max_length", None) or celdas.LARGO_DE_CELDA

    def valor_vacio(self):
        return self.por_defecto or ""

    def valor_de(self, objeto):
        return self.limpiar(str(self.obtener(objeto) or ""))

    def limpiar(self, texto):
        return texto.replace("\r\n", "\n").replace("\r", "\n").strip()

    def convertir(self, celda):
        texto = self.limpiar(celdas.texto(celda))
        if len(texto) > self.largo:
            raise ErrorDeCelda(f"tiene {formato(len(texto))} caracteres y caben {formato(self.largo)}")
        return texto

    def valores_admitidos(self):
        return f"hasta {formato(self.largo)} caracteres"


@dataclass
class TextoLargo(Texto):
    """Texto de varios párrafos: se conserva exacto, con sus saltos de línea y espacios."""

    ancho: int = 60

    tipo = "texto largo"
    formato_excel = "General"

    def limpiar(self, texto):
        exacto = texto.replace("\r\n", "\n").replace("\r", "\n")
        return exacto if exacto.strip() else ""


@dataclass
class Codigo(Texto):
    """El código de la fila. Si lo asigna el sistema, se deja vacío (o «nueva 1», para nombrarla en otras hojas)."""

    asignado: bool = True
    ancho: int = 16

    tipo = "código"

    def atar(self, modelo):
        super().atar(modelo)
        if self.asignado:
            self.obligatorio = False

    def convertir(self, celda):
        return super().convertir(celda).upper()

    def es_nuevo(self, codigo):
        """¿Pide una fila nueva en vez de nombrar una guardada?"""
        return self.asignado and (not codigo or codigo.startswith(("NUEVA", "NUEVO")))

    def valores_admitidos(self):
        return "vacío o «nueva 1», «nueva 2»… en las filas nuevas" if self.asignado else super().valores_admitidos()


@dataclass
class Numero(Columna):
    """Un número decimal exacto; vacío es «sin dato», distinto de 0."""

    decimales: int | None = None
    minimo: Decimal | None = None
    maximo: Decimal | None = None

    tipo = "número"

    def atar(self, modelo):
        super().atar(modelo)
        if self.decimales is None:
            self.decimales = getattr(self.campo_del_modelo, "decimal_places", None)
        self.formato_excel = "#,##0" + ("." + "0" * self.decimales if self.decimales else "")

    def convertir(self, celda):
        return celdas.numero(celda)

    def revisar(self, valor):
        if self.decimales is not None and valor != round(valor, self.decimales):
            raise ErrorDeCelda(f"tiene más de {self.decimales} decimales ({str(valor).replace('.', ',')})")
        if self.minimo is not None and valor < self.minimo:
            raise ErrorDeCelda(FRASES["min_value"].format(valor=self.mostrar(valor), limite=formato(self.minimo)))
        if self.maximo is not None and valor > self.maximo:
            raise ErrorDeCelda(FRASES["max_value"].format(valor=self.mostrar(valor), limite=formato(self.maximo)))
        super().revisar(valor)

    def escribir(self, valor):
        """Número de Excel si en él cabe exacto; si no (más de 15 cifras), texto."""
        if valor is None:
            return None
        cabe = len(Decimal(valor).normalize().as_tuple().digits) <= celdas.CIFRAS_DE_EXCEL
        return valor if cabe else f"{valor:f}"

    def mostrar(self, valor):
        return "vacío" if valor is None else formato(valor, "numero")

    def valores_admitidos(self):
        limites = [f"desde {formato(self.minimo)}"] if self.minimo is not None else []
        limites += [f"hasta {formato(self.maximo)}"] if self.maximo is not None else []
        return " ".join([*limites, f"hasta {self.decimales} decimales" if self.decimales else ""]).strip()


@dataclass
class Dinero(Numero):
    """Un monto en unidades de su moneda, con dos decimales salvo que el campo diga otra cosa; no negativo."""

    minimo: Decimal | None = Decimal(0)

    tipo = "dinero"


@dataclass
class Entero(Numero):
    """Un número entero; vacío es «sin dato», distinto de 0."""

    decimales: int | None = 0
    ancho: int = 12

    tipo = "número entero"

    def atar(self, modelo):
        super().atar(modelo)
        self.formato_excel = "0"

    def convertir(self, celda):
        return celdas.entero(celda)

    def mostrar(self, valor):
        return "vacío" if valor is None else str(valor)


@dataclass
class Fecha(Columna):
    """Una fecha del calendario."""

    ancho: int = 13

    tipo = "fecha"
    formato_excel = "dd-mm-yyyy"

    def convertir(self, celda):
        return celdas.fecha(celda)

    def escribir(self, valor):
        if valor is None or valor >= PRIMERA_FECHA_DE_EXCEL:
            return valor
        return formato(valor, "fecha")

    def mostrar(self, valor):
        return "vacío" if valor is None else formato(valor, "fecha")

    def valores_admitidos(self):
        return "dd-mm-aaaa"


@dataclass
class SiNo(Columna):
    """Sí o no; vacío es «no», salvo que el campo admita no saber."""

    ancho: int = 10

    tipo = "sí / no"

    def atar(self, modelo):
        obligatorio = bool(self.obligatorio)
        super().atar(modelo)
        self.obligatorio = obligatorio
        if self.por_defecto is None and not getattr(self.campo_del_modelo, "null", False):
            self.por_defecto = False

    def convertir(self, celda):
        return celdas.si_no(celda)

    def escribir(self, valor):
        return {True: "sí", False: "no"}.get(valor)

    def valores_admitidos(self):
        return "sí, no"


@dataclass
class Opcion(Columna):
    """Una de varias opciones: se escribe la etiqueta (o la clave), sin importar tildes ni mayúsculas."""

    opciones: list | None = None

    tipo = "opción"

    def atar(self, modelo):
        super().atar(modelo)
        opciones = self.opciones if self.opciones is not None else self.campo_del_modelo.flatchoices
        self.opciones = [(valor, str(etiqueta)) for valor, etiqueta in getattr(opciones, "choices", opciones)]
        self.opciones = [(valor, etiqueta) for valor, etiqueta in self.opciones if valor not in ("", None)]

    def valor_vacio(self):
        es_texto = isinstance(self.campo_del_modelo, models.CharField)
        return "" if self.por_defecto is None and es_texto else self.por_defecto

    def convertir(self, celda):
        escrito = normalizar(celdas.texto(celda))
        for valor, etiqueta in self.opciones:
            if escrito in (normalizar(etiqueta), normalizar(str(valor))):
                return valor
        etiquetas = [etiqueta for _, etiqueta in self.opciones]
        raise ErrorDeCelda(
            f"«{celdas.corto(celda)}» no es una de las opciones{sugerencia(str(celda), etiquetas, todas=True)}"
        )

    def escribir(self, valor):
        return dict(self.opciones).get(valor, valor) or None

    def valores_admitidos(self):
        return "; ".join(etiqueta for _, etiqueta in self.opciones)


@dataclass
class Informativa(Columna):
    """Se exporta para entender la fila y se ignora al importar (un nombre junto a su código, un total)."""

    campo: str = ""
    ancho: int = 28

    tipo = "informativa"
    informativa = True

    def atar(self, modelo):
        super().atar(modelo)
        self.obligatorio = False

    def valores_admitidos(self):
        return "no se importa: cámbialo donde corresponde"
