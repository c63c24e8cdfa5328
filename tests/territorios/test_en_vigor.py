"""La dirección en vigor acota lo que se muestra a quien alcanza varias, y nunca lo que puede ver."""

import io

import pytest
from openpyxl import load_workbook

from actores.models import Rol
from territorios.en_vigor import sin_filtro_de_direccion
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory

pytestmark = pytest.mark.django_db
ELEGIR = "/direccion/"


@pytest.fixture
def en_dos(valparaiso, maule):
    return UsuarioFactory(rol=Rol.EDITOR_REGIONAL, direcciones=[valparaiso, maule])


@pytest.fixture
def lo_de_cada_una(valparaiso, maule):
    for direccion in (valparaiso, maule):
        mesa = MesaFactory(direcciones=[direccion], nombre=f"Mesa de {direccion}")
        SesionFactory(mesa=mesa, titulo=f"Sesión de {direccion}")
        CompromisoFactory(mesa=mesa, accion=f"Promesa de {direccion}")
        proyecto = ProyectoFactory(direcciones=[direccion], titulo=f"Proyecto de {direccion}")
        InformeAnualFactory(proyecto=proyecto)


def mirando(entrar, quien, direccion, **mas):
    cliente = entrar(quien)
    cliente.post(ELEGIR, {"direccion": direccion.codigo, **mas})
    return cliente


LISTADOS = [
    "/mesas/",
    "/sesiones/",
    "/compromisos/",
    "/informes/proyectos/",
    "/informes/",
    "/informes/entregas/?anio=2020",
    "/",
]


@pytest.mark.parametrize("url", LISTADOS)
def test_los_listados_y_el_inicio_muestran_solo_lo_suyo(url, entrar, nacional, valparaiso, lo_de_cada_una):
    tabla = mirando(entrar, nacional, valparaiso).get(url).context["tabla"].cuerpo

    assert "de Maule" not in tabla
    assert url == "/" or "de Valparaíso" in tabla


def test_el_inicio_de_quien_trabaja_en_dos_se_acota_entero(entrar, en_dos, valparaiso, lo_de_cada_una):
    pagina = mirando(entrar, en_dos, valparaiso).get("/").text

    assert "de Valparaíso" in pagina
    assert "de Maule" not in pagina


def test_las_figuras_del_pais_son_las_de_la_direccion_y_abren_sus_filas(entrar, nacional, maule, lo_de_cada_una):
    cliente = mirando(entrar, nacional, maule)

    figura = next(una for una in cliente.get("/").context["figuras"] if una.etiqueta == "Compromisos abiertos")

    assert figura.valor == 1
    assert f"direccion={maule.codigo}" in figura.url
    assert cliente.get(figura.url).context["tabla"].total == 1


def test_el_listado_dice_que_mira_solo_una_y_como_ver_todas(entrar, nacional, valparaiso, lo_de_cada_una):
    cliente = mirando(entrar, nacional, valparaiso)

    pagina = cliente.get("/mesas/?q=mesa").text

    assert "muestra sólo lo de <strong>Valparaíso</strong>" in pagina
    assert 'href="?q=mesa&amp;direccion="' in pagina
    assert cliente.get("/mesas/?q=mesa&direccion=").context["tabla"].total == 2


def test_la_direccion_web_con_su_filtro_manda(entrar, nacional, valparaiso, maule, lo_de_cada_una):
    respuesta = mirando(entrar, nacional, valparaiso).get(f"/mesas/?direccion={maule.codigo}")

    assert "Mesa de Maule" in respuesta.context["tabla"].cuerpo
    assert "Aquí manda el filtro de esta lista" in respuesta.text


def test_el_excel_lleva_lo_mismo_que_la_pantalla(entrar, nacional, valparaiso, lo_de_cada_una):
    respuesta = mirando(entrar, nacional, valparaiso).get("/mesas/?formato=xlsx")

    (hoja,) = load_workbook(io.BytesIO(respuesta.content)).worksheets
    assert [fila[0].value for fila in hoja][1:] == ["Mesa de Valparaíso"]


def test_acota_lo_que_se_muestra_y_no_lo_que_se_puede_ver(entrar, nacional, valparaiso, maule):
    mesa = MesaFactory(direcciones=[maule])

    assert mirando(entrar, nacional, valparaiso).get(mesa.get_absolute_url()).status_code == 200


def test_se_elige_en_la_barra_y_se_quita_desde_cualquier_pagina(entrar, en_dos, valparaiso):
    cliente = entrar(en_dos)
    antes = cliente.get("/mesas/").text

    vuelta = cliente.post(ELEGIR, {"direccion": valparaiso.codigo, "siguiente": "/mesas/?direccion=D-07&q=agua"})
    elegida = cliente.get("/mesas/").text
    cliente.post(ELEGIR, {"direccion": ""})

    assert "Mirar sólo una dirección" in antes
    assert vuelta.url == "/mesas/?q=agua"
    assert "Miras sólo <strong>Valparaíso</strong>" in elegida
    assert "Miras sólo <strong>" not in cliente.get("/mesas/").text


def test_quien_tiene_una_sola_la_ve_escrita_y_no_elige(entrar, encargada, valparaiso):
    cliente = entrar(encargada)

    pagina = cliente.get("/mesas/").text

    assert '<span class="persona-alcance">Valparaíso</span>' in pagina
    assert "Mirar sólo una dirección" not in pagina
    assert cliente.post(ELEGIR, {"direccion": valparaiso.codigo}).status_code == 403


def test_no_se_pone_en_vigor_una_que_no_alcanza_ni_sigue_la_que_dejo_de_alcanzar(
    entrar, en_dos, valparaiso, maule, lo_de_cada_una
):
    cliente = mirando(entrar, en_dos, maule)
    en_dos.direcciones.set([valparaiso])

    assert "Miras sólo <strong>" not in cliente.get("/mesas/").text
    assert cliente.get("/mesas/").context["tabla"].total == 1


@pytest.mark.parametrize("siguiente", ["https://otro.example/", "//otro.example/", "javascript:alert(1)", ""])
def test_no_lleva_a_otro_sitio(siguiente, entrar, nacional, valparaiso, maule):
    respuesta = entrar(nacional).post(ELEGIR, {"direccion": maule.codigo, "siguiente": siguiente})

    assert respuesta.url == "/"


def test_volver_conserva_los_demas_filtros():
    vuelta = sin_filtro_de_direccion("/mesas/?q=r%C3%ADo&direccion=D-07&macrozona=norte&pagina=3&orden=-codigo")

    assert vuelta == "/mesas/?q=r%C3%ADo&orden=-codigo"
