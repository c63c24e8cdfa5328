"""Dónde va cada cosa en la tabla II: todo se imprime una vez y la grilla queda completa."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from informes.armado.anual.disposicion import disponer


class Varios(list):
    """Lo que da un related manager, sin base."""

    def all(self):
        return self


ITEMS = [SimpleNamespace(codigo=codigo) for codigo in ("71400", "71600", "72100")]


@st.composite
def productos(dibujar):
    """(producto, gastos): indicadores, actividades que sirven a algunos y gastos imputados a algunas."""
    indicadores = [SimpleNamespace(pk=numero) for numero in range(dibujar(st.integers(0, 5)))]
    actividades = [
        SimpleNamespace(pk=numero, numero=numero, indicadores=Varios(dibujar(_algunos(indicadores))))
        for numero in range(dibujar(st.integers(0, 5)))
    ]
    gastos = [
        SimpleNamespace(
            codigo=f"G-{numero:06d}",
            item=dibujar(st.sampled_from(ITEMS)),
            actividades=Varios(dibujar(_algunos(actividades))),
        )
        for numero in range(dibujar(st.integers(0, 6)))
    ]
    return SimpleNamespace(indicadores=Varios(indicadores), actividades=Varios(actividades)), gastos


def _algunos(cosas):
    if not cosas:
        return st.just([])
    return st.lists(st.sampled_from(cosas), unique_by=lambda cosa: cosa.pk, max_size=3)


def caso(cuantos, sirven, imputados=()):
    """(producto, gastos) con actividades que sirven a esas posiciones y gastos imputados a esas actividades."""
    indicadores = [SimpleNamespace(pk=numero) for numero in range(cuantos)]
    actividades = [
        SimpleNamespace(pk=numero, numero=numero, indicadores=Varios(indicadores[uno] for uno in suyos))
        for numero, suyos in enumerate(sirven)
    ]
    gastos = [
        SimpleNamespace(codigo=f"G-{numero:06d}", item=ITEMS[0], actividades=Varios(actividades[una] for una in suyas))
        for numero, suyas in enumerate(imputados)
    ]
    return SimpleNamespace(indicadores=Varios(indicadores), actividades=Varios(actividades)), gastos


@pytest.mark.parametrize(
    ("sirven", "celdas"),
    [
        ([(0, 1, 2), (0, 1, 2)], [([0, 1], 3)]),  # las mismas, seguidas: una celda
        ([(0, 1), (1, 2)], [([0], 1), ([1], 1), ([], 1)]),  # se cruzarían: ninguna se combina
        ([(0, 1, 2), (1,)], [([0], 1), ([1], 1), ([], 1)]),  # una dentro de otra
        ([(0, 2), (1,)], [([0], 1), ([1], 1), ([], 1)]),  # no seguidas
        ([(0, 1), (2,)], [([0], 2), ([1], 1)]),
        ([(1, 2), ()], [([], 1), ([0], 2), ([1], 1)]),  # una suelta, al final
    ],
)
def test_que_actividades_comparten_celda(sirven, celdas):
    producto, gastos = caso(3, sirven)

    abiertas = [uno for uno in disponer(producto, gastos) if uno.abre_actividades]

    assert [([una.numero for una in uno.actividades], uno.alto_actividades) for uno in abiertas] == celdas


@settings(max_examples=200, deadline=None)
@given(productos())
def test_cada_actividad_y_cada_gasto_aparecen_una_sola_vez(dado):
    producto, gastos = dado

    renglones = disponer(producto, gastos)

    impresas = [actividad.pk for uno in renglones if uno.abre_actividades for actividad in uno.actividades]
    impresos = [gasto.codigo for uno in renglones for gasto in uno.gastos]
    assert sorted(impresas) == [actividad.pk for actividad in producto.actividades]
    assert sorted(impresos) == [gasto.codigo for gasto in gastos]
    assert all(len({gasto.item.codigo for gasto in uno.gastos}) <= 1 for uno in renglones)


@settings(max_examples=200, deadline=None)
@given(productos())
def test_la_grilla_es_rectangular_y_sigue_a_los_indicadores(dado):
    producto, gastos = dado

    renglones = disponer(producto, gastos)

    for alto in ("alto_indicador", "alto_actividades"):
        cubierto = 0
        for numero, renglon in enumerate(renglones):
            if getattr(renglon, alto):
                assert cubierto == numero, f"{alto}: hueco o traslape en el renglón {numero}"
                cubierto = numero + getattr(renglon, alto)
        assert cubierto == len(renglones)
    abiertos = [uno.indicador.pk for uno in renglones if uno.abre_indicador and uno.indicador]
    assert abiertos == [indicador.pk for indicador in producto.indicadores]


@settings(max_examples=200, deadline=None)
@given(productos())
def test_un_gasto_va_en_la_primera_fila_de_sus_actividades(dado):
    producto, gastos = dado

    renglones = disponer(producto, gastos)

    for renglon in renglones:
        for gasto in renglon.gastos:
            servidos = [uno.pk for actividad in gasto.actividades for uno in actividad.indicadores]
            assert (renglon.indicador and renglon.indicador.pk) == min(servidos, default=None)


@settings(max_examples=200, deadline=None)
@given(productos())
def test_un_gasto_sin_actividad_no_se_imprime_junto_a_ninguna(dado):
    producto, gastos = dado

    actividades = []
    for renglon in disponer(producto, gastos):
        if renglon.abre_actividades:
            actividades = renglon.actividades
        if not renglon.indicador and any(not gasto.actividades for gasto in renglon.gastos):
            assert actividades == []


@settings(max_examples=200, deadline=None)
@given(productos())
def test_lo_que_comparte_celda_sirve_a_los_mismos_indicadores_seguidos(dado):
    producto, gastos = dado

    for renglon in disponer(producto, gastos):
        if not renglon.abre_actividades or len(renglon.actividades) < 2:
            continue
        servidos = {frozenset(uno.pk for uno in actividad.indicadores) for actividad in renglon.actividades}
        if len(servidos) > 1:  # celdas que se cruzarían: quedan juntas en la fila de su primer indicador
            assert len({min(grupo, default=None) for grupo in servidos}) == 1
