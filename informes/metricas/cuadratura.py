"""Dónde las cifras de un informe no cuadran entre sí (diseño, regla 6)."""

from decimal import Decimal

from comun.formatos import a_centavos, formato


def descuadres(cuadro):
    """Frases, vacías si todo cuadra: total contra gasto del año, donantes contra gasto y contra su parte.

    Lo que falta no se compara: eso lo dice la lista de datos que faltan.
    """
    frases = [_total_contra_gasto(cuadro), _donantes_contra_gasto(cuadro), *_partes_de_los_donantes(cuadro)]
    return [frase for frase in frases if frase]


def excesos(cuadro):
    """Frases de lo que pasa de un presupuesto: se advierte, no se impide."""
    documento, anio = cuadro.presupuesto_del_documento, cuadro.presupuesto_del_anio
    gasto, total = cuadro.gasto_del_anio, cuadro.total
    frases = []
    if None not in (gasto.valor, anio.valor) and gasto.valor > anio.valor:
        frases.append(f"El gasto del año ({gasto.texto}) pasa del presupuesto del año ({anio.texto}).")
    if None not in (total.valor, anio.valor) and anio.valor < total.valor != gasto.valor:
        frases.append(f"El total de la sección II ({total.texto}) pasa del presupuesto del año ({anio.texto}).")
    if None not in (anio.valor, documento.valor) and anio.valor > documento.valor:
        frases.append(f"El presupuesto del año ({anio.texto}) pasa del presupuesto del documento ({documento.texto}).")
    return frases


def parte_proporcional(cuadro):
    """Lo que toca a cada donante del total, según sus gastos; el resto del redondeo va al mayor.

    Devuelve {id del donante: Decimal}, o None si algún gasto no dice su donante o falta el total.
    """
    gastado = {}
    for gasto in cuadro.gastos:
        if gasto.donante_id is None:
            return None
        gastado[gasto.donante_id] = gastado.get(gasto.donante_id, Decimal(0)) + gasto.monto
    base = sum(gastado.values(), Decimal(0))
    if not base or cuadro.total.valor is None:
        return None
    partes = {donante: a_centavos(cuadro.total.valor * monto / base) for donante, monto in gastado.items()}
    mayor = max(gastado, key=lambda donante: (gastado[donante], -donante))
    partes[mayor] += cuadro.total.valor - sum(partes.values(), Decimal(0))
    return partes


def _total_contra_gasto(cuadro):
    total, gasto = cuadro.total, cuadro.gasto_del_anio
    if None in (total.valor, gasto.valor) or total.valor == gasto.valor:
        return ""
    return (
        f"El total de la sección II ({total.texto}) no coincide con el gasto del año ({gasto.texto}): "
        f"la diferencia es {_escribir(cuadro, total.valor - gasto.valor)}."
    )


def _donantes_contra_gasto(cuadro):
    aportes = [cifra.valor for _, cifra in cuadro.aportes]
    if not aportes or None in aportes or cuadro.gasto_del_anio.valor is None:
        return ""
    suma = sum(aportes, Decimal(0))
    if suma == cuadro.gasto_del_anio.valor:
        return ""
    return (
        f"La suma de los donantes ({_escribir(cuadro, suma)}) no coincide con el gasto del año "
        f"({cuadro.gasto_del_anio.texto}): la diferencia es "
        f"{_escribir(cuadro, suma - cuadro.gasto_del_anio.valor)}."
    )


def _partes_de_los_donantes(cuadro):
    partes = parte_proporcional(cuadro)
    if partes is None:
        return
    for donante, aporte in cuadro.aportes:
        parte = partes.get(donante.pk, Decimal(0))
        if aporte.valor is not None and aporte.valor != parte:
            yield (
                f"A {donante.nombre} le corresponden {_escribir(cuadro, parte)} según sus gastos, "
                f"pero se ingresaron {aporte.texto}."
            )


def _escribir(cuadro, monto):
    return formato(monto, cuadro.FORMATO)
