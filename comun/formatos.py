"""Una sola función para escribir números, dinero y fechas como en Chile, o como pide un formulario ajeno.

Un valor ausente se escribe siempre «sin dato», nunca 0 (diseño, regla 5).
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

SIN_DATO = "sin dato"
MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
DIAS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
SIMBOLOS = {"CLP": "$", "USD": "US$", "EUR": "€", "UF": "UF"}
CENTAVO = Decimal("0.01")


def a_centavos(monto):
    """Redondea a dos decimales, la mitad hacia arriba (alejándose de cero). Decimal → Decimal."""
    return Decimal(monto).quantize(CENTAVO, rounding=ROUND_HALF_UP)


def a_decimos(valor):
    """Redondea a un decimal, la mitad hacia arriba. Decimal → Decimal."""
    return Decimal(valor).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def formato(valor, tipo=None):
    """Escribe `valor` según `tipo`; sin tipo, lo deduce del valor.

    Tipos: «numero» (1.234,5), «entero», «porcentaje» (54,6 %), «pnud» (1,234.56), «clp» ($15.000.000),
    «usd» (US$ 11.783,20), otra moneda por su código, «fecha» (dd-mm-aaaa), «fecha_larga» (viernes 20-11-2026),
    «mes» (julio de 2007), «fecha_hora» (dd-mm-aaaa hh:mm), «texto». Un momento se escribe
    en la hora en vigor (`timezone.get_current_timezone()`).
    """
    if valor is None or valor == "":
        return SIN_DATO
    if isinstance(valor, datetime) and timezone.is_aware(valor):
        valor = timezone.localtime(valor)
    tipo = tipo or _tipo_de(valor)
    if tipo in _FECHAS:
        return _FECHAS[tipo](valor)
    if tipo in _NUMEROS:
        return _NUMEROS[tipo](valor)
    if tipo.upper() in SIMBOLOS or len(tipo) == 3:
        return _dinero(valor, tipo.upper())
    return str(valor)


def _tipo_de(valor):
    if isinstance(valor, datetime):
        return "fecha_hora"
    if isinstance(valor, date):
        return "fecha"
    if isinstance(valor, int | Decimal | float) and not isinstance(valor, bool):
        return "numero"
    return "texto"


def _chileno(texto):
    """Cambia «1,234.56» en «1.234,56»."""
    return texto.translate(str.maketrans(",.", ".,"))


def _numero(valor):
    normal = Decimal(str(valor)).normalize()
    decimales = max(0, -normal.as_tuple().exponent)
    return _chileno(f"{normal:,.{decimales}f}")


def _entero(valor):
    return _chileno(f"{Decimal(valor).quantize(Decimal(1), rounding=ROUND_HALF_UP):,}")


def _porcentaje(valor):
    """Recibe la razón ya multiplicada por cien (54.61) y la escribe con un decimal a lo más."""
    return f"{_numero(a_decimos(valor))} %"


def _dinero(valor, moneda):
    simbolo = SIMBOLOS.get(moneda, moneda)
    signo = "-" if valor < 0 else ""
    if moneda == "CLP":
        return f"{signo}{simbolo}{_entero(abs(valor))}"
    return f"{signo}{simbolo} {_chileno(f'{a_centavos(abs(valor)):,}')}"


_NUMEROS = {
    "numero": _numero,
    "entero": _entero,
    "porcentaje": _porcentaje,
    "pnud": lambda valor: f"{a_centavos(valor):,}",
}
_FECHAS = {
    "fecha": lambda valor: f"{valor:%d-%m-%Y}",
    "fecha_larga": lambda valor: f"{DIAS[valor.weekday()]} {valor:%d-%m-%Y}",
    "fecha_hora": lambda valor: f"{valor:%d-%m-%Y %H:%M}",
    "mes": lambda valor: f"{MESES[valor.month - 1]} de {valor.year}",
}
