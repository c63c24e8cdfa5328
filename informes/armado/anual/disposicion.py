"""Dónde va cada cosa en la tabla II: qué celdas se combinan y en qué renglón se imprime cada gasto."""

from dataclasses import dataclass, field
from itertools import groupby


@dataclass
class Renglon:
    """Un renglón impreso. `alto_*` es cuántos renglones ocupa la celda que este renglón abre; 0 si continúa."""

    indicador: object = None
    alto_indicador: int = 1
    actividades: list = field(default_factory=list)
    alto_actividades: int = 1
    gastos: list = field(default_factory=list)

    @property
    def abre_indicador(self):
        return self.alto_indicador > 0

    @property
    def abre_actividades(self):
        return self.alto_actividades > 0


@dataclass
class _Tramo:
    """Las filas de indicador que cubre una celda de actividades, desde `inicio` hasta `fin`, ambas incluidas."""

    inicio: int
    fin: int
    actividades: list


def disponer(producto, gastos):
    """Los renglones de un producto, en orden. Cada indicador ocupa tantos como ítems presupuestarios lleva.

    Lo que no cuelga de ningún indicador va al final: primero las actividades sueltas con sus gastos y después, en
    otro renglón para que no parezcan de ellas, los gastos sin actividad.
    """
    filas = list(producto.indicadores.all())
    actividades = sorted(producto.actividades.all(), key=lambda actividad: actividad.numero)
    lugar = _lugares(filas, actividades)
    if any(not lugares for lugares in lugar.values()):
        lugar = {clave: lugares or [len(filas)] for clave, lugares in lugar.items()}
        filas.append(None)
    gastos_por_fila = _gastos_por_fila(gastos, lugar, suelta=len(filas))
    if len(filas) in gastos_por_fila or not filas:
        filas.append(None)
    tramos = _tramos(actividades, lugar, len(filas))
    return list(_renglones(filas, tramos, gastos_por_fila))


def _lugares(indicadores, actividades):
    """De cada actividad (por id), las posiciones de los indicadores a los que sirve."""
    posicion = {indicador.pk: numero for numero, indicador in enumerate(indicadores)}
    return {
        actividad.pk: sorted(posicion[uno.pk] for uno in actividad.indicadores.all() if uno.pk in posicion)
        for actividad in actividades
    }


def _gastos_por_fila(gastos, lugar, suelta):
    filas = {}
    for gasto in gastos:
        posiciones = [fila for actividad in gasto.actividades.all() for fila in lugar.get(actividad.pk, ())]
        filas.setdefault(min(posiciones, default=suelta), []).append(gasto)
    return filas


def _tramos(actividades, lugar, alto):
    """Las celdas de actividades, de arriba abajo y sin huecos ni traslapes.

    Se combinan las que sirven exactamente a los mismos indicadores seguidos. Donde dos celdas se cruzarían no se
    combina ninguna de las dos: cada actividad queda en la fila de su primer indicador.
    """
    grupos = {}
    for actividad in actividades:
        grupos.setdefault(tuple(lugar[actividad.pk]), []).append(actividad)
    seguidos = [_Tramo(filas[0], filas[-1], suyas) for filas, suyas in grupos.items() if _son_seguidas(filas)]
    sueltos = [_Tramo(filas[0], filas[0], suyas) for filas, suyas in grupos.items() if not _son_seguidas(filas)]
    todos = seguidos + sueltos
    finales = [
        tramo if not _se_cruza(tramo, todos) else _Tramo(tramo.inicio, tramo.inicio, tramo.actividades)
        for tramo in todos
    ]
    return _sin_huecos(finales, alto)


def _son_seguidas(filas):
    return filas[-1] - filas[0] == len(filas) - 1


def _se_cruza(tramo, todos):
    return any(otro is not tramo and otro.inicio <= tramo.fin and tramo.inicio <= otro.fin for otro in todos)


def _sin_huecos(tramos, alto):
    por_inicio = {}
    for tramo in tramos:
        por_inicio.setdefault(tramo.inicio, []).append(tramo)
    fila, completos = 0, []
    while fila < alto:
        suyos = por_inicio.get(fila, [])
        actividades = sorted((una for tramo in suyos for una in tramo.actividades), key=lambda una: una.numero)
        fin = suyos[0].fin if suyos else fila
        completos.append(_Tramo(fila, fin, actividades))
        fila = fin + 1
    return completos


def _renglones(filas, tramos, gastos_por_fila):
    items = {numero: _por_item(gastos_por_fila.get(numero, [])) for numero in range(len(filas))}
    for tramo in tramos:
        alto = sum(len(items[numero]) for numero in range(tramo.inicio, tramo.fin + 1))
        for numero in range(tramo.inicio, tramo.fin + 1):
            for orden, gastos in enumerate(items[numero]):
                yield Renglon(
                    indicador=filas[numero],
                    alto_indicador=len(items[numero]) if orden == 0 else 0,
                    actividades=tramo.actividades,
                    alto_actividades=alto if numero == tramo.inicio and orden == 0 else 0,
                    gastos=gastos,
                )


def _por_item(gastos):
    """Los gastos de una fila agrupados por ítem presupuestario; una fila sin gastos tiene un grupo vacío."""
    ordenados = sorted(gastos, key=lambda gasto: (gasto.item.codigo, gasto.codigo))
    return [list(grupo) for _, grupo in groupby(ordenados, key=lambda gasto: gasto.item.codigo)] or [[]]
