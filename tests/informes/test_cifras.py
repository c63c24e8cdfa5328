"""Toda cifra del informe y de la ficha sale de sus filas, se abre y dice lo mismo, para cada rol que la ve."""

import pytest
from django.urls import reverse

from actores.models import Rol
from comun.documentos.formatos import html
from informes.armado import anual, ficha_de_indicadores
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.territorios import DireccionRegionalFactory, RegionFactory

ROLES = ("encargada", "lectora", "nacional", "observadora", "administradora")
CLAVES_DEL_INFORME = {
    "presupuesto-documento",
    "presupuesto-anio",
    "gasto-anio",
    "aporte-1",
    "aporte-2",
    *(f"gasto-G-00000{numero}" for numero in (1, 2, 3, 5, 6, 7)),  # el 4 comparte celda con el 3
    "subtotal-1",
    "subtotal-2",
    "subtotal-3",
    "subtotal-productos",
    "dpc",
    "gms",
    "total",
}


@pytest.fixture
def quien(request, informe):
    """Una persona del rol pedido que puede ver el proyecto ficticio."""
    rol = {
        "encargada": Rol.EDITOR_REGIONAL,
        "lectora": Rol.LECTOR_REGIONAL,
        "nacional": Rol.NACIONAL,
        "observadora": Rol.OBSERVADOR,
        "administradora": Rol.ADMINISTRADOR,
    }[request.param]
    valparaiso = DireccionRegionalFactory(
        region="05", slug="valparaiso", nombre="Valparaíso", regiones=[RegionFactory(codigo="05", nombre="Valparaíso")]
    )
    informe.proyecto.direcciones.set([valparaiso])
    persona = UsuarioFactory(rol=rol, direcciones=[valparaiso] if "REGIONAL" in rol.name else [])
    informe.proyecto.observadores.set([persona] if rol == Rol.OBSERVADOR else [])
    return persona


def del_informe(informe):
    return anual.armar(informe).cifras()


def de_la_ficha(informe):
    return ficha_de_indicadores.armar(informe.proyecto, al_anio=informe.anio).cifras()


def test_el_informe_trae_las_cifras_que_debe_y_cada_clave_una_vez(informe):
    claves = [cifra.clave for cifra in del_informe(informe)]

    assert sorted(claves) == sorted(CLAVES_DEL_INFORME)


@pytest.mark.parametrize("cifras", [del_informe, de_la_ficha])
def test_cada_cifra_da_lo_mismo_al_recalcularla(informe, cifras):
    assert [cifra.clave for cifra in cifras(informe) if not cifra.cuadra()] == []
    assert all(cifra.filas for cifra in cifras(informe) if cifra.valor is not None)


@pytest.mark.parametrize("quien", ROLES, indirect=True)
def test_cada_enlace_de_la_pagina_abre_su_cifra_con_el_mismo_valor(entrar, quien, informe):
    cliente = entrar(quien)

    for url, cifras in (
        (informe.get_absolute_url(), del_informe(informe)),
        (reverse("proyecto_indicadores", args=[informe.proyecto.codigo]), de_la_ficha(informe)),
    ):
        pagina = cliente.get(url).text
        for cifra in cifras:
            respuesta = cliente.get(cifra.url)
            assert f'href="{cifra.url}"' in pagina, cifra.clave
            assert respuesta.status_code == 200, cifra.clave
            assert respuesta.context["cifra"] == cifra
            assert f"<dd>{cifra.texto}</dd>" in respuesta.text
            assert [par[0] for par in respuesta.context["tabla"].filas][:25] == list(cifra.filas)[:25]


def test_una_fila_de_otra_cifra_la_abre(entrar, nacional, informe):
    texto = entrar(nacional).get(reverse("informe_anual_cifra", args=[informe.codigo, "total"])).text

    for clave in ("subtotal-productos", "dpc", "gms"):
        assert reverse("informe_anual_cifra", args=[informe.codigo, clave]) in texto


def test_el_documento_que_se_descarga_no_enlaza_a_paginas_inexistentes(informe):
    """Las direcciones de sus cifras son las de la página, y ninguna está vacía."""
    assert all(cifra.url.startswith("/informes/anual/") for cifra in del_informe(informe))
    assert 'href=""' not in html.fragmento(anual.armar(informe))
