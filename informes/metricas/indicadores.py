"""Cuánto lleva un indicador, según cómo se acumula, y qué parte de su meta es."""

from decimal import Decimal

from comun.documentos.arbol import Cifra, FilaDeOrigen
from comun.documentos.cifra import DENOMINADOR, NUMERADOR
from comun.formatos import a_centavos
from informes.metricas.fuente import con_fuente
from informes.models import Indicador

Acumulacion = Indicador.Acumulacion


def acumulado(indicador, *, al_anio, url="", clave=""):
    """Cifra con lo logrado por el indicador hasta `al_anio` inclusive; None si ningún año tiene número.

    suma: se suman los años; ultimo y maximo: vale un año; promedio: de los años con dato; razon: suma de los
    numeradores sobre suma de los denominadores, en porcentaje (diseño, regla 5).
    """
    logros = [
        logro
        for logro in sorted(indicador.logros.all(), key=lambda logro: logro.anio)
        if logro.anio <= al_anio and logro.valor is not None
    ]
    if indicador.acumulacion == Acumulacion.RAZON:
        return _razon_de_sumas(indicador, logros, url, clave)
    filas = tuple(_fila(indicador, logro) for logro in _que_cuentan(indicador, logros))
    operacion = "promedio" if indicador.acumulacion == Acumulacion.PROMEDIO else "suma"
    valores = [fila.valor for fila in filas]
    total = sum(valores, Decimal(0)) if valores else None
    valor = total / len(valores) if valores and operacion == "promedio" else total
    if valor is not None and operacion == "promedio":
        valor = a_centavos(valor)
    return Cifra(
        valor,
        "numero",
        operacion,
        filas,
        url=url,
        clave=clave,
        nombre=f"Logrado por el indicador {indicador.codigo}",
        decimales=2 if operacion == "promedio" else None,
    )


def porcentaje_de_la_meta(indicador, logrado, *, url="", clave=""):
    """Cifra con lo logrado como porcentaje de la meta final; None si falta una de las dos o la meta es cero.

    Un indicador que ya es una razón se compara con su meta también en puntos porcentuales.
    """
    filas, valor = (), None
    if logrado.valor is not None and indicador.meta_valor:
        filas = (
            FilaDeOrigen(indicador.codigo, "Logrado", "", logrado.valor, grupo=NUMERADOR),
            FilaDeOrigen(
                indicador.codigo, con_fuente("Meta", indicador.fuente), "", indicador.meta_valor, grupo=DENOMINADOR
            ),
        )
        valor = a_centavos(logrado.valor * 100 / indicador.meta_valor)
    return Cifra(
        valor,
        "porcentaje",
        "razon",
        filas,
        url=url,
        clave=clave,
        nombre=f"Parte de la meta del indicador {indicador.codigo}",
        decimales=2,
        factor=100,
    )


def _que_cuentan(indicador, logros):
    if indicador.acumulacion == Acumulacion.ULTIMO:
        return logros[-1:]
    if indicador.acumulacion == Acumulacion.MAXIMO:
        return [max(logros, key=lambda logro: logro.valor)] if logros else []
    return logros


def _fila(indicador, logro):
    return FilaDeOrigen(indicador.codigo, con_fuente(f"Logro de {logro.anio}", logro.fuente), "", logro.valor)


def _razon_de_sumas(indicador, logros, url, clave):
    con_base = [logro for logro in logros if logro.base]
    filas = tuple(
        FilaDeOrigen(indicador.codigo, con_fuente(f"{nombre} de {logro.anio}", logro.fuente), "", valor, grupo=grupo)
        for logro in con_base
        for nombre, valor, grupo in (("Logro", logro.valor, NUMERADOR), ("Denominador", logro.base, DENOMINADOR))
    )
    numerador = sum((logro.valor for logro in con_base), Decimal(0))
    denominador = sum((logro.base for logro in con_base), Decimal(0))
    valor = a_centavos(numerador * 100 / denominador) if denominador else None
    return Cifra(
        valor,
        "porcentaje",
        "razon",
        filas,
        url=url,
        clave=clave,
        nombre=f"Logrado por el indicador {indicador.codigo}",
        decimales=2,
        factor=100,
    )
