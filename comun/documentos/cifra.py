"""La cifra: un número que siempre trae las filas de las que sale y sabe volver a calcularse."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from comun.documentos.texto import limpio
from comun.formatos import formato

OPERACIONES = {
    "suma": "Suma de las filas",
    "conteo": "Cantidad de filas",
    "promedio": "Promedio de las filas",
    "razon": "Razón entre la suma del numerador y la del denominador",
    "tasa": "Tasa aplicada a la suma de las filas",
    "ingresada": "Dato ingresado por una persona",
    "declarada": "Cifra declarada en un documento",
}
NUMERADOR, DENOMINADOR = "numerador", "denominador"


def _decimal(valor, nombre):
    """None o un Decimal finito; un float no se acepta porque no dice cuántos decimales tiene."""
    if valor is None:
        return None
    if isinstance(valor, bool) or not isinstance(valor, int | Decimal):
        raise TypeError(f"{nombre} debe ser Decimal, entero o None, no {type(valor).__name__}")
    decimal = Decimal(valor)
    if not decimal.is_finite():
        raise ValueError(f"{nombre} debe ser un número finito")
    return decimal


def _fijar(objeto, **valores):
    for nombre, valor in valores.items():
        object.__setattr__(objeto, nombre, valor)


@dataclass(frozen=True, slots=True)
class FilaDeOrigen:
    """Una fila detrás de una cifra. Trae código e institución, nunca una persona.

    `grupo` separa numerador y denominador de una razón, y los grupos de tasas de una tasa;
    `tasa` es el porcentaje que se aplica a esa fila (4 significa 4 %).
    """

    codigo: str
    descripcion: str = ""
    institucion: str = ""
    valor: Decimal | int | None = None
    unidad: str = ""
    url: str = ""
    grupo: str = ""
    tasa: Decimal | int | None = None

    def __post_init__(self):
        textos = ("codigo", "descripcion", "institucion", "unidad", "url", "grupo")
        _fijar(self, **{nombre: limpio(getattr(self, nombre)) for nombre in textos})
        _fijar(self, valor=_decimal(self.valor, "valor"), tasa=_decimal(self.tasa, "tasa"))


@dataclass(frozen=True, slots=True)
class Cifra:
    """Un número con su operación y sus filas.

    `formato` es un tipo de comun.formatos; `nombre` la titula en el anexo; `decimales` redondea (mitad hacia
    arriba) lo calculado; `factor` multiplica una razón (100 para un porcentaje).
    """

    valor: Decimal | int | None
    formato: str
    operacion: str
    filas: tuple[FilaDeOrigen, ...] = ()
    url: str = ""
    clave: str = ""
    nombre: str = ""
    decimales: int | None = None
    factor: Decimal | int | None = field(default=None)

    def __post_init__(self):
        if self.operacion not in OPERACIONES:
            raise ValueError(f"Operación desconocida: {self.operacion!r}; hay {', '.join(OPERACIONES)}")
        textos = ("formato", "url", "clave", "nombre")
        _fijar(self, **{nombre: limpio(getattr(self, nombre)) for nombre in textos})
        _fijar(
            self,
            valor=_decimal(self.valor, "valor"),
            factor=_decimal(self.factor, "factor"),
            filas=tuple(self.filas),
        )

    @property
    def texto(self):
        """Lo que se imprime: el valor en su formato, o «sin dato»."""
        return formato(self.valor, self.formato)

    @property
    def operacion_en_palabras(self):
        return OPERACIONES[self.operacion]

    @property
    def recalculable(self):
        return self.operacion in _CALCULOS

    def recalcular(self):
        """El valor que dan sus filas, redondeado a `decimales`; None si las filas no lo dan.

        Una cifra ingresada o declarada no sale de un cálculo: devuelve su propio valor.
        Las filas sin dato no cuentan como cero: quedan fuera de sumas y promedios.
        """
        if not self.recalculable:
            return self.valor
        return _redondear(_CALCULOS[self.operacion](self), self.decimales)

    def cuadra(self):
        """Dice si el valor es el que dan sus filas. Sin filas, sólo cuadran «sin dato» y la suma o cuenta cero."""
        calculado = self.recalcular()
        if calculado is None and self.operacion in ("suma", "tasa"):
            return self.valor is None or (self.valor == 0 and not self.filas)
        if self.valor is None and self.operacion == "conteo":
            return not self.filas
        return self.valor == calculado


def _redondear(valor, decimales):
    if valor is None or decimales is None:
        return valor
    return valor.quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)


def _valores(filas, grupo=None):
    return [fila.valor for fila in filas if fila.valor is not None and (grupo is None or fila.grupo == grupo)]


def _suma(cifra):
    valores = _valores(cifra.filas)
    return sum(valores, Decimal(0)) if valores else None


def _conteo(cifra):
    return Decimal(len(cifra.filas))


def _promedio(cifra):
    valores = _valores(cifra.filas)
    return sum(valores, Decimal(0)) / len(valores) if valores else None


def _razon(cifra):
    """Razón de sumas, nunca promedio de razones (diseño, regla 5)."""
    numerador, denominador = (_valores(cifra.filas, grupo) for grupo in (NUMERADOR, DENOMINADOR))
    if not numerador or not denominador or sum(denominador) == 0:
        return None
    return sum(numerador) * (1 if cifra.factor is None else cifra.factor) / sum(denominador)


def _tasa(cifra):
    """Cada grupo de filas con su tasa, redondeado por separado; la línea impresa es la suma (decisiones, Dinero)."""
    bases = {}
    for fila in cifra.filas:
        if fila.valor is not None and fila.tasa is not None:
            bases[fila.grupo, fila.tasa] = bases.get((fila.grupo, fila.tasa), Decimal(0)) + fila.valor
    if not bases:
        return None
    return sum((_redondear(base * tasa / 100, cifra.decimales) for (_, tasa), base in bases.items()), Decimal(0))


_CALCULOS = {"suma": _suma, "conteo": _conteo, "promedio": _promedio, "razon": _razon, "tasa": _tasa}
