"""De la celda al valor: lo que una persona escribe en Excel, entendido o rechazado, nunca adivinado.

Las celdas llegan como las da el lector de libros: str, float, bool, date, datetime, time, timedelta o "" (vacía).
Cada función devuelve el valor o levanta ErrorDeCelda con el motivo.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from comun.busqueda import normalizar
from comun.planillas.errores import ErrorDeCelda

LARGO_DE_CELDA = 32_767  # lo que Excel admite en una celda
CIFRAS_DE_EXCEL = 15  # las cifras significativas que Excel conserva
PRIMERA_FECHA, ULTIMA_FECHA = date(1600, 1, 1), date(2200, 12, 31)
AFIRMACIONES = {"si": True, "s": True, "verdadero": True, "no": False, "n": False, "falso": False}


def texto(celda):
    """El texto tal cual, con los saltos de línea como «\\n». Un número escrito sin formato se lee como se ve."""
    if isinstance(celda, bool):
        raise ErrorDeCelda("la celda es verdadero/falso; escríbela como texto")
    if isinstance(celda, int | float):
        return _numero_como_texto(celda)
    if not isinstance(celda, str):
        raise ErrorDeCelda("Excel la convirtió en fecha u hora; dale formato de texto a la celda y escríbela de nuevo")
    limpio = celda.replace("\r\n", "\n").replace("\r", "\n")
    for caracter in limpio:
        if unicodedata.category(caracter) in {"Cc", "Cs"} and caracter not in "\n\t":
            raise ErrorDeCelda(f"contiene un carácter de control invisible (U+{ord(caracter):04X}); bórralo")
    return limpio


def _numero_como_texto(numero):
    decimal = _decimal_de_numero(numero)
    return f"{decimal:f}"


def _decimal_de_numero(numero):
    """El decimal que Excel muestra: quince cifras significativas, sin el ruido binario («0,1+0,2» es 0,3)."""
    if (isinstance(numero, float) and not numero == numero) or numero in (float("inf"), float("-inf")):
        raise ErrorDeCelda("no es un número")
    decimal = Decimal(f"{numero:.{CIFRAS_DE_EXCEL}g}").normalize()
    return decimal.quantize(Decimal(1)) if decimal == decimal.to_integral() and abs(decimal) < 10**15 else decimal


def numero(celda):
    """Decimal exacto. Acepta números y textos «1.234,56», «1234.56», «1 234,5», «$ 1.000.000»; rechaza lo ambiguo."""
    if isinstance(celda, int | float) and not isinstance(celda, bool):
        return _decimal_de_numero(celda)
    if not isinstance(celda, str):
        raise ErrorDeCelda("no es un número")
    escrito = re.sub(r"^(-?)\s*(?:US\$|\$|USD|CLP)\s*", r"\1", celda.strip().upper())
    escrito = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?:\D|$))", "", escrito)
    if not re.fullmatch(r"-?[0-9][0-9.,]*", escrito) or escrito[-1] in ".,":
        raise ErrorDeCelda(f"«{corto(celda)}» no es un número")
    return Decimal(_sin_separadores_de_miles(escrito, celda))


def _sin_separadores_de_miles(escrito, celda):
    """«1.234,56» → «1234.56». Con un solo separador y tres cifras detrás no se puede saber qué es: se rechaza."""
    separadores = re.findall(r"[.,]", escrito)
    if not separadores:
        return escrito
    ultimo = separadores[-1]
    otro = "," if ultimo == "." else "."
    if len(set(separadores)) == 2:
        bien = re.fullmatch(rf"-?\d{{1,3}}(\{otro}\d{{3}})+\{ultimo}\d+", escrito)
        plano = escrito.replace(otro, "").replace(ultimo, ".")
    elif len(separadores) > 1:
        bien = re.fullmatch(rf"-?\d{{1,3}}(\{ultimo}\d{{3}})+", escrito)
        plano = escrito.replace(ultimo, "")
    elif re.fullmatch(rf"-?[1-9]\d{{0,2}}\{ultimo}\d{{3}}", escrito):
        entero, decimales = escrito.split(ultimo)
        raise ErrorDeCelda(
            f"«{corto(celda)}» es ambiguo: escribe {entero}{decimales} si es el entero, o {entero},{decimales}0 si no"
        )
    else:
        bien, plano = True, escrito.replace(ultimo, ".")
    if not bien:
        raise ErrorDeCelda(f"«{corto(celda)}» no es un número")
    return plano


def entero(celda):
    """Un entero; en texto admite el punto de miles («1.234»), que en un entero no es ambiguo."""
    if isinstance(celda, str) and re.fullmatch(r"-?\d{1,3}(\.\d{3})+", celda.strip()):
        return int(celda.strip().replace(".", ""))
    valor = numero(celda)
    if valor != valor.to_integral():
        raise ErrorDeCelda(f"debe ser un número entero y dice {_chileno(valor)}")
    return int(valor)


def _chileno(decimal):
    return f"{decimal:f}".replace(".", ",")


def fecha(celda):
    """Una fecha de Excel, o un texto dd-mm-aaaa (también con / o .) o aaaa-mm-dd."""
    if isinstance(celda, datetime):
        if celda.time() != datetime.min.time():
            raise ErrorDeCelda("trae hora; deja sólo la fecha")
        return _fecha_razonable(celda.date())
    if isinstance(celda, date):
        return _fecha_razonable(celda)
    if not isinstance(celda, str):
        raise ErrorDeCelda("no es una fecha; escríbela dd-mm-aaaa o dale formato de fecha a la celda")
    return _fecha_razonable(_fecha_de_texto(celda.strip()))


def _fecha_de_texto(escrito):
    for patron, orden in (
        (r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", (4, 3, 1)),
        (r"(\d{4})(-)(\d{1,2})-(\d{1,2})", (1, 3, 4)),
    ):
        partes = re.fullmatch(patron, escrito, re.ASCII)
        if not partes:
            continue
        try:
            return date(*(int(partes[n]) for n in orden))
        except ValueError:
            raise ErrorDeCelda(f"«{escrito}» no existe en el calendario (se escribe dd-mm-aaaa)") from None
    raise ErrorDeCelda(f"«{corto(escrito)}» no es una fecha dd-mm-aaaa")


def _fecha_razonable(valor):
    if not PRIMERA_FECHA <= valor <= ULTIMA_FECHA:
        raise ErrorDeCelda(f"el año {valor.year} no parece posible")
    return valor


def si_no(celda):
    """Verdadero o falso: «sí», «no», verdadero/falso de Excel."""
    if isinstance(celda, bool):
        return celda
    escrito = normalizar(celda) if isinstance(celda, str) else ""
    if escrito not in AFIRMACIONES:
        raise ErrorDeCelda(f"«{corto(celda)}» no es «sí» ni «no»")
    return AFIRMACIONES[escrito]


def vacia(celda):
    """Una celda sin nada o sólo con espacios."""
    return celda is None or (isinstance(celda, str) and not celda.strip())


def corto(celda):
    """Lo escrito, en una línea y sin pasar de 40 caracteres, para citarlo en un motivo."""
    escrito = " ".join(str(celda).split())
    return escrito if len(escrito) <= 40 else f"{escrito[:39]}…"
